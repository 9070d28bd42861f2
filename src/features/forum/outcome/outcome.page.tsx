import { shortDay, weekdayInWords } from '../../../design/formats.ts'
import {
  Button,
  Checkboxes,
  Details,
  Fieldset,
  Form,
  InsetText,
  ManyChoices,
  Page,
  Radios,
  Select,
  TextArea,
  TextInput,
} from '../../../design/index.ts'
import type { FilledField } from '../../../web/field.ts'
import type { Filled } from '../../../web/form.ts'
import { type AboutChild, Child } from '../child.tsx'
import { dayHasCome } from '../discussion.ts'
import type { Discussion } from '../discussion-queries.ts'
import type { FactRow } from '../fact-queries.ts'
import type { KindNames } from '../papers/parts.tsx'
import { factAnswer, factAnswers } from '../risk-fact.ts'
import { urls } from '../urls.ts'
import type { correctForm, OutcomeChoices } from './outcome.form.ts'

export interface OutcomeView {
  readonly about: AboutChild
  readonly discussion: Discussion
  readonly kindName: string
  readonly offered: OutcomeChoices
  readonly kinds: KindNames
  /** Found by earlier discussions, and still holds. */
  readonly holding: readonly FactRow[]
  readonly quorumWords: string
  /** What stands in the fields at first: what the assessment says of those it proposes, who is known to be there. */
  readonly start: Readonly<Record<string, string | readonly string[]>>
}

const empty = (name: string): FilledField => ({ name, id: name, label: name, value: '' })

/** One child's outcome at the keyboard: the four answers first, everything else below can stay as it is. */
export const OutcomePage = (view: OutcomeView, filled: Filled) => {
  const { about, discussion: d } = view
  const at = { area: about.areaKey, youngPerson: about.youngPerson.id, discussion: d.id }
  const field = (name: string): FilledField => filled.fields[name] ?? empty(name)
  const back = { href: urls.discussion(at), text: 'The discussion' }
  if (d.outcomeAt)
    return (
      <Page title="Record the outcome" back={back}>
        <Child about={about} />
        <h1 class="govuk-heading-l">The outcome is recorded</h1>
        <p class="govuk-body">
          <a class="govuk-link" href={urls.discussion(at)}>
            Read it
          </a>
          , or{' '}
          <a class="govuk-link" href={urls.correct(at)}>
            put it right
          </a>
          .
        </p>
      </Page>
    )
  if (!dayHasCome(d.heldOn, about.today))
    return (
      <Page title="Record the outcome" back={back}>
        <Child about={about} />
        <h1 class="govuk-heading-l">This discussion is on {weekdayInWords(d.heldOn)}</h1>
        <p class="govuk-body">Its outcome can be recorded from that day on.</p>
        <p class="govuk-body">
          Was it held already?{' '}
          {d.meetingId ? (
            <a class="govuk-link" href={urls.editMeeting({ area: about.areaKey, meeting: d.meetingId })}>
              Change the day of the meeting
            </a>
          ) : (
            <a class="govuk-link" href={urls.takeOff(at)}>
              Take it off, and put it in for the day it was held
            </a>
          )}
          .
        </p>
      </Page>
    )
  return (
    <Page title="Record the outcome" back={back}>
      <Child about={about} />
      <h1 class="govuk-heading-l">Record the outcome</h1>
      <Form to={urls.outcome(at)}>
        <ManyChoices>
          <Radios field={field('finding')} size="m" />
          <TextArea field={field('findingReason')} rows={3} />
          <Radios field={field('suitable')} inline />
          <Radios field={field('wouldBenefit')} inline />
          <TextInput field={field('answersReason')} />
          {view.holding.length > 0 && <Holding view={view} />}
          <Checkboxes
            field={field('facts')}
            size="m"
            hint="Tick what this discussion finds. Only about other people around them, never about what the young person may have done."
            conditional={Object.fromEntries(
              view.offered.findable.map(({ key }) => [
                key,
                <>
                  <Select field={field(`${key}-is`)} />
                  <TextInput field={field(`${key}-evidence`)} />
                  <Select field={field(`${key}-review`)} />
                </>,
              ]),
            )}
          />
          <Checkboxes
            field={field('options')}
            size="m"
            hint="Trusted Relationships is one option among these; its two answers are above."
          />
          <Fieldset legend="Actions">
            <Action row={1} field={field} />
            <Action row={2} field={field} />
            <Details summary="More actions" open={[3, 4, 5, 6].some(row => field(`action${row}`).value !== '')}>
              {[3, 4, 5, 6].map(row => (
                <Action key={row} row={row} field={field} />
              ))}
            </Details>
          </Fieldset>
          <Details
            summary="A different view"
            open={['viewSays', 'viewBy', 'viewAgency'].some(name => field(name).value !== '')}
          >
            <Select field={field('viewAgency')} />
            <TextInput field={field('viewBy')} />
            <TextArea field={field('viewSays')} rows={3} />
          </Details>
          <Checkboxes field={field('there')} size="m" hint={view.quorumWords} />
          <TextInput field={field('noQuorumReason')} />
        </ManyChoices>
        <Button>Record the outcome</Button>
        <p class="govuk-body">The case-holder is told at once.</p>
      </Form>
    </Page>
  )
}

const Action = ({ row, field }: { row: number; field: (name: string) => FilledField }) => (
  <>
    <TextInput field={field(`action${row}`)} />
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-half">
        <Select field={field(`action${row}-who`)} />
      </div>
      <div class="govuk-grid-column-one-half">
        <Select field={field(`action${row}-by`)} />
      </div>
    </div>
  </>
)

const Holding = ({ view }: { view: OutcomeView }) => (
  <InsetText>
    <p class="govuk-body">Found before. It still holds until somebody ends it, whatever is found today:</p>
    <ul class="govuk-list govuk-list--bullet">
      {view.holding.map(f => (
        <li key={f.id}>
          <a
            class="govuk-link"
            href={urls.fact({ area: view.about.areaKey, youngPerson: view.about.youngPerson.id, fact: f.id })}
          >
            {view.kinds[f.kind]}: {factAnswers[factAnswer(f)]}
          </a>
          , look at it again by {shortDay(f.reviewOn)}
        </li>
      ))}
    </ul>
  </InsetText>
)

export interface CorrectView {
  readonly about: AboutChild
  readonly discussion: Discussion
  readonly outcomeId: string
  readonly start: Readonly<Record<string, string>>
}

export const CorrectPage = (view: CorrectView, filled: Filled<(typeof correctForm)['fields']>) => {
  const { about, discussion: d } = view
  const at = { area: about.areaKey, youngPerson: about.youngPerson.id, discussion: d.id }
  return (
    <Page title="Put the outcome right" back={{ href: urls.discussion(at), text: 'The discussion' }}>
      <Child about={about} />
      <h1 class="govuk-heading-l">Put the outcome right</h1>
      <p class="govuk-body">What was recorded stays to be read. The case-holder is told again.</p>
      <Form to={urls.correct(at)}>
        <ManyChoices>
          <Radios field={filled.fields.finding} />
          <TextArea field={filled.fields.findingReason} rows={3} />
          <Radios field={filled.fields.suitable} inline />
          <Radios field={filled.fields.wouldBenefit} inline />
        </ManyChoices>
        <TextInput field={filled.fields.answersReason} />
        <TextInput field={filled.fields.reason} />
        <Button>Put it right</Button>
      </Form>
    </Page>
  )
}
