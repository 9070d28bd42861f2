import { momentInWords, sentence, shortDay } from '../../../design/formats.ts'
import {
  Button,
  DateInput,
  Form,
  Hidden,
  InsetText,
  LinkList,
  Radios,
  SummaryList,
  Tag,
  TextArea,
  TextInput,
  Typed,
  WarningText,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { type Candidate, softReasons } from '../fit.ts'
import { decidesAbout, endings, type Match, stands } from '../match.ts'
import { Pauses } from '../pause/pause.page.tsx'
import type { Pause } from '../pause/pause.ts'
import { urls } from '../urls.ts'
import type { beginForm, endForm, makeForm, planForm } from './match.form.ts'

export interface MakeView extends AboutView {
  readonly strandId: string
  readonly candidate: Candidate
  /** Who stands first among those who can; the candidate or another. */
  readonly first: Candidate | undefined
  /** How the panel planned the introduction; for whoever matches, not for the adult’s telephone. */
  readonly introduction: { readonly how: string | null } | null
  /** The match from which they take over, where somebody is there already. */
  readonly follows: string | null
}

/** What a page says of a match before it is made: who fits best, what would be accepted, and who is there already. */
export const seenOf = ({ candidate, first, follows }: Pick<MakeView, 'candidate' | 'first' | 'follows'>): string =>
  [first?.workerId ?? '-', ...candidate.soft, follows ?? '-'].join(' ')

/** Making a match: what speaks against it is said before, and what is chosen against the proposal takes a reason. */
export const MakeMatchPage = ({
  view,
  filled: { fields },
}: {
  view: MakeView
  filled: Filled<ReturnType<typeof makeForm>['fields']>
}) => {
  const { candidate, first } = view
  const another = first !== undefined && first.workerId !== candidate.workerId
  return (
    <AboutPage view={view} title={view.follows ? 'Somebody else takes over' : 'Match them'}>
      <p class="govuk-body">With {candidate.name}.</p>
      {candidate.soft.length > 0 && (
        <WarningText>
          {candidate.soft.map(why => softReasons[why]).join('. ')}. A second person approves it before anything opens.
        </WarningText>
      )}
      {another && <InsetText>{first.name} fits best of those who can.</InsetText>}
      <Form
        to={urls.make({
          area: view.areaKey,
          youngPerson: view.youngPerson.id,
          strand: view.strandId,
          candidate: candidate.workerId,
        })}
      >
        <Hidden field={{ ...fields.seen, value: seenOf(view) }} />
        <Hidden field={fields.proposed} />
        <TextArea field={fields.reason} rows={3} />
        {another && <TextArea field={fields.otherReason} rows={3} />}
        {candidate.soft.length > 0 && <TextArea field={fields.acceptsReason} rows={3} />}
        <DateInput field={fields.plannedOn} />
        <TextInput field={fields.introducedBy} />
        {view.follows !== null && <TextArea field={fields.passedOn} rows={3} />}
        {view.introduction && <InsetText>The panel planned: {view.introduction.how}</InsetText>}
        <TextArea field={fields.introductionHow} rows={3} />
        <Button>Match them</Button>
      </Form>
    </AboutPage>
  )
}

/** A strand that is open, and what the reader can do for it. */
export interface OpenStrand {
  readonly id: string
  readonly serviceName: string
  /** Nobody is at their side in it. */
  readonly waits: boolean
  /** The reader manages its service, and nobody is matched in it. */
  readonly toMatch: boolean
}

export interface MatchesView extends AboutView {
  readonly strands: readonly OpenStrand[]
  readonly matches: readonly Match[]
  readonly pauses: readonly Pause[]
  readonly acts: ReadonlySet<string>
}

/** The adults at a young person's side, now and before. */
export const MatchesPage = (view: MatchesView) => {
  return (
    <AboutPage view={view} title="The adult at their side">
      {view.matches.length === 0 && <p class="govuk-body">Nobody yet.</p>}
      {view.strands.map(strand => (
        <WhatComesNext key={strand.id} view={view} strand={strand} />
      ))}
      {view.matches.map(match => (
        <OneMatch key={match.id} view={view} match={match} pauses={view.pauses.filter(one => one.match === match.id)} />
      ))}
    </AboutPage>
  )
}

/** Where somebody waits, the way on: to who could be their adult, and to how they are meanwhile. */
const WhatComesNext = ({ view, strand }: { view: MatchesView; strand: OpenStrand }) => {
  const at = { area: view.areaKey, youngPerson: view.youngPerson.id, strand: strand.id }
  const links = [
    strand.toMatch && { to: urls.candidates(at), text: 'Look who could be their adult' },
    strand.waits &&
      view.acts.has('check on who waits') && { to: urls.waitingCheck(at), text: 'Look how they are while they wait' },
  ].filter(one => one !== false)
  return links.length === 0 ? null : (
    <LinkList
      links={links.map(({ to, text }) => ({
        to,
        text: view.strands.length > 1 ? `${text}: ${strand.serviceName}` : text,
      }))}
    />
  )
}

const OneMatch = ({ view, match, pauses }: { view: MatchesView; match: Match; pauses: readonly Pause[] }) => {
  const paused = pauses.some(one => one.overAt === null)
  return (
    <section>
      <SummaryList
        card={{ title: match.worker, level: 2 }}
        rows={[
          {
            key: 'How it stands',
            value: (
              <>
                <Tag colour={match.endedOn ? 'grey' : 'blue'}>{sentence(stands(match, paused))}</Tag>
                {stands(match, paused) === 'waits for approval' && (
                  <> A second person was asked. Nothing opens to the adult before they approve it.</>
                )}
              </>
            ),
          },
          { key: 'Why this adult', value: <Typed>{match.reason}</Typed> },
          match.otherReason !== null && {
            key: `Why not ${match.first ?? 'the one who fits best'}`,
            value: <Typed>{match.otherReason}</Typed>,
          },
          match.proposed !== null && { key: 'Proposed among everybody who waited', value: match.proposed },
          match.accepts.length > 0 && {
            key: 'What was accepted',
            value: (
              <>
                {match.accepts.map(why => softReasons[why]).join('. ')}
                <Typed>{match.acceptsReason ?? ''}</Typed>
                {match.approvedAt && `Approved by ${match.approvedBy}, ${momentInWords(match.approvedAt)}`}
              </>
            ),
          },
          { key: 'To start on', value: shortDay(match.plannedOn) },
          { key: 'Introduced by', value: match.introducedBy },
          { key: 'How', value: <Typed>{match.introductionHow}</Typed> },
          match.introducedOn !== null && { key: 'Introduced on', value: shortDay(match.introducedOn) },
          match.startedOn !== null && { key: 'First met on their own', value: shortDay(match.startedOn) },
          { key: 'Matched by', value: `${match.madeBy}, ${momentInWords(match.madeAt)}` },
          match.endedOn !== null && { key: 'Last day', value: shortDay(match.endedOn) },
          match.endReason !== null && { key: 'Why it ended', value: endings[match.endReason] },
          match.goodbye !== null && { key: 'The goodbye', value: <Typed>{match.goodbye}</Typed> },
          match.followsSays !== null && {
            key: 'What the young person wants them to know',
            value: <Typed>{match.followsSays}</Typed>,
          },
          match.passedOn !== null && { key: 'To be passed on', value: <Typed>{match.passedOn}</Typed> },
        ]}
      />
      <Pauses pauses={pauses} />
      <WhatCanBeDone view={view} match={match} paused={paused} />
    </section>
  )
}

const WhatCanBeDone = ({ view, match, paused }: { view: MatchesView; match: Match; paused: boolean }) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const at = { ...key, match: match.id }
  const changes = match.mayChange && view.acts.has('match a worker') && match.endedOn === null
  const decides = match.counts && decidesAbout(match, view.acts)
  const begun = match.introducedOn !== null && match.startedOn !== null
  const links = [
    { to: urls.briefs(at), text: 'What they read before they meet' },
    { to: urls.meetings(at), text: 'When they meet' },
    changes &&
      match.counts && {
        to: urls.begin(at),
        text: begun ? 'Put right the days on which they met' : 'Record the introduction and the first meeting',
      },
    changes && match.introducedOn === null && { to: urls.plan(at), text: 'Change the plan' },
    decides &&
      (paused
        ? { to: urls.decide({ ...key, paused: match.id }), text: 'Decide whether they meet again' }
        : { to: urls.pause(at), text: 'No meetings for now' }),
    changes &&
      match.counts &&
      match.handingOverAt === null && {
        to: urls.candidates({ ...key, strand: match.strandId }),
        text: 'Somebody else takes over',
      },
    changes && { to: urls.end(at), text: 'End it, with a goodbye' },
  ].filter(one => one !== false)
  return links.length === 0 ? null : <LinkList links={links} />
}

interface OfMatch extends AboutView {
  readonly match: Match
}
const at = (view: OfMatch) => ({ area: view.areaKey, youngPerson: view.youngPerson.id, match: view.match.id })

export const BeginPage = ({
  view,
  filled,
}: {
  view: OfMatch
  filled: Filled<ReturnType<typeof beginForm>['fields']>
}) => (
  <AboutPage view={view} title="Introduction and first meeting">
    <p class="govuk-body">With {view.match.worker}.</p>
    <Form to={urls.begin(at(view))} version={view.match.version}>
      <DateInput field={filled.fields.introducedOn} />
      <DateInput field={filled.fields.startedOn} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)

export const PlanPage = ({
  view,
  filled,
}: {
  view: OfMatch
  filled: Filled<ReturnType<typeof planForm>['fields']>
}) => (
  <AboutPage view={view} title="How they are to meet">
    <p class="govuk-body">With {view.match.worker}.</p>
    <Form to={urls.plan(at(view))} version={view.match.version}>
      <DateInput field={filled.fields.plannedOn} />
      <TextInput field={filled.fields.introducedBy} />
      <TextArea field={filled.fields.introductionHow} rows={3} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)

export const EndPage = ({ view, filled }: { view: OfMatch; filled: Filled<ReturnType<typeof endForm>['fields']> }) => (
  <AboutPage view={view} title="The match ends">
    <p class="govuk-body">With {view.match.worker}. Nothing about this young person opens to them any more.</p>
    <Form to={urls.end(at(view))} version={view.match.version}>
      <DateInput field={filled.fields.endedOn} />
      <Radios field={filled.fields.why} />
      <TextArea field={filled.fields.goodbye} rows={3} />
      <TextArea field={filled.fields.passedOn} rows={3} />
      <Button danger>End it</Button>
    </Form>
  </AboutPage>
)
