import { momentInWords, shortDay } from '../../../design/formats.ts'
import { Details, InsetText, SummaryList, Table, Typed, Unseen } from '../../../design/index.ts'
import { daysBetween } from '../../../platform/working-days.ts'
import type { AboutView } from '../../people/index.ts'
import {
  answerInWords,
  type Consent,
  individualKinds,
  newestOfEach,
  type RelevantIndividual,
  responsibilities,
  untilInWords,
  waysOfAsking,
} from '../consent.ts'
import { type AgencyToShareWith, forWhat, listed } from '../sharing.ts'
import { SignedCopies } from '../signed-copy/signed-copy.page.tsx'
import { urls } from '../urls.ts'

/** Who was asked one of the two questions, and what each said. */
export interface AnswersView extends AboutView {
  readonly individuals: readonly RelevantIndividual[]
  readonly answers: readonly Consent[]
  /** Of sharing: names for what the answers name. */
  readonly agencies?: readonly AgencyToShareWith[]
  readonly mayAsk: boolean
  /** Whether the asker may move an answer to whom it is about. */
  readonly mayMove?: boolean
}

/** Each who was asked, with what they said last. */
export const WhoSaidWhat = ({
  view,
  askThem,
  askIndividual,
}: {
  view: AnswersView
  askThem: string
  askIndividual: (individual: string) => string
}) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const newest = newestOfEach(view.answers)
  return (
    <Table
      caption="Who was asked, and what they said"
      captionSize="m"
      head={['Who', 'Parental responsibility', 'Answer', 'When and by whom', { text: 'What you can do', unseen: true }]}
      rows={[
        [
          'The young person',
          '',
          <Answer of={newest.get(null)} today={view.today} />,
          <WhenAsked of={newest.get(null)} />,
          view.mayAsk ? (
            <a class="govuk-link" href={askThem}>
              Record their answer
            </a>
          ) : (
            ''
          ),
        ],
        ...view.individuals.map(one => [
          <Who of={one} />,
          one.kind === 'network member' ? '' : responsibilities[one.responsibility],
          <Answer of={newest.get(one.id)} today={view.today} />,
          <WhenAsked of={newest.get(one.id)} />,
          view.mayAsk ? (
            <>
              <a class="govuk-link" href={askIndividual(one.id)}>
                Record an answer<Unseen> of {one.name}</Unseen>
              </a>
              <br />
              <a class="govuk-link" href={urls.changeIndividual({ ...key, individual: one.id })}>
                Change<Unseen> what we know of {one.name}</Unseen>
              </a>
              {view.mayMove && (
                <>
                  <br />
                  <a class="govuk-link" href={urls.moveIndividual({ ...key, individual: one.id })}>
                    It is about another young person<Unseen>: {one.name}</Unseen>
                  </a>
                </>
              )}
            </>
          ) : (
            ''
          ),
        ]),
      ]}
    />
  )
}

/** What is read together before anybody answers, and how it is asked for otherwise (R161). */
export const Papers = ({ view }: { view: AnswersView }) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <p class="govuk-body">
      To read together and print:{' '}
      <a class="govuk-link" href={urls.paper({ ...key, paperKey: 'plain' })}>
        the paper
      </a>
      ,{' '}
      <a class="govuk-link" href={urls.paper({ ...key, paperKey: 'easy-read' })}>
        in easy read
      </a>
      {view.mayAsk && (
        <>
          ,{' '}
          <a class="govuk-link" href={urls.formats(key)}>
            in another language or format
          </a>
        </>
      )}
    </p>
  )
}

/** That answers on a record which was merged into this one count as well, and where they stand. */
export const AlsoOn = ({
  view,
  to,
}: {
  view: { readonly areaKey: string; readonly alsoOn: string | null }
  to: (key: { readonly area: string; readonly youngPerson: string }) => string
}) =>
  view.alsoOn && (
    <InsetText>
      What was answered on{' '}
      <a class="govuk-link" href={to({ area: view.areaKey, youngPerson: view.alsoOn })}>
        the record that was merged into this one
      </a>{' '}
      counts too: a no stays a no. Where one has to change, a team manager takes the records apart, it is asked anew
      there, and they are merged again.
    </InsetText>
  )

/** Every answer there was, with how it was asked. */
export const EveryAnswer = ({ view }: { view: AnswersView }) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <>
      {view.answers.length > 0 && <h2 class="govuk-heading-m">Every answer, newest first</h2>}
      {view.answers.map(one => (
        <Details
          key={one.id}
          summary={`${nameOf(view, one)}: ${answerInWords({ ...one, until: null }, view.today)}, ${shortDay(one.askedOn)}`}
        >
          <Whole of={one} agencies={view.agencies ?? []} />
          <SignedCopies at={key} answer={one.id} copies={one.copies} mayAdd={view.mayAsk} />
          {view.mayMove && (
            <p class="govuk-body">
              <a class="govuk-link" href={urls.moveAnswer({ ...key, answer: one.id })}>
                This is about another young person
              </a>
            </p>
          )}
        </Details>
      ))}
    </>
  )
}

/** R150: at the earliest opportunity, measured from the forum’s outcome. */
export const Earliest = ({
  answers,
  outcomeOn,
  today,
}: {
  answers: readonly Consent[]
  outcomeOn: string | null
  today: string
}) => {
  if (!outcomeOn) return null
  const own = answers.filter(one => one.individualId === null && one.askedOn >= outcomeOn)
  const first = (some: readonly Consent[]): string | undefined => some.map(one => one.askedOn).sort()[0]
  const asked = first(own.filter(one => one.answer !== 'not approached'))
  const decided = first(own.filter(one => one.answer === 'yes' || one.answer === 'no'))
  const days = (until: string | undefined): string =>
    until ? inDays(daysBetween(outcomeOn, until)) : `not yet, after ${inDays(daysBetween(outcomeOn, today))}`
  return (
    <p class="govuk-body">
      From the discussion’s outcome on {shortDay(outcomeOn)} until they were asked: {days(asked)}. Until they answered:{' '}
      {days(decided)}.
    </p>
  )
}

const inDays = (count: number): string => (count === 1 ? '1 day' : `${count} days`)

const nameOf = (view: AnswersView, one: Consent): string =>
  one.individualId === null
    ? 'The young person'
    : (view.individuals.find(i => i.id === one.individualId)?.name ?? 'Somebody')

const Who = ({ of }: { of: RelevantIndividual }) => (
  <>
    {of.name}
    <br />
    {of.relation ?? individualKinds[of.kind]}
  </>
)

const Answer = ({ of, today }: { of: Consent | undefined; today: string }) =>
  of ? (
    <>
      {answerInWords(of, today)}
      {of.until && (
        <>
          <br />
          {untilInWords[of.answer]} {shortDay(of.until)}
        </>
      )}
    </>
  ) : (
    <>Not asked yet</>
  )

const WhenAsked = ({ of }: { of: Consent | undefined }) => <>{of ? `${shortDay(of.askedOn)}, ${of.askedBy}` : ''}</>

const competences = { understands: 'Yes', 'does not understand': 'Not yet', 'not judged': 'Nobody could say' } as const

const Whole = ({ of, agencies }: { of: Consent; agencies: readonly AgencyToShareWith[] }) => (
  <SummaryList
    rows={[
      { key: 'Asked', value: `${shortDay(of.askedOn)}, by ${of.askedBy}` },
      of.otherAskerReason && { key: 'Why not whoever introduces', value: <Typed>{of.otherAskerReason}</Typed> },
      of.notApproachedReason && {
        key: 'Why it would not be safe to ask',
        value: <Typed>{of.notApproachedReason}</Typed>,
      },
      of.notApproachedBy && { key: 'Who decided that', value: of.notApproachedBy },
      of.how.length > 0 && { key: 'How', value: of.how.map(one => waysOfAsking[one]).join(', ') },
      of.language && { key: 'Language', value: of.language },
      of.explained && { key: 'What was explained', value: <Typed>{of.explained}</Typed> },
      of.individualId === null &&
        of.answer !== 'not approached' && {
          key: 'Told that we share to keep somebody safe',
          value: of.limitsTold ? 'Yes' : 'No',
        },
      of.understood && { key: 'What they understood, in their words', value: <Typed>{of.understood}</Typed> },
      of.says && { key: 'What else they said', value: <Typed>{of.says}</Typed> },
      of.individualId === null &&
        of.answer !== 'not approached' && { key: 'Understand this decision', value: competences[of.competence] },
      of.competenceReason && { key: 'What makes us say so', value: <Typed>{of.competenceReason}</Typed> },
      of.purposes.length > 0 && { key: 'For what', value: forWhat(of.purposes) },
      of.shares.length > 0 && { key: 'What may be shared', value: <Named of={of} agencies={agencies} /> },
      of.formReference && {
        key: 'Consent form',
        value: [of.formReference, of.formVersion && `version ${of.formVersion}`].filter(Boolean).join(', '),
      },
      of.until && {
        key: untilInWords[of.answer],
        value: shortDay(of.until),
      },
      { key: 'Recorded', value: `${of.recordedBy}, ${momentInWords(of.recordedAt)}` },
    ]}
  />
)

/** What an answer named, agency by agency. */
const Named = ({ of, agencies }: { of: Consent; agencies: readonly AgencyToShareWith[] }) => (
  <ul class="govuk-list">
    {[...new Set(of.shares.map(one => one.agencyId))].map(id => (
      <li key={id}>
        {agencies.find(one => one.id === id)?.name ?? 'An agency that is not there any more'}:{' '}
        {listed(of.shares.filter(one => one.agencyId === id).map(one => one.category))}
      </li>
    ))}
  </ul>
)
