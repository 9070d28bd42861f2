import {
  Button,
  DateInput,
  Form,
  Hidden,
  InsetText,
  Radios,
  TextArea,
  TextInput,
  WarningText,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { LookFirst } from '../candidates/candidates.page.tsx'
import { type Candidate, softReasons } from '../fit.ts'
import type { Match } from '../match.ts'
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
      <LookFirst areaKey={view.areaKey} candidate={candidate} />
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
