/**
 * The first page of each role: what is asked of me next.
 * Used by everybody after sign-in.
 * Owns: nothing; it reads what the other features own.
 */
export { urls } from './urls.ts'
