import { Fieldset, Radios, TextArea } from '../../../design/index.ts'
import type { RiskKind } from '../../areas/index.ts'
import type { Answers } from '../assessment-answers.ts'
import type { AssessmentSection } from '../assessment-sections.ts'
import type { Indicator, RiskAssessmentForm } from '../form-definition.ts'
import { type DayInWords, shownFactor, shownIndicator, shownPeople } from '../shown.ts'
import { EvidenceFields, evidenceParts, type FieldsByName, fieldOf, holdsSomething } from './evidence-fields.tsx'
import { LastTime } from './last-time.tsx'

/** What is beside each answer when somebody looks again. */
export interface Last {
  readonly on: string
  readonly answers: Answers
  readonly form: RiskAssessmentForm
}

interface FieldsProps {
  readonly form: RiskAssessmentForm
  readonly fields: FieldsByName
  readonly last: Last | null
  readonly inWords: DayInWords
}

const opens = (open: boolean, ...classes: string[]): string => [...classes, ...(open ? ['app-open'] : [])].join(' ')

/** A domain: signs of risk, then signs of actual harm, never mixed. Evidence opens from "emerging" on. */
export const DomainFields = (props: FieldsProps & { section: AssessmentSection & { is: 'domain' } }) => {
  const of = (kind: Indicator['kind']) => props.section.domain.indicators.filter(each => each.kind === kind)
  const group = (title: string, indicators: readonly Indicator[]) =>
    indicators.length > 0 && (
      <>
        <h2 class="govuk-heading-m">{title}</h2>
        {indicators.map(each => (
          <IndicatorFields key={each.key} {...props} indicator={each} />
        ))}
      </>
    )
  return (
    <>
      {group('Signs of risk', of('risk'))}
      {group('Signs of actual harm', of('harm'))}
    </>
  )
}

const IndicatorFields = ({
  form,
  fields,
  last,
  inWords,
  indicator: { key, says },
}: FieldsProps & { indicator: Indicator }) => (
  <div class="app-indicator">
    <Radios field={fieldOf(fields, `${key}.level`)} />
    {last && <LastTime on={last.on} shown={[shownIndicator(last.answers, last.form, key, says, inWords)]} />}
    <div
      class={opens(
        holdsSomething(
          fields,
          evidenceParts.map(part => `${key}.${part}`),
        ),
        'app-evidence',
      )}
    >
      <Fieldset legend={`Evidence: ${says}`} size="s">
        <EvidenceFields fields={fields} name={key} />
      </Fieldset>
    </div>
    {form.evidence.requiredFrom === 'emerging' ? null : (
      <p class="govuk-hint">Evidence is needed from “{form.evidence.requiredFrom}”.</p>
    )}
  </div>
)

export const ProtectiveFields = ({ form, fields, last }: FieldsProps) => (
  <>
    {form.protective.factors.map(({ key, says }) => (
      <div key={key} class="app-indicator">
        <Radios field={fieldOf(fields, `${key}.strength`)} />
        {last && <LastTime on={last.on} shown={[shownFactor(last.answers, last.form, key, says)]} />}
        <div class={opens(holdsSomething(fields, [`${key}.words`]), 'app-more')}>
          <TextArea field={fieldOf(fields, `${key}.words`, 'Say more, if it helps')} rows={2} />
        </div>
      </div>
    ))}
  </>
)

/** People who pose a risk around the young person, by kind; each with a certainty of their own. */
export const PeopleFields = (props: FieldsProps & { places: (kind: RiskKind) => number }) => (
  <>
    {props.form.people.kinds.map(({ key, name }) => (
      <div key={key} class="app-indicator">
        <Radios field={fieldOf(props.fields, `people.${key}`)} size="m" />
        {props.last && (
          <LastTime on={props.last.on} shown={shownPeople(props.last.answers, props.last.form, key, props.inWords)} />
        )}
        {Array.from({ length: props.places(key) }, (_, at) => (
          <PersonFields
            key={at}
            fields={props.fields}
            name={`people.${key}.${at}`}
            legend={`${name}: person ${at + 1}`}
          />
        ))}
      </div>
    ))}
  </>
)

const PersonFields = ({ fields, name, legend }: { fields: FieldsByName; name: string; legend: string }) => {
  const parts = ['who', 'certainty', 'time', ...evidenceParts].map(part => `${name}.${part}`)
  return (
    <div class={opens(holdsSomething(fields, parts), 'app-evidence')}>
      <Fieldset legend={legend} size="s">
        <TextArea field={fieldOf(fields, `${name}.who`, 'Who is it, or what is known of them?')} rows={2} />
        <Radios field={fieldOf(fields, `${name}.certainty`, 'How sure is it?')} />
        <Radios field={fieldOf(fields, `${name}.time`, 'Is it now, or was it in the past?')} />
        <EvidenceFields fields={fields} name={name} />
      </Fieldset>
    </div>
  )
}
