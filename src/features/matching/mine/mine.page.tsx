import { sentence, shortDay } from '../../../design/formats.ts'
import { Button, Form, LinkList, Page, SummaryList, Typed, Unseen } from '../../../design/index.ts'
import type { MyBrief } from '../brief/brief.queries.ts'
import { whenInWords } from '../meeting/meeting.page.tsx'
import type { MyMeeting } from '../meeting/meeting.ts'
import type { MyYoungPerson } from '../queries.ts'
import { AskThem, beforeYouRing, whoManages, whyNotNow } from '../ring/ring.page.tsx'
import { urls } from '../urls.ts'
import type { Owed } from './owed.ts'

export interface MineView {
  readonly areaKey: string
  readonly owed: readonly Owed[]
  /** Where they say that they go somewhere alone; nothing while they are on their way. */
  readonly alone: readonly string[]
  /** Whether the screen is kept open for one of them; false for whoever works at a desk. */
  readonly together: 'now' | 'not now' | false
  readonly youngPeople: readonly {
    readonly one: MyYoungPerson
    readonly brief: Pick<MyBrief, 'readAt'> | undefined
    readonly next: MyMeeting | undefined
  }[]
}

/**
 * Those somebody is matched with, as a telephone may show them: no surname, no address, no word of risk (promises C). What is
 * next comes first, then how to reach them safely, and the number last.
 */
export const MyYoungPeoplePage = ({ areaKey, owed, alone, together, youngPeople }: MineView) => {
  // The young person looks on: nothing that is said of them, and nothing that would lock the screen when it is opened.
  const looksOn = together === 'now'
  return (
    <Page title="My people">
      <h1 class="govuk-heading-l">My people</h1>
      {owed.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Still to do</h2>
          <LinkList links={owed.map(({ says, href }) => ({ to: href, text: says }))} />
        </>
      )}
      {youngPeople.length === 0 && (
        <p class="govuk-body">Nobody yet. Whoever you are matched with stands here, with how you meet.</p>
      )}
      {youngPeople.map(({ one, brief, next }) => {
        const at = { area: areaKey, mine: one.id }
        return (
          <section key={one.id}>
            <SummaryList
              card={{ title: one.goesBy, level: 2 }}
              rows={[
                one.paused && {
                  key: 'For now',
                  value: (
                    <>
                      You do not meet, ring or text {one.goesBy} for now. {sentence(whoManages(one))} rings you. Cannot
                      wait? Ring <AskThem one={one} />.
                    </>
                  ),
                },
                // Nobody meets on their own before that.
                ...(one.introducedOn === null ? howItBegins(one) : []),
                next &&
                  !one.paused && {
                    key: one.introducedOn === null ? 'Then' : 'Next',
                    value: <Next one={one} at={at} next={next} brief={brief} looksOn={looksOn} />,
                  },
                brief &&
                  !looksOn && {
                    key: 'Before you meet',
                    value: (
                      <a class="govuk-link" href={urls.readBrief(at)}>
                        {brief.readAt ? `Read again about ${one.goesBy}` : `Read this before you meet ${one.goesBy}`}
                      </a>
                    ),
                  },
                one.passedOn !== null && {
                  key: `What ${one.goesBy} wants you to know`,
                  value: <Typed>{one.passedOn}</Typed>,
                },
                one.introducedOn !== null &&
                  one.startedOn === null && { key: 'To start on', value: shortDay(one.plannedOn) },
                one.introducedOn !== null && { key: 'Introduced on', value: shortDay(one.introducedOn) },
                ...(looksOn || one.paused ? [] : howToReach(one, at)),
              ]}
            />
            {!one.paused && !looksOn && (
              <Button href={urls.planMine(at)} secondary>
                {next ? 'Plan or call off a meeting' : 'Plan the next meeting'}
              </Button>
            )}
            <Button href={urls.tried(at)} secondary>
              Write down how it went
            </Button>
            {together === 'not now' && !one.paused && <FillInTogether at={at} goesBy={one.goesBy} />}
          </section>
        )
      })}
      {alone.map(href => (
        <p key={href} class="govuk-body">
          <a class="govuk-link" href={href}>
            I am going somewhere alone
          </a>
        </p>
      ))}
    </Page>
  )
}

/** Whoever knows them already brings them together first (R144). */
const howItBegins = (one: MyYoungPerson) => [
  { key: 'You meet first on', value: shortDay(one.plannedOn) },
  { key: 'Who introduces you', value: one.introducedBy },
  { key: 'How', value: <Typed>{one.introductionHow}</Typed> },
]

/** How to reach them, and last the way to the number, or why there is none now: the press is answered at that moment. */
const howToReach = (one: MyYoungPerson, at: { area: string; mine: string }) => [
  ...beforeYouRing(one),
  {
    key: 'Number',
    value:
      one.stands === 'now' ? (
        <a class="govuk-link" href={urls.ring(at)}>
          It is all right to ring now<Unseen>: the number of {one.goesBy}</Unseen>
        </a>
      ) : (
        whyNotNow(one)
      ),
  },
]

/** When they meet next; where, and the surname, once what must be known first is read. */
const Next = ({
  one,
  at,
  next,
  brief,
  looksOn,
}: {
  one: MyYoungPerson
  at: { area: string; mine: string }
  next: MyMeeting
  brief: Pick<MyBrief, 'readAt'> | undefined
  looksOn: boolean
}) => (
  <>
    <p class="govuk-body">
      {whenInWords(next)}
      {next.inGroup && ', in a group'}
    </p>
    {looksOn ? null : next.opens ? (
      <p class="govuk-body">
        <a class="govuk-link" href={urls.openMeeting({ ...at, agreed: next.id })}>
          Where, and their surname
        </a>
      </p>
    ) : (
      <p class="govuk-hint">
        {brief?.readAt
          ? 'Where is shown from two hours before.'
          : brief
            ? 'Read what you need to know first. Then where is shown from two hours before.'
            : `${sentence(whoManages(one))} writes what you need to know first. Ask them, if it is not here by the day before.`}
      </p>
    )}
  </>
)

const FillInTogether = ({ at, goesBy }: { at: { area: string; mine: string }; goesBy: string }) => (
  <Form to={urls.together(at)}>
    <p class="govuk-body">
      To fill something in with {goesBy}: the screen then stays on for longer, and opens nothing else until you sign in
      again.
    </p>
    <Button secondary>
      Fill in together<Unseen> with {goesBy}</Unseen>
    </Button>
  </Form>
)
