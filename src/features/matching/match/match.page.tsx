import { momentInWords, sentence, shortDay } from '../../../design/formats.ts'
import {
  Button,
  DateInput,
  Form,
  Hidden,
  InsetText,
  Page,
  Radios,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TextInput,
  Typed,
  WarningText,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { type Candidate, softReasons } from '../fit.ts'
import { endings, type Match, stands } from '../match.ts'
import type { ToApprove } from '../queries.ts'
import { urls } from '../urls.ts'
import type { beginForm, endForm, makeForm } from './match.form.ts'

export interface MakeView extends AboutView {
  readonly strandId: string
  readonly candidate: Candidate
  /** Who stands first among those who can; the candidate or another. */
  readonly first: Candidate | undefined
  /** How the panel planned the introduction; for whoever matches, not for the adult’s telephone. */
  readonly introduction: { readonly how: string | null } | null
}

/** What a page says of a match before it is made: who fits best, and what would be accepted. */
export const seenOf = ({ candidate, first }: Pick<MakeView, 'candidate' | 'first'>): string =>
  [first?.workerId ?? '', ...candidate.soft].join(' ')

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
    <AboutPage view={view} title="Match them">
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
        <TextArea field={fields.reason} rows={3} />
        {another && <TextArea field={fields.otherReason} rows={3} />}
        {candidate.soft.length > 0 && <TextArea field={fields.acceptsReason} rows={3} />}
        <DateInput field={fields.plannedOn} />
        <TextInput field={fields.introducedBy} />
        {view.introduction && <InsetText>The panel planned: {view.introduction.how}</InsetText>}
        <TextArea field={fields.introductionHow} rows={3} />
        <Button>Match them</Button>
      </Form>
    </AboutPage>
  )
}

export interface MatchesView extends AboutView {
  readonly matches: readonly Match[]
  readonly mayChange: boolean
}

/** The adults at a young person's side, now and before. */
export const MatchesPage = (view: MatchesView) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <AboutPage view={view} title="The adult at their side">
      {view.matches.length === 0 && <p class="govuk-body">Nobody yet.</p>}
      {view.matches.map(match => (
        <section key={match.id}>
          <SummaryList
            card={{ title: match.worker, level: 2 }}
            rows={[
              {
                key: 'How it stands',
                value: <Tag colour={match.endedOn ? 'grey' : 'blue'}>{sentence(stands(match))}</Tag>,
              },
              { key: 'Why this adult', value: <Typed>{match.reason}</Typed> },
              match.otherReason !== null && {
                key: `Why not ${match.first ?? 'the one who fits best'}`,
                value: <Typed>{match.otherReason}</Typed>,
              },
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
              match.passedOn !== null && { key: 'To be passed on', value: <Typed>{match.passedOn}</Typed> },
            ]}
          />
          <p class="govuk-body">
            <a class="govuk-link" href={urls.briefs({ ...key, match: match.id })}>
              What they read before they meet
            </a>
            <br />
            <a class="govuk-link" href={urls.meetings({ ...key, match: match.id })}>
              When they meet
            </a>
          </p>
          {view.mayChange && match.mayChange && !match.endedOn && (
            <p class="govuk-body">
              {stands(match) !== 'waits for approval' && stands(match) !== 'stopped' && (
                <>
                  <a class="govuk-link" href={urls.begin({ ...key, match: match.id })}>
                    Record the introduction and the first meeting
                  </a>
                  <br />
                </>
              )}
              <a class="govuk-link" href={urls.end({ ...key, match: match.id })}>
                It ends
              </a>
            </p>
          )}
        </section>
      ))}
    </AboutPage>
  )
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

export const EndPage = ({ view, filled }: { view: OfMatch; filled: Filled<ReturnType<typeof endForm>['fields']> }) => (
  <AboutPage view={view} title="The match ends">
    <p class="govuk-body">With {view.match.worker}. Nothing about this young person opens to them any more.</p>
    <Form to={urls.end(at(view))} version={view.match.version}>
      <DateInput field={filled.fields.endedOn} />
      <Radios field={filled.fields.why} />
      <TextArea field={filled.fields.goodbye} rows={3} />
      <TextArea field={filled.fields.passedOn} rows={3} />
      <Button danger>It ends</Button>
    </Form>
  </AboutPage>
)

/** What waits for a second person. It names no young person. */
export const ToApprovePage = (view: {
  readonly areaKey: string
  readonly matches: readonly (ToApprove & { readonly serviceName: string })[]
}) => (
  <Page title="Matches to approve" wide>
    <h1 class="govuk-heading-l">Matches to approve</h1>
    {view.matches.length === 0 ? (
      <p class="govuk-body">None waits for you.</p>
    ) : (
      <Table
        caption="Waiting"
        captionUnseen
        head={['Adult', 'Service', 'What is accepted', 'Why', 'Asked by', { text: 'What you can do', unseen: true }]}
        rows={view.matches.map(one => [
          one.worker,
          one.serviceName,
          one.accepts.map(why => softReasons[why]).join('. '),
          <Typed>{one.acceptsReason}</Typed>,
          `${one.madeBy}, ${momentInWords(one.madeAt)}`,
          <Form to={urls.approve({ area: view.areaKey, match: one.id })}>
            <Button secondary>Approve it</Button>
          </Form>,
        ])}
      />
    )}
  </Page>
)
