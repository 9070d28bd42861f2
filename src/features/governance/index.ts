/**
 * Emergency access and its review, walls, what duty reads, writes down and is asked about, and what was recorded against the wrong young person.
 * Used by statutory staff in an emergency, by everybody who knows a child, by managers who keep somebody away, by duty, and by information governance afterwards.
 * Owns: emergency_access, night_note, duty_look.
 */
export { urls } from './urls.ts'
