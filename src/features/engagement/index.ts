/**
 * Reaching a young person: what was tried, by whom, what came of it, and what an area tells whoever tries (R143 to R145).
 * Used by the adults at their side, by case-holders, and by whoever manages a service.
 * Owns: engagement_attempt, engagement_review, engagement_tips.
 */
export { urls } from './urls.ts'
