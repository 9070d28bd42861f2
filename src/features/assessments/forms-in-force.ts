import { codeLists } from '../areas/index.ts'
import type { RiskAssessmentForm, ScreeningForm } from './form-definition.ts'
import { type Forms, loadForms, type Published } from './form-definition-files.ts'

// The forms this process runs with. Read once at start, so that everybody answers the same questions.

let running: Forms | undefined

/**
 * Reads every published form; after `startAreas`, whose code lists the forms take options from.
 * @throws ConfigurationError with every fault of every file
 */
export function startForms(configDir: string): void {
  running = loadForms(configDir, codeLists())
}

/** Every published version of every form. Throws before `startForms`. */
export function forms(): Forms {
  if (!running) throw new Error('the forms are not loaded yet')
  return running
}

/** The form that answers were given under. Throws where it is gone or no longer says the same: nobody may guess what was asked. */
export const riskAssessmentForm = (given: FormOfAnswers): RiskAssessmentForm =>
  published(forms().riskAssessment.byVersion, given)

/** The screening form that answers were given under; throws as above. */
export const screeningForm = (given: FormOfAnswers): ScreeningForm => published(forms().screening.byVersion, given)

/** What answers keep of their form. */
export interface FormOfAnswers {
  readonly version: number
  readonly hash: string
}

function published<F extends RiskAssessmentForm | ScreeningForm>(
  versions: ReadonlyMap<number, Published<F>>,
  { version, hash }: FormOfAnswers,
): F {
  const found = versions.get(version)
  if (found?.hash !== hash) {
    throw new Error(`version ${version} of a form is not the one that answers were given under (${hash})`)
  }
  return found.form
}
