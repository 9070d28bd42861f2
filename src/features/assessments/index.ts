/**
 * Screening at the front door, and the risk assessment from its first word to the forum's desk.
 * Used by case-holders, their managers and deputies, the front door; the forum freezes its papers from it.
 * Owns: screening, assessment, assessment_section, person_who_poses_risk, copy_for_record; and the files in config/forms.
 */
export { type Answers, answersSchema, type PersonWhoPosesARisk } from './assessment-answers.ts'
export { type Unknown, whatWeDontKnowYet } from './assessment-missing.ts'
export {
  type AssessmentSection,
  answersOf,
  assessmentSections,
  judgementKey,
  peopleKey,
} from './assessment-sections.ts'
export type { Level, RiskAssessmentForm, ScreeningForm } from './form-definition.ts'
export { forms, startForms } from './forms-in-force.ts'
export { levelWords } from './level-words.ts'
export { type AssessmentRecord, latestCompletedAssessment, type WholeAssessment } from './queries.ts'
export { type Shown, type ShownSection, shownSections } from './shown.ts'
export { type SuggestedLevel, suggestedLevel } from './suggested-level.ts'
export { urls } from './urls.ts'
