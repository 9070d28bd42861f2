/**
 * What is asked of whom by when, and what somebody is told.
 * Used by every feature that sets a clock or passes something on.
 * Owns: task, notification.
 */
export { ask, type Desk, settle, tell } from './commands.ts'
