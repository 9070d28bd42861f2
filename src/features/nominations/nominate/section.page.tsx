import { dayInWords } from '../../../design/formats.ts'
import {
  Button,
  ButtonGroup,
  DateInput,
  Details,
  Fieldset,
  Form,
  Heading,
  InsetText,
  Page,
  Radios,
  TextArea,
  TextInput,
} from '../../../design/index.ts'
import type { FilledField } from '../../../web/field.ts'
import type { Filled } from '../../../web/form.ts'
import { Child, nameOf, type OfYoungPerson } from '../child.tsx'
import type { Holder } from '../queries.ts'
import { type QuestionKey, type SectionKey, sections } from '../questions.ts'
import type { Recorded } from '../recorded-queries.ts'
import { urls } from '../urls.ts'
import { holderInWords } from './from-the-record.tsx'

export interface SectionView extends OfYoungPerson {
  readonly nominationId: string
  readonly section: SectionKey
  /** The day the answers come from, where they were taken over from the last nomination. */
  readonly takenOverFrom: string | undefined
  readonly holder: Holder | null
  readonly agencies: readonly string[]
  readonly recorded: Recorded
}

type Is = 'answer' | 'amend'

const intro: Readonly<Record<SectionKey, string>> = {
  'young-person': 'What the young person says comes first. Nobody should be nominated behind their back.',
  family: 'Their parents, carers, or whoever they count as family.',
  introduction: 'The first meeting goes best with somebody they already trust beside them.',
  hopes: 'Write what would be different if this went well. Leave out what does not fit.',
  worries: 'What you know about what went wrong before helps to do better this time.',
  age: '',
}

/** One page of questions: of a draft, or of a nomination that was sent and is changed with a reason. */
export const SectionPage = ({ is, view, filled }: { is: Is; view: SectionView; filled: Filled }) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: view.nominationId }
  const at = (is === 'amend' ? urls.amend : urls.section)({ ...to, sectionKey: view.section })
  const { reason } = filled.fields
  return (
    <Page title={sections[view.section].title} back={{ href: urls.nomination(to), text: 'The nomination' }}>
      <Child {...view} />
      <Heading caption={is === 'amend' ? 'Change what was sent' : `Nominate ${nameOf(view.youngPerson)}`}>
        {sections[view.section].title}
      </Heading>
      {intro[view.section] && <p class="govuk-body">{intro[view.section]}</p>}
      {view.takenOverFrom && (
        <InsetText>
          We took this over from the nomination of {dayInWords(view.takenOverFrom)}. Check that it still fits.
        </InsetText>
      )}
      <Form to={at}>
        <Questions view={view} filled={filled} />
        {is === 'amend' && reason && <TextArea field={reason} rows={3} />}
        <ButtonGroup>
          <Button>{is === 'amend' ? 'Save the change' : 'Save and see all parts'}</Button>
          <a class="govuk-link" href={urls.nomination(to)}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </Page>
  )
}

const Questions = ({ view, filled }: { view: SectionView; filled: Filled }) => {
  const field = (key: QuestionKey): FilledField => {
    const found = filled.fields[key]
    if (!found) throw new Error(`the form of ${view.section} has no ${key}`)
    return found
  }
  switch (view.section) {
    case 'young-person':
    case 'family':
      return (
        <Radios
          field={field(`${view.section}-asked`)}
          conditional={{
            yes: <TextArea field={field(`${view.section}-words`)} />,
            no: <TextArea field={field(`${view.section}-not-asked`)} />,
          }}
        />
      )
    case 'introduction':
      return (
        <>
          <Details summary="Who we know works with them now" open>
            <ul class="govuk-list govuk-list--bullet">
              {view.holder && <li>{holderInWords(view.holder)} (case-holder)</li>}
              {view.agencies.map(name => (
                <li key={name}>{name}, in the discussion</li>
              ))}
              {view.recorded.professional && (
                <li>
                  {view.recorded.professional} (a professional they could tell a worry to, they said on{' '}
                  {dayInWords(view.recorded.askedOn ?? view.today)})
                </li>
              )}
              {view.recorded.school && <li>{view.recorded.school} (school or college)</li>}
            </ul>
          </Details>
          <TextArea field={field('works-with')} rows={4} />
          <Fieldset legend="The introduction">
            <TextInput field={field('introducer-name')} />
            <TextInput field={field('introducer-agency')} />
            <TextArea field={field('introduction-how')} rows={3} />
            <DateInput field={field('introduction-by')} />
          </Fieldset>
        </>
      )
    case 'hopes':
      return (
        <>
          {sections.hopes.questions.map(key => (
            <TextArea key={key} field={field(key)} rows={3} />
          ))}
        </>
      )
    case 'worries':
      return (
        <>
          <TextArea field={field('could-fail')} />
          <TextArea field={field('anything-else')} />
        </>
      )
    case 'age':
      return <TextArea field={field('age-reason')} />
  }
}
