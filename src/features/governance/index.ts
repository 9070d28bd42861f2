/**
 * Emergency access and its review, and "I know this child or family".
 * Used by statutory staff in an emergency, by everybody who knows a child, by information governance afterwards.
 * Owns: emergency_access.
 */
export { urls } from './urls.ts'
