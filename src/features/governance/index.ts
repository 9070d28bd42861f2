/**
 * Emergency access and its review, "I know this child or family", and what was recorded against the wrong young person.
 * Used by statutory staff in an emergency, by everybody who knows a child, by information governance afterwards.
 * Owns: emergency_access.
 */
export { urls } from './urls.ts'
