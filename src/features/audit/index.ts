/**
 * Reading the audit: who did what and when, without what the records say.
 * Used by information governance, in their own areas.
 * Owns: nothing; the database writes the audit itself (src/db/audit.ts).
 */
export { urls } from './urls.ts'
