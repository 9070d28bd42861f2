import { basename, join } from 'node:path'
import { z } from 'zod'
import { repeats, slug } from '../../platform/config-fields.ts'
import { ConfigurationError, type Fault, type FaultAt, loadYaml } from '../../platform/yaml-config.ts'
import { type CodeLists, yamlFiles } from '../areas/index.ts'
import {
  type Form,
  formHash,
  formSchema,
  type RiskAssessmentForm,
  type ScreeningForm,
  sectionsOf,
} from './form-definition.ts'

/** The forms as their files define them. The only file of the assessments that reads from disk. */

/** A published version of a form, with the hash that answers keep beside it. */
export type Published<F extends Form> = { readonly form: F; readonly hash: string }

/** Every published version; `current` is the newest, in which new answers are given. */
export type Versions<F extends Form> = {
  readonly current: Published<F>
  readonly byVersion: ReadonlyMap<number, Published<F>>
}

export type Forms = {
  readonly riskAssessment: Versions<RiskAssessmentForm>
  readonly screening: Versions<ScreeningForm>
}

/** What `forms/published.yaml` pins: nobody edits a published version, answers were given under its words. */
export const publishedSchema = z
  .array(
    z.strictObject({
      key: slug,
      version: z.int().min(1),
      hash: z.string().regex(/^([0-9a-f]{64})?$/, 'must be the 64 digits that the start-up message gives'),
    }),
  )
  .superRefine((published, context) => {
    for (const { at, value } of repeats(published, item => `${item.key} ${item.version}`)) {
      context.addIssue({ code: 'custom', path: [at, 'version'], message: `${value} stands twice`, input: published })
    }
  })

/**
 * Reads `forms/` of the configuration folder. A version that `published.yaml` does not name is a draft and is not used.
 * @throws ConfigurationError with every fault of every file.
 */
export function loadForms(configDir: string, codeLists: CodeLists): Forms {
  const folder = join(configDir, 'forms')
  const faults: Fault[] = []
  const read: { form: Form; faultAt: FaultAt }[] = []

  for (const path of yamlFiles(folder).filter(each => basename(each) !== 'published.yaml')) {
    const loaded = loadYaml(path, formSchema)
    if (!loaded.ok) faults.push(...loaded.faults)
    else read.push({ form: loaded.value, faultAt: loaded.faultAt })
  }
  faults.push(...read.flatMap(({ form, faultAt }) => unknownLists(form, faultAt, codeLists)))

  const pinned = loadYaml(join(folder, 'published.yaml'), publishedSchema)
  if (!pinned.ok) throw new ConfigurationError([...faults, ...pinned.faults])

  const published: Published<Form>[] = []
  pinned.value.forEach((pin, at) => {
    const versions = read.filter(({ form }) => form.key === pin.key && form.version === pin.version)
    const [found] = versions
    if (!found || versions.length > 1) {
      const says = found ? 'more than one file holds' : 'no file holds'
      faults.push(
        pinned.faultAt([at, 'key'], `${says} version ${pin.version} of "${pin.key}"; answers were given under it`),
      )
      return
    }
    const hash = formHash(found.form)
    if (hash === pin.hash) published.push({ form: found.form, hash })
    else faults.push(found.faultAt(['version'], pin.hash === '' ? unpublished(hash) : changed(pin.version)))
  })

  for (const kind of ['risk-assessment', 'screening'] as const) {
    const keys = new Set(read.flatMap(({ form }) => (form.kind === kind ? [form.key] : [])))
    for (const { form, faultAt } of read.filter(each => each.form.kind === kind && keys.size > 1)) {
      faults.push(
        faultAt(
          ['key'],
          `"${form.key}" is one of several keys for ${kind}; a form keeps its key from version to version`,
        ),
      )
    }
  }
  const riskAssessment = versionsOf(published, isRiskAssessment)
  const screening = versionsOf(published, isScreening)
  if (faults.length === 0 && !(riskAssessment && screening)) {
    const message = 'must publish a risk-assessment form and a screening form'
    faults.push({ file: join(folder, 'published.yaml'), line: 0, field: '', message })
  }
  if (faults.length > 0 || !riskAssessment || !screening) throw new ConfigurationError(faults)
  return { riskAssessment, screening }
}

const unpublished = (hash: string): string => `to publish this version, write its hash into published.yaml: ${hash}`

const changed = (version: number): string =>
  `version ${version} is published and must stay as it was: undo the change, and make version ${version + 1} instead`

const isRiskAssessment = (form: Form): form is RiskAssessmentForm => form.kind === 'risk-assessment'
const isScreening = (form: Form): form is ScreeningForm => form.kind === 'screening'

function versionsOf<F extends Form>(
  all: readonly Published<Form>[],
  is: (form: Form) => form is F,
): Versions<F> | null {
  const versions = all.flatMap(({ form, hash }) => (is(form) ? [{ form, hash }] : []))
  const newest = versions.reduce<Published<F> | null>(
    (best, each) => (best && best.form.version > each.form.version ? best : each),
    null,
  )
  if (!newest) return null
  return { current: newest, byVersion: new Map(versions.map(each => [each.form.version, each])) }
}

function unknownLists(form: Form, faultAt: FaultAt, codeLists: CodeLists): Fault[] {
  return sectionsOf(form).flatMap(({ questions }) =>
    questions.flatMap(({ optionsFrom }) =>
      optionsFrom === undefined || optionsFrom in codeLists
        ? []
        : [faultAt(['version'], `takes its options from "${optionsFrom}", and there is no such code list`)],
    ),
  )
}
