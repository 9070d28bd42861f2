import { momentInWords, sentence, shortDay } from '../../../design/formats.ts'
import { InsetText, LinkList, SummaryList, Tag, Typed } from '../../../design/index.ts'
import { urls as consent, type takingPartNow } from '../../consent/index.ts'
import { AboutPage, type AboutView, keyOf, urls as people } from '../../people/index.ts'
import { softReasons } from '../fit.ts'
import { decidesAbout, endings, type Match, type Steps, stands } from '../match.ts'
import { Pauses } from '../pause/pause.page.tsx'
import type { Pause } from '../pause/pause.ts'
import { urls } from '../urls.ts'
import { type NextStep, nextStep, type Theirs } from './next-step.tsx'

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
  readonly steps: readonly Steps[]
  /** Whether they take part, and why: before a yes nobody is matched (R149). */
  readonly taking: Awaited<ReturnType<typeof takingPartNow>>
  readonly acts: ReadonlySet<string>
}

/** The adults at a young person's side, now and before. */
export const MatchesPage = (view: MatchesView) => {
  return (
    <AboutPage view={view} title="The adult at their side">
      {view.matches.length === 0 && <p class="govuk-body">Nobody yet.</p>}
      {view.strands.map(strand => (
        <WhileTheyWait key={strand.id} view={view} strand={strand} />
      ))}
      {view.matches.map(match => (
        <OneMatch key={match.id} view={view} match={match} pauses={view.pauses.filter(one => one.match === match.id)} />
      ))}
    </AboutPage>
  )
}

/** The one next step, and where the reader does it. */
const Next = ({ step: { says, link } }: { step: NextStep }) => (
  <InsetText>
    <p class="govuk-body">
      <strong>What comes next:</strong> {says}
    </p>
    {link && (
      <a class="govuk-link" href={link.to}>
        {link.text}
      </a>
    )}
  </InsetText>
)

/** Where somebody waits, the way on: to whether they take part, to who could be their adult, and to how they are meanwhile. */
const WhileTheyWait = ({ view, strand }: { view: MatchesView; strand: OpenStrand }) => {
  const key = keyOf(view)
  const at = { ...key, strand: strand.id }
  const named = (text: string) => (view.strands.length > 1 ? `${text}: ${strand.serviceName}` : text)
  // A match that is stopped or waits for approval has a next step of its own.
  const searches = strand.waits && !view.matches.some(one => one.strandId === strand.id && one.endedOn === null)
  const find = strand.toMatch ? { to: urls.candidates(at), text: named('Look who could be their adult') } : undefined
  return (
    <>
      {searches && (
        <Next
          step={
            view.taking?.yes
              ? { says: 'Whoever manages the service finds the right adult for them.', link: find }
              : {
                  says:
                    view.taking?.because === 'they were not asked'
                      ? 'They are asked whether they want to take part, before any adult learns who they are.'
                      : 'Until there is a yes to taking part, no adult learns who they are.',
                  link: { to: consent.consent(key), text: named('Taking part: who asks, and what they said') },
                }
          }
        />
      )}
      <LinkList
        links={[
          ...(find && !(searches && view.taking?.yes) ? [find] : []),
          ...(strand.waits && view.acts.has('check on who waits')
            ? [{ to: urls.waitingCheck(at), text: named('Look how they are while they wait') }]
            : []),
        ]}
      />
    </>
  )
}

const OneMatch = ({ view, match, pauses }: { view: MatchesView; match: Match; pauses: readonly Pause[] }) => {
  const standing = pauses.filter(one => one.overAt === null)
  const paused = standing.length > 0
  const theirs = {
    changes: match.mayChange && view.acts.has('match a worker') && match.endedOn === null,
    decides: match.counts && decidesAbout(match, view.acts),
    approves: view.acts.has('approve a match') && !match.madeByMe,
  }
  const steps = view.steps.find(one => one.match === match.id)
  const next = nextStep(match, steps, standing, keyOf(view), theirs)
  return (
    <section>
      {next && <Next step={next} />}
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
          match.startedOn === null && { key: 'To start on', value: shortDay(match.plannedOn) },
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
      <WhatCanBeDone view={view} match={match} paused={paused} theirs={theirs} but={next?.link?.to} />
    </section>
  )
}

/** What else can be done, beside what comes next. */
const WhatCanBeDone = ({
  view,
  match,
  paused,
  theirs: { changes, decides },
  but,
}: {
  view: MatchesView
  match: Match
  paused: boolean
  theirs: Theirs
  but: string | undefined
}) => {
  const key = keyOf(view)
  const at = { ...key, match: match.id }
  const begun = match.introducedOn !== null && match.startedOn !== null
  // One takes over at a time: the next one waits for the first goodbye, and is not chosen before.
  const alone = view.matches.every(
    one => one.id === match.id || one.strandId !== match.strandId || one.endedOn !== null,
  )
  const links = [
    { to: urls.briefs(at), text: 'What they read before they meet' },
    { to: urls.meetings(at), text: 'When they meet' },
    changes &&
      match.counts && {
        to: urls.begin(at),
        text: begun ? 'Put right the days on which they met' : 'Record the introduction and the first meeting',
      },
    changes && !match.workerLeft && match.introducedOn === null && { to: urls.plan(at), text: 'Change the plan' },
    decides &&
      !match.workerLeft &&
      (paused
        ? { to: urls.decide({ ...key, paused: match.id }), text: 'Decide whether they meet again' }
        : { to: urls.pause(at), text: 'No meetings for now' }),
    changes &&
      match.counts &&
      alone && {
        to: urls.candidates({ ...key, strand: match.strandId }),
        text: 'Somebody else takes over',
      },
    changes && { to: urls.end(at), text: 'End it, with a goodbye' },
    // With the rest of what changed in the record.
    view.acts.has('read S2') && { to: people.history(key), text: 'What stood here before' },
  ].filter(one => one !== false)
  return <LinkList links={links.filter(one => one.to !== but)} />
}
