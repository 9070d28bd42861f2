import type { Day } from '../../../platform/working-days.ts'
import { type Field, type Form, form, type Values } from '../../../web/form.ts'
import type { Answers } from '../assessment-answers.ts'
import { completeScreening } from '../assessment-missing.ts'
import type { ScreeningForm } from '../form-definition.ts'
import { questionFields, questionsGiven } from '../question.form.ts'

type AnyForm = Form<Record<string, Field>>

const questionsOf = (asks: ScreeningForm) => asks.sections.flatMap(section => section.questions)

/** A screening as a form (R30): recorded once, whole, so what is required is required here. */
export const screeningFormFields = (asks: ScreeningForm, today: Day): AnyForm =>
  form(questionFields(questionsOf(asks), today), given =>
    Object.fromEntries(
      completeScreening(screeningGiven(asks, given), asks, today).map(missing => [missing.field, missing.says]),
    ),
  )

/** The answers of a checked form. */
export const screeningGiven = (asks: ScreeningForm, given: Values<Record<string, Field>>): Answers['questions'] =>
  questionsGiven(questionsOf(asks), given)
