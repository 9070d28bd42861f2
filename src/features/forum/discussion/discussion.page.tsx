import { dayInWords, shortDay } from '../../../design/formats.ts'
import { Button, ButtonGroup, Form, Page, SummaryList, Table, Tag } from '../../../design/index.ts'
import type { AreaService } from '../../areas/index.ts'
import type { AgendaItem } from '../agenda-queries.ts'
import { type AboutChild, Child } from '../child.tsx'
import { dayHasCome, standing, standingWords } from '../discussion.ts'
import type { Contribution, Decided, Discussion } from '../discussion-queries.ts'
import type { FactRow } from '../fact-queries.ts'
import { Contributions, type KindNames, Papers } from '../papers/parts.tsx'
import type { Edition } from '../papers.ts'
import { urls } from '../urls.ts'
import { Actions, FactsFound, type NamedOption, Options, Outcome, Views } from './decided.tsx'

export interface DiscussionView {
  readonly about: AboutChild
  readonly discussion: Discussion
  readonly kindName: string
  readonly editions: readonly Edition[]
  readonly contributions: readonly Contribution[]
  readonly decided: Decided
  readonly options: readonly NamedOption[]
  readonly facts: readonly FactRow[]
  readonly services: readonly AreaService[]
  readonly kinds: KindNames
  /** What the reader may do here: prepare, decide, confirm. */
  readonly runs: boolean
  /** Whether they confirm minutes. */
  readonly chairs: boolean
  /** Whether an action may be opened to say that it is done. */
  readonly mayAct: boolean
}

export const DiscussionPage = (view: DiscussionView) => {
  const { about, discussion: d } = view
  const at = { area: about.areaKey, youngPerson: about.youngPerson.id, discussion: d.id }
  return (
    <Page
      title="A discussion"
      back={
        view.runs && d.meetingId
          ? { href: urls.meeting({ area: about.areaKey, meeting: d.meetingId }), text: 'The meeting' }
          : { href: urls.discussions(at), text: 'Discussions' }
      }
      wide
    >
      <Child about={about} />
      <h1 class="govuk-heading-l">
        {view.kindName}, {dayInWords(d.heldOn)}
      </h1>
      {view.runs && <Doing view={view} at={at} />}
      <SummaryList
        rows={[
          { key: 'Where it stands', value: standingWords[standing(d)] },
          { key: 'Invited', value: d.invited.map(i => i.name).join(', ') || 'Nobody yet' },
          d.outcomeAt && {
            key: 'Took part',
            value:
              d.invited
                .filter(i => i.attendance === 'there')
                .map(i => i.name)
                .join(', ') || 'Nobody',
          },
        ]}
      />
      {d.outcomeAt && !view.runs && view.mayAct && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.minutes(at)}>
            Minutes, to read or print
          </a>
        </p>
      )}
      {d.outcomeAt && (
        <>
          <h2 class="govuk-heading-m">Outcome</h2>
          <Outcome decided={view.decided} />
          <h2 class="govuk-heading-m">Actions</h2>
          <Actions
            actions={view.decided.actions}
            today={about.today}
            to={action => (view.mayAct ? urls.action({ ...at, action: action.id }) : undefined)}
          />
          <Views views={view.decided.views} />
        </>
      )}
      {(d.outcomeAt || view.options.length > 0) && (
        <>
          <h2 class="govuk-heading-m">Options looked at</h2>
          <Options options={view.options} />
        </>
      )}
      <h2 class="govuk-heading-m">Found about people around them</h2>
      {view.facts.length === 0 && !d.outcomeAt ? (
        <p class="govuk-body">
          This is not discussed yet. What the risk assessment says of people around them stands in the papers.
        </p>
      ) : (
        <FactsFound
          facts={view.facts}
          kinds={view.kinds}
          services={view.services}
          today={about.today}
          {...(view.runs
            ? { to: (fact: FactRow) => urls.fact({ area: about.areaKey, youngPerson: at.youngPerson, fact: fact.id }) }
            : {})}
        />
      )}
      <h2 class="govuk-heading-m">What the agencies say</h2>
      <Contributions all={view.contributions} milestones={d} />
      <h2 class="govuk-heading-m">Papers</h2>
      <Papers editions={view.editions} kinds={view.kinds} />
    </Page>
  )
}

type At = { readonly area: string; readonly youngPerson: string; readonly discussion: string }

const Doing = ({ view, at }: { view: DiscussionView; at: At }) => {
  const { about, discussion: d } = view
  if (d.takenOffAt) return null
  if (d.outcomeAt)
    return (
      <ButtonGroup>
        <Button href={urls.minutes(at)}>
          {d.minutesConfirmedAt ? 'Minutes' : view.chairs ? 'Read and confirm the minutes' : 'Read the minutes'}
        </Button>
        <Button href={urls.correct(at)} secondary>
          Put the outcome right
        </Button>
        {!d.minutesConfirmedAt && (
          <a class="govuk-link" href={urls.differentView(at)}>
            Write down a different view
          </a>
        )}
        {!d.minutesConfirmedAt && (
          <a class="govuk-link" href={urls.attended(at)}>
            Say who came
          </a>
        )}
        <a class="govuk-link" href={urls.agencies(at)}>
          Choose who is invited
        </a>
      </ButtonGroup>
    )
  return (
    <>
      <ButtonGroup>
        {dayHasCome(d.heldOn, about.today) && <Button href={urls.outcome(at)}>Record the outcome</Button>}
        <Button href={urls.agencies(at)} secondary>
          Choose who is invited
        </Button>
        <Button href={urls.papers(at)} secondary>
          Add what an agency says
        </Button>
        <Button href={urls.options(at)} secondary>
          Write down options
        </Button>
        {!d.meetingId && (
          <Button href={urls.attended(at)} secondary>
            Say who came
          </Button>
        )}
        <a class="govuk-link" href={urls.differentView(at)}>
          Write down a different view
        </a>
        <a class="govuk-link" href={urls.takeOff(at)}>
          Take off the agenda
        </a>
      </ButtonGroup>
      <Form to={urls.freeze(at)}>
        <p class="govuk-hint">
          Members can read the papers once they are frozen. What changes after that is shown to them as changed later.
        </p>
        <Button secondary>{d.papersFrozenAt ? 'Add what has changed since' : 'Freeze the papers'}</Button>
      </Form>
    </>
  )
}

export interface DiscussionsView {
  readonly about: AboutChild
  readonly items: readonly AgendaItem[]
  /** When they were sent to the forum, where they wait for it still. */
  readonly sentAt: Date | null
  readonly forum: string
  readonly kindNames: Readonly<Record<AgendaItem['kind'], string>>
  readonly runs: boolean
}

/** All discussions about one child. */
export const DiscussionsPage = ({ about, items, sentAt, forum, kindNames, runs }: DiscussionsView) => (
  <Page title="Discussions" wide>
    <Child about={about} />
    <h1 class="govuk-heading-l">Discussions</h1>
    {sentAt && (
      <p class="govuk-body">
        Sent to {forum} on {dayInWords(sentAt)}. They wait until several agencies have talked about them; whoever holds
        the case is told what comes of it.
      </p>
    )}
    {items.length === 0 ? (
      <p class="govuk-body">Several agencies have not talked about this young person together yet.</p>
    ) : (
      <Table
        caption="Discussions about this young person"
        captionUnseen
        head={['Day', 'What', 'Where it stands']}
        rows={items.map(item => [
          <a
            key={item.discussion}
            class="govuk-link"
            href={urls.discussion({
              area: about.areaKey,
              youngPerson: about.youngPerson.id,
              discussion: item.discussion,
            })}
          >
            {shortDay(item.heldOn)}
          </a>,
          kindNames[item.kind],
          <Tag key="is" colour="blue">
            {standingWords[standing(item)]}
          </Tag>,
        ])}
      />
    )}
    {runs && (
      <Button secondary href={urls.newDiscussion({ area: about.areaKey, youngPerson: about.youngPerson.id })}>
        New discussion
      </Button>
    )}
  </Page>
)
