/**
 * Nominations for Trusted Relationships, what the panel decides, and the strands a young person is in.
 * Used by case-holders, the coordinator and the panel; and by everything that starts with an accepted nomination.
 * Owns: nomination, nomination_answer, panel_question, panel_declaration, nomination_decision, strand_allocation.
 */
export { type DecisionKind, type Standing, standing, standings } from './nomination.ts'
export {
  type Choosable,
  choosable,
  differs,
  type Fact,
  isClosed,
  type Strand,
  strandOf,
} from './panel.ts'
export { urls } from './urls.ts'
