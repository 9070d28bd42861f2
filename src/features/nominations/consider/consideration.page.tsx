import { dayInWords, momentInWords, plural } from '../../../design/formats.ts'
import { Button, ButtonGroup, Heading, InsetText, Page, SummaryList, Table, Tag, Typed } from '../../../design/index.ts'
import type { ShownSection } from '../../assessments/index.ts'
import { Child, EighteenNow, nameOf } from '../child.tsx'
import { Changes, WhatItSays } from '../nominate/answers.tsx'
import { FromTheRecord, type Known } from '../nominate/from-the-record.tsx'
import { standingColours } from '../nominate/status.page.tsx'
import { type Standing, standings } from '../nomination.ts'
import type { Choosable, Fact, MayNotDecide, WayForward } from '../panel.ts'
import type { PanelMember } from '../panel-queries.ts'
import type { Nomination } from '../queries.ts'
import type { Amendment, Answers } from '../questions.ts'
import { urls } from '../urls.ts'
import { LaterOutcome } from './later-outcome.tsx'
import { OwnActions } from './own-actions.tsx'
import { type KindNames, Needs, OtherFacts, type ServiceNeeds, Services, WaysForward } from './safe-services.tsx'

export interface ConsiderationView extends Known {
  readonly nomination: Nomination
  readonly standing: Standing
  readonly daysWaited: number
  readonly decideBy: string | undefined
  readonly answers: Answers
  readonly changes: readonly Amendment[]
  readonly members: readonly PanelMember[]
  readonly choices: readonly Choosable[]
  readonly otherFacts: readonly Fact[]
  readonly kinds: KindNames
  readonly ways: readonly WayForward[]
  /** The area's days to be back with the forum, in words. */
  readonly backWithin: string
  readonly needs: readonly ServiceNeeds[]
  readonly ownActions: ShownSection | undefined
  /** Why the asker cannot decide; empty where they can. */
  readonly notYou: MayNotDecide | undefined
  readonly isOpen: boolean
}

const notYouWords: Readonly<Record<MayNotDecide, string>> = {
  'you submitted it': 'You sent this nomination, so somebody else on the panel decides about it.',
  'you hold the case': 'You hold this case, so somebody else on the panel decides about it.',
  'you wrote part of it': 'You wrote part of this nomination, so somebody else on the panel decides about it.',
  'you have a conflict of interest': 'You declared a conflict of interest, so somebody else on the panel decides.',
  'say first that you take part':
    'Before you decide, say who takes part and whether anybody has a conflict of interest.',
}

/** Everything the panel needs to consider a nomination, on one page (R135). */
export const ConsiderationPage = (view: ConsiderationView) => {
  const { nomination: n, standing } = view
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: n.id }
  return (
    <Page title="Consider a nomination" back={{ href: urls.queue({ area: view.areaKey }), text: 'Nominations' }}>
      <Child {...view} />
      <Heading>Consider {nameOf(view.youngPerson)}’s nomination</Heading>
      <p class="govuk-body">
        <Tag colour={standingColours[standing]}>{standings[standing]}</Tag>
      </p>
      <Waiting {...view} />
      <EighteenNow {...view} />
      <LaterOutcome {...view} />
      <Decide {...view} />

      <h2 class="govuk-heading-m">Which service can take this on safely</h2>
      <Services choices={view.choices} finding={view.outcome.finding} />
      <WaysForward ways={view.ways} days={view.backWithin} forum={view.forum} />
      <OtherFacts facts={view.otherFacts} kinds={view.kinds} />

      <OwnActions section={view.ownActions} name={nameOf(view.youngPerson)} />

      <h2 class="govuk-heading-m">The nomination</h2>
      <FromTheRecord {...view} title="From the record" />
      <WhatItSays answers={view.answers} />
      <Changes changes={view.changes} />
      <Asked {...view} />

      <h2 class="govuk-heading-m">What each service is for</h2>
      <p class="govuk-body">This describes. It is not a test, and nothing is counted up.</p>
      <Needs services={view.needs} />

      <h2 class="govuk-heading-m">Who considers it</h2>
      <Members members={view.members} />
      {(view.isOpen || standing === 'accepted') && (
        <Button secondary href={urls.declare(to)}>
          Say who takes part
        </Button>
      )}
    </Page>
  )
}

const Waiting = ({ nomination: n, daysWaited, decideBy }: ConsiderationView) => (
  <p class="govuk-body">
    Sent {n.submittedAt ? momentInWords(n.submittedAt) : ''} by {n.submittedByName ?? ''}. It has waited{' '}
    {plural(daysWaited, 'day')}
    {n.pausedSeconds > 0 || n.questionSince ? ', without the time the panel waited for an answer' : ''}.
    {decideBy ? ` To be decided by ${dayInWords(decideBy)}.` : ''}
  </p>
)

const Decide = (view: ConsiderationView) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: view.nomination.id }
  if (!view.isOpen)
    return (
      <InsetText>
        This nomination is not before the panel any more.{' '}
        <a class="govuk-link" href={urls.nomination(to)}>
          See how it stands
        </a>
      </InsetText>
    )
  return (
    <>
      {view.notYou ? (
        <InsetText>
          {notYouWords[view.notYou]}{' '}
          {view.notYou === 'say first that you take part' && (
            <a class="govuk-link" href={urls.declare(to)}>
              Say who takes part
            </a>
          )}
        </InsetText>
      ) : (
        <ButtonGroup>
          {view.nomination.latestBothYes && <Button href={urls.accept(to)}>Accept to a strand</Button>}
          <Button secondary href={urls.decline(to)}>
            Do not accept
          </Button>
          <Button secondary href={urls.backToForum(to)}>
            Send back to the forum
          </Button>
        </ButtonGroup>
      )}
      {!view.nomination.questionSince && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.askMore(to)}>
            Ask the case-holder for more information
          </a>
        </p>
      )}
    </>
  )
}

const Members = ({ members }: { members: readonly PanelMember[] }) => (
  <Table
    caption="The coordinator and the panel"
    captionUnseen
    head={['Name', 'Takes part', 'Conflict of interest']}
    rows={members.map(m => [
      `${m.name}, ${m.title}`,
      m.here === null ? 'Not said yet' : !m.here ? 'No' : m.conflict ? 'Does not decide' : 'Yes',
      m.conflict === null ? '–' : m.conflict ? `Yes${m.note ? `: ${m.note}` : ''}` : 'None declared',
    ])}
  />
)

const Asked = ({ nomination: { questions } }: ConsiderationView) =>
  questions.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">What was asked</h2>
      {questions.map(q => (
        <SummaryList
          key={q.id}
          card={{ title: `Sent ${momentInWords(q.askedAt)} by ${q.askedBy}`, level: 3 }}
          rows={[
            { key: 'Question', value: <Typed>{q.asks}</Typed> },
            q.answer === null
              ? { key: 'Received', value: `Not yet; wanted by ${dayInWords(q.wantedBy)}` }
              : { key: 'Answer', value: <Typed>{q.answer}</Typed> },
            q.answeredAt && { key: 'Received', value: `${momentInWords(q.answeredAt)}, from ${q.answeredBy ?? ''}` },
          ]}
        />
      ))}
    </>
  )
