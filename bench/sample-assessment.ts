import { answersOf, assessmentSections, type RiskAssessmentForm } from '../src/features/assessments/index.ts'
import { assessmentAnswers } from '../trial/demonstration/answers.ts'
import { chance } from '../trial/demonstration/random.ts'

/** The sections of one assessment as people fill it in, each as it is stored. */
export function sampleSections(form: RiskAssessmentForm): readonly { key: string; answers: unknown }[] {
  const answers = assessmentAnswers(form, chance(1), '2026-01-15', {
    upTo: 'significant',
    around: [{ kind: 'sexual-exploitation', certainty: 'suspected', timing: 'current' }],
  })
  return assessmentSections(form).map(section => ({ key: section.key, answers: answersOf(section, answers, form) }))
}
