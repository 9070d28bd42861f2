/**
 * Finding the right adult for a young person: what they wish, who can, who cannot and of what class the reason is.
 * Used by the operational manager (Strand 1) and the service manager (Strand 2), and by whoever knows what must be kept apart.
 * Owns: wishes, keep_apart, keep_apart_look, match.
 */
export { urls } from './urls.ts'
