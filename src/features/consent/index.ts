/**
 * What young people, parents and others agree to, and what follows from it (R146 to R153).
 * Used by case-holders and by those who match, before any worker learns who a young person is.
 * Owns: relevant_individual, consent, consent_share, consent_copy, format_request, lawful_share, named_agency.
 */
export { takingPartNow } from './queries.ts'
export type { SharingStrip } from './sharing.ts'
export { stripOf } from './strip/strip.tsx'
export { urls } from './urls.ts'
export { moveConsented } from './wrong-child/move.commands.ts'
export { moving } from './wrong-child/moving.routes.ts'
