/**
 * What is asked of whom by when, and what somebody is told.
 * Used by every feature that sets a clock or passes something on.
 * Owns: task, notification, mailing; the jobs of the worker.
 */
export { ask, type Desk, readNews, settle, tell } from './commands.ts'
export { clocks, jobs, sealAudit, sealingPause } from './jobs.ts'
export { cannotWait, type NewsKind, newsKinds, type TaskKind, taskKinds } from './kinds.ts'
