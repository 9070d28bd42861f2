import { dayInWords, momentInWords, plural } from '../../../design/formats.ts'
import {
  Button,
  ButtonGroup,
  Heading,
  InsetText,
  Page,
  SummaryList,
  Tag,
  type TagColour,
  Typed,
} from '../../../design/index.ts'
import { Child, nameOf } from '../child.tsx'
import { type Standing, standings } from '../nomination.ts'
import type { Allocation, Decision } from '../panel-queries.ts'
import type { Nomination } from '../queries.ts'
import { type Amendment, type Answers, type SectionKey, sectionKeys, sections } from '../questions.ts'
import { urls } from '../urls.ts'
import { Changes, WhatItSays } from './answers.tsx'
import { Strands, WhatWasDecided } from './decision.tsx'
import { FromTheRecord, type Known } from './from-the-record.tsx'

export interface StatusView extends Known {
  readonly nomination: Nomination
  readonly standing: Standing
  readonly daysWaited: number
  /** By when the panel is to decide; empty while it waits for an answer, and afterwards. */
  readonly decideBy: string | undefined
  readonly answers: Answers
  /** What whoever reads it may do here. */
  readonly acts: ReadonlySet<string>
  readonly changes: readonly Amendment[]
  readonly decision: Decision | null
  readonly allocations: readonly Allocation[]
}

export const standingColours: Readonly<Record<Standing, TagColour>> = {
  draft: 'grey',
  submitted: 'blue',
  'waiting for information': 'yellow',
  accepted: 'green',
  'not accepted': 'purple',
  'back with the forum': 'orange',
  withdrawn: 'grey',
}

/** How a nomination stands, for whoever made it and whoever reads it. */
export const StatusPage = (view: StatusView) => {
  const { nomination: n, standing } = view
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: n.id }
  const [mayNominate, mayConsider] = [view.acts.has('nominate'), view.acts.has('consider a nomination')]
  const open = standing === 'submitted' || standing === 'waiting for information'
  const waiting = standing === 'waiting for information' ? n.questions.find(q => q.answer === null) : undefined
  const change = (section: SectionKey) => urls.amend({ ...to, sectionKey: section })
  return (
    <Page title="A nomination" back={{ href: urls.ofYoungPerson(to), text: 'Nominations' }}>
      <Child {...view} />
      <Heading>{nameOf(view.youngPerson)}’s nomination</Heading>
      <p class="govuk-body">
        <Tag colour={standingColours[standing]}>{standings[standing]}</Tag>
      </p>
      <WhatIsNext {...view} />
      {open && (mayConsider || mayNominate) && (
        <ButtonGroup>
          {mayNominate && waiting && (
            <Button href={urls.question({ ...to, question: waiting.id })}>Answer the panel</Button>
          )}
          {mayConsider && <Button href={urls.consideration(to)}>Consider this nomination</Button>}
          {mayNominate && (
            <a class="govuk-link" href={urls.withdraw(to)}>
              Withdraw it
            </a>
          )}
        </ButtonGroup>
      )}
      {view.decision && <WhatWasDecided decision={view.decision} forum={view.forum} />}
      {n.withdrawnAt && (
        <SummaryList
          card={{ title: 'It was withdrawn' }}
          rows={[
            { key: 'When', value: momentInWords(n.withdrawnAt) },
            { key: 'Why', value: <Typed>{n.withdrawnReason ?? ''}</Typed> },
            { key: 'Does the young person know', value: toldWords[n.told ?? 'not yet'] },
          ]}
        />
      )}
      <Strands allocations={view.allocations.filter(a => a.nomination === n.id)} />
      <Asked {...view} />
      <h2 class="govuk-heading-m">What was sent</h2>
      {open && mayNominate && <AddTo {...view} />}
      <FromTheRecord {...view} title="From the record" />
      <WhatItSays answers={view.answers} {...(open && mayNominate ? { change } : {})} />
      <Changes changes={view.changes} />
    </Page>
  )
}

const toldWords = { yes: 'Yes', 'not yet': 'Not yet', 'not safe': 'It is not safe to tell them' } as const

const WhatIsNext = ({ nomination: n, acts, standing, daysWaited, decideBy }: StatusView) => {
  const waiting = n.questions.find(q => q.answer === null)
  if (standing === 'waiting for information' && waiting)
    return (
      <InsetText>
        {acts.has('nominate') ? 'The panel asked you something' : 'The panel asked the case-holder something'} and waits
        for the answer, if possible by {dayInWords(waiting.wantedBy)}. Until then its clock stands still.
      </InsetText>
    )
  if (standing !== 'submitted') return null
  return (
    <InsetText>
      Sent {n.submittedAt ? momentInWords(n.submittedAt) : ''} by {n.submittedByName ?? ''}. It has waited{' '}
      {plural(daysWaited, 'day')}
      {n.pausedSeconds > 0 ? ', without the time the panel waited for an answer' : ''}.
      {decideBy ? ` The panel decides by ${dayInWords(decideBy)}.` : ''}
    </InsetText>
  )
}

/** What was not said yet can be added too. */
const AddTo = ({ answers, ...view }: StatusView) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: view.nomination.id }
  const empty = sectionKeys.filter(key => key !== 'age' && !sections[key].questions.some(question => answers[question]))
  return (
    <p class="govuk-body">
      You can still change what was sent, with a reason. The panel sees both texts.
      {empty.map(key => (
        <>
          {' '}
          <a class="govuk-link" key={key} href={urls.amend({ ...to, sectionKey: key })}>
            Add: {sections[key].title.toLowerCase()}
          </a>
        </>
      ))}
    </p>
  )
}

const Asked = ({ nomination: { questions } }: StatusView) =>
  questions.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">What the panel asked</h2>
      {questions.map(q => (
        <SummaryList
          key={q.id}
          card={{ title: `Sent ${momentInWords(q.askedAt)}`, level: 3 }}
          rows={[
            { key: 'Question', value: <Typed>{q.asks}</Typed> },
            q.answer === null
              ? { key: 'Received', value: 'Not yet' }
              : { key: 'Answer', value: <Typed>{q.answer}</Typed> },
            q.answeredAt && { key: 'Received', value: `${momentInWords(q.answeredAt)}, from ${q.answeredBy ?? ''}` },
          ]}
        />
      ))}
    </>
  )
