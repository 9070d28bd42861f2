/**
 * Nominations for Trusted Relationships, what the panel decides, and the strands a young person is in.
 * Used by case-holders, the coordinator and the panel; and by everything that starts with an accepted nomination.
 * Owns: nomination, nomination_answer, panel_question, panel_declaration, nomination_decision, strand_allocation.
 */
export {
  type Choosable,
  choosable,
  differs,
  type Fact,
  isClosed,
} from './panel.ts'
export { urls } from './urls.ts'
