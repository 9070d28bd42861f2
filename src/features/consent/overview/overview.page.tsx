import { momentInWords, shortDay } from '../../../design/formats.ts'
import {
  Button,
  Details,
  Form,
  InsetText,
  SummaryList,
  Table,
  Tag,
  Typed,
  Unseen,
  WarningText,
} from '../../../design/index.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import {
  answerInWords,
  type Consent,
  individualKinds,
  newestOfEach,
  type RelevantIndividual,
  responsibilities,
  waysOfAsking,
} from '../consent.ts'
import { SignedCopies } from '../signed-copy/signed-copy.page.tsx'
import type { SignedCopy } from '../signed-copy/signed-copy.queries.ts'
import { urls } from '../urls.ts'
import { becauseInWords, type Decided } from '../who-decides.ts'

export interface ConsentView extends AboutView {
  readonly individuals: readonly RelevantIndividual[]
  readonly answers: readonly Consent[]
  readonly copies: readonly SignedCopy[]
  readonly decided: Decided
  readonly introducer: string | null
  readonly takenBack: boolean
  readonly mayAsk: boolean
  readonly mayMove: boolean
}

/** Whether they take part, who was asked and what each said, each apart (R149 to R152). */
export const ConsentPage = (view: ConsentView) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const newest = newestOfEach(view.answers)
  return (
    <AboutPage view={view} title="Taking part" wide>
      <p class="govuk-body-l">
        <Tag colour={view.decided.yes ? 'green' : 'grey'}>
          {view.decided.yes ? 'Takes part' : 'Does not take part yet'}
        </Tag>{' '}
        {becauseInWords[view.decided.because]}.
      </p>
      {view.decided.differs && <InsetText>Somebody sees it differently. It is kept, and talked about.</InsetText>}
      {view.takenBack && view.mayAsk && (
        <>
          <WarningText>
            They said yes before, and it does not hold any more. Think today: what must still be shared to keep them
            safe, with whom and why? Could somebody be pressing them?
          </WarningText>
          <Form to={urls.decided(key)}>
            <Button secondary>We have thought it through</Button>
          </Form>
        </>
      )}
      {!view.decided.yes && (
        <p class="govuk-body">Until it is yes, no worker is told who they are, and nobody is introduced.</p>
      )}
      {view.introducer && !newest.has(null) && (
        <p class="govuk-body">{view.introducer} makes the introduction, and asks them first.</p>
      )}
      <Table
        caption="Who was asked, and what they said"
        captionSize="m"
        head={[
          'Who',
          'Parental responsibility',
          'Answer',
          'When and by whom',
          { text: 'What you can do', unseen: true },
        ]}
        rows={[
          [
            'The young person',
            '',
            <Answer of={newest.get(null)} today={view.today} />,
            <WhenAsked of={newest.get(null)} />,
            view.mayAsk ? (
              <a class="govuk-link" href={urls.askYoungPerson(key)}>
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
                <a class="govuk-link" href={urls.askIndividual({ ...key, individual: one.id })}>
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
                      Of another young person<Unseen>: {one.name}</Unseen>
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
      <p class="govuk-body">
        To read together and print:{' '}
        <a class="govuk-link" href={urls.paper({ ...key, kindKey: 'plain' })}>
          the paper
        </a>
        ,{' '}
        <a class="govuk-link" href={urls.paper({ ...key, kindKey: 'easy-read' })}>
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
      {view.mayAsk && (
        <Button href={urls.addIndividual(key)} secondary>
          Add somebody who is to be asked
        </Button>
      )}
      {view.answers.length > 0 && <h2 class="govuk-heading-m">Every answer, newest first</h2>}
      {view.answers.map(one => (
        <Details
          key={one.id}
          summary={`${nameOf(view, one)}: ${answerInWords({ ...one, until: null }, view.today)}, ${shortDay(one.askedOn)}`}
        >
          <Whole of={one} />
          <SignedCopies at={key} answer={one.id} copies={view.copies} mayAdd={view.mayAsk} />
          {view.mayMove && (
            <p class="govuk-body">
              <a class="govuk-link" href={urls.moveAnswer({ ...key, answer: one.id })}>
                This is about another young person
              </a>
            </p>
          )}
        </Details>
      ))}
    </AboutPage>
  )
}

const nameOf = (view: ConsentView, one: Consent): string =>
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
          {of.answer === 'not approached' ? 'Looked at again on' : 'Holds until'} {shortDay(of.until)}
        </>
      )}
    </>
  ) : (
    <>Not asked yet</>
  )

const WhenAsked = ({ of }: { of: Consent | undefined }) => <>{of ? `${shortDay(of.askedOn)}, ${of.askedBy}` : ''}</>

const competences = { understands: 'Yes', 'does not understand': 'Not yet', 'not judged': 'Nobody could say' } as const

const Whole = ({ of }: { of: Consent }) => (
  <SummaryList
    rows={[
      { key: 'Asked', value: `${shortDay(of.askedOn)}, by ${of.askedBy}` },
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
      of.formReference && {
        key: 'Consent form',
        value: [of.formReference, of.formVersion && `version ${of.formVersion}`].filter(Boolean).join(', '),
      },
      of.until && {
        key: of.answer === 'not approached' ? 'Looked at again on' : 'Holds until',
        value: shortDay(of.until),
      },
      { key: 'Recorded', value: `${of.recordedBy}, ${momentInWords(of.recordedAt)}` },
    ]}
  />
)
