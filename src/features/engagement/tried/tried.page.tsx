import { clockInWords, momentInWords, shortDay } from '../../../design/formats.ts'
import {
  Button,
  DateInput,
  Details,
  Form,
  InsetText,
  Page,
  Radios,
  Select,
  SummaryList,
  Tag,
  TextArea,
  TextInput,
  Typed,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { withQuery } from '../../../web/path.ts'
import type { MyYoungPerson } from '../../matching/index.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { type Attempt, decisions, type Effort, type Review, responses, ways } from '../engagement.ts'
import { urls } from '../urls.ts'
import type { attemptForm } from './tried.form.ts'

type Fields = Filled<ReturnType<typeof attemptForm>['fields']>['fields']

/** What the area tells whoever tries (R145), of nobody by name; nothing where it is empty. Folded on a telephone others look at. */
const TopTips = ({ says, open = false }: { says: string | null; open?: boolean }) =>
  says === null ? null : (
    <Details summary="Top tips" open={open}>
      <Typed>{says}</Typed>
    </Details>
  )

const OneAttempt = ({ attempt, places }: { attempt: Attempt; places: Readonly<Record<string, string>> }) => (
  <SummaryList
    card={{
      title: [shortDay(attempt.onDay), attempt.atTime && clockInWords(attempt.atTime)].filter(Boolean).join(', '),
      level: 2,
    }}
    rows={[
      { key: 'Who tried', value: attempt.by },
      { key: 'How', value: ways[attempt.kind] },
      attempt.place !== null && { key: 'Roughly where', value: places[attempt.place] ?? attempt.place },
      { key: 'What we tried', value: <Typed>{attempt.tried}</Typed> },
      { key: 'What came of it', value: responses[attempt.response] },
      attempt.says !== null && { key: 'What they said', value: <Typed>{attempt.says}</Typed> },
      attempt.nextTry !== null && { key: 'What is tried next', value: <Typed>{attempt.nextTry}</Typed> },
      attempt.nextOn !== null && { key: 'Next try on', value: shortDay(attempt.nextOn) },
    ]}
  />
)

const Questions = ({ fields }: { fields: Fields }) => (
  <>
    <DateInput field={fields.onDay} />
    <TextInput field={fields.atTime} width={5} />
    <Radios field={fields.kind} />
    <Select field={fields.place} blank="Nowhere in particular" />
    <TextArea field={fields.tried} rows={3} />
    <Radios field={fields.response} />
    <TextArea field={fields.says} rows={3} />
    <TextArea field={fields.nextTry} rows={2} />
    <DateInput field={fields.nextOn} />
  </>
)

export interface TriedView extends AboutView {
  readonly attempts: readonly Attempt[]
  readonly reviews: readonly Review[]
  readonly introduction: { readonly name: string | null; readonly how: string | null } | null
  readonly places: Readonly<Record<string, string>>
  readonly effort: Effort
  readonly asks: { readonly attempts: number; readonly kinds: number }
  readonly mayWrite: boolean
  readonly mayReview: boolean
  readonly mayAgree: boolean
}

/** What we tried, and what two people made of it. It says what we did, never what a young person did not. */
export const TriedPage = (view: TriedView) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <AboutPage view={view} title="What we tried">
      {view.introduction?.name && (
        <InsetText>
          Introduced by {view.introduction.name}
          {view.introduction.how && <Typed>{view.introduction.how}</Typed>}
        </InsetText>
      )}
      <p class="govuk-body">
        Tried {view.effort.attempts} of {view.asks.attempts} times, in {view.effort.kinds} of {view.asks.kinds} ways.
        Nothing ends because we did not reach them before that, and before two people have looked at it together.
      </p>
      {view.mayWrite && <Button href={urls.writeAttempt(key)}>Write down what was tried</Button>}{' '}
      {view.mayReview && (
        <Button href={urls.review(key)} secondary>
          Look at it with the case-holder
        </Button>
      )}
      {view.reviews.map(review => (
        <SummaryList
          key={review.id}
          card={{ title: `Looked at together, ${shortDay(review.heldOn)}`, level: 2 }}
          rows={[
            { key: 'What we could have done better', value: <Typed>{review.says}</Typed> },
            { key: 'Decided', value: decisions[review.decided] },
            { key: 'Written by', value: `${review.recordedBy}, ${momentInWords(review.recordedAt)}` },
            {
              key: 'Case-holder',
              value: review.agreedAt ? (
                `${review.agreedBy} agreed, ${momentInWords(review.agreedAt)}`
              ) : view.mayAgree ? (
                <a class="govuk-link" href={urls.agree({ ...key, review: review.id })}>
                  Say whether you agree
                </a>
              ) : (
                <Tag colour="yellow">Has not agreed yet</Tag>
              ),
            },
          ]}
        />
      ))}
      {view.attempts.length === 0 && <p class="govuk-body">Nothing is written down yet.</p>}
      {view.attempts.map(attempt => (
        <OneAttempt key={attempt.id} attempt={attempt} places={view.places} />
      ))}
    </AboutPage>
  )
}

export const WriteAttemptPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly tips: string | null }
  filled: { readonly fields: Fields }
}) => (
  <AboutPage view={view} title="Write down what was tried">
    <TopTips says={view.tips} open />
    <Form to={urls.writeAttempt({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
      <TextInput field={fields.triedBy} />
      <Questions fields={fields} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)

/** The same on the telephone of the adult at their side: their own alone. */
export const MyTriedPage = ({
  view,
  filled: { fields },
}: {
  view: {
    readonly areaKey: string
    readonly one: MyYoungPerson
    readonly attempts: readonly Attempt[]
    readonly places: Readonly<Record<string, string>>
    readonly tips: string | null
    readonly meeting: string | undefined
  }
  filled: { readonly fields: Fields }
}) => (
  <Page title="How it went" back={{ href: urls.myPeople({ area: view.areaKey }), text: 'My people' }}>
    <h1 class="govuk-heading-l">How it went with {view.one.goesBy}</h1>
    <TopTips says={view.tips} />
    <Form to={withQuery(urls.mine({ area: view.areaKey, mine: view.one.id }), { meeting: view.meeting })}>
      <Questions fields={fields} />
      <Button>Save</Button>
    </Form>
    {view.attempts.length > 0 && (
      <Details summary="What I wrote before">
        {view.attempts.map(attempt => (
          <OneAttempt key={attempt.id} attempt={attempt} places={view.places} />
        ))}
      </Details>
    )}
  </Page>
)
