import type { Day } from '../../../platform/working-days.ts'
import { choice, type Field, type Form, form, type Values } from '../../../web/form.ts'
import type { Answers } from '../assessment-answers.ts'
import { completeScreening } from '../assessment-missing.ts'
import type { ScreeningForm } from '../form-definition.ts'
import { notAsked, questionFields, questionsGiven } from '../question.form.ts'

type AnyForm = Form<Record<string, Field>>

const questionsOf = (asks: ScreeningForm) => asks.sections.flatMap(section => section.questions)

/** Whether what an earlier decision asked for is still wanted: asked of whoever records a later one. */
export const stillWanted = 'still-wanted'

/**
 * A screening as a form (R30): recorded once, whole, so what is required is required here.
 * @param askedBefore whether an earlier decision asks for a risk assessment
 */
export function screeningFormFields(asks: ScreeningForm, today: Day, askedBefore: boolean): AnyForm {
  const ofTheForm = questionFields(questionsOf(asks), today)
  const missing = (given: Values<Record<string, Field>>): Record<string, string> => {
    const answers = screeningGiven(asks, given)
    return {
      ...notAsked(questionsOf(asks), answers),
      ...Object.fromEntries(completeScreening(answers, asks, today).map(one => [one.field, one.says] as const)),
    }
  }
  if (!askedBefore) return form(ofTheForm, missing)
  const options = { yes: 'Yes. This is about something else', no: 'No. Nobody needs to do it any more' }
  const ask = 'A risk assessment was asked for before. Is it still needed?'
  const fields: Record<string, Field> = { ...ofTheForm, [stillWanted]: choice({ ask, options }) }
  return form(fields, given => ({
    ...missing(given),
    ...(given.outcome === 'no-assessment' && !given[stillWanted]
      ? { [stillWanted]: 'Say if the risk assessment asked for before is still needed' }
      : {}),
    ...(given.outcome && given.outcome !== 'no-assessment' && given[stillWanted] === 'no'
      ? { [stillWanted]: 'This screening asks for a risk assessment too. Choose “Yes”, or leave this empty' }
      : {}),
  }))
}

/** The answers of a checked form. */
export const screeningGiven = (asks: ScreeningForm, given: Values<Record<string, Field>>): Answers['questions'] =>
  questionsGiven(questionsOf(asks), given)
