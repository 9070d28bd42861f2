/**
 * The forum: several agencies discuss one child, find, answer and agree (R12, R13, R131, R132, R138–R141).
 * Used by nominations (what opens one, and what closes a service), by home and by the chronology.
 * Owns: meeting, discussion, discussion_agency, paper, contribution, forum_outcome, option_considered, risk_fact, different_view, forum_action, closed_service.
 */
export { ClosedServices } from './closed-service/closed-services.tsx'
export { type ClosedService, closedServicesOf } from './fact-queries.ts'
export { type Finding, findings, mayBeNominated } from './outcome.ts'
export { closesService, factAnswer, factAnswers, type RiskFact } from './risk-fact.ts'
export { urls } from './urls.ts'
