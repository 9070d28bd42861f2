import type { ComponentChildren } from 'preact'
import { dayInWords } from '../../../design/formats.ts'
import {
  Button,
  ButtonGroup,
  DateInput,
  Form,
  Heading,
  InsetText,
  ManyChoices,
  Page,
  Radios,
  SummaryList,
  TextArea,
  TextInput,
  Typed,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import type { ShownSection } from '../../assessments/index.ts'
import { type Finding, findings } from '../../forum/index.ts'
import { Child, EighteenNow, nameOf, type OfYoungPerson } from '../child.tsx'
import { type Choosable, differs, type Fact, isClosed, type WayForward } from '../panel.ts'
import type { PanelMember } from '../panel-queries.ts'
import type { Nomination } from '../queries.ts'
import type { Answers } from '../questions.ts'
import { urls } from '../urls.ts'
import type { AcceptFields, AskMoreFields, declineForm, sendBackForm } from './decide.form.ts'
import { LaterOutcome } from './later-outcome.tsx'
import { OwnActions } from './own-actions.tsx'
import { answerOf, noteOf } from './panel-fields.ts'
import { type KindNames, OtherFacts, Services, WaysForward } from './safe-services.tsx'

/** What every act of the panel shows. */
export interface ActView extends OfYoungPerson {
  readonly nominationId: string
  readonly version: number
  readonly forum: string
}

const toOf = (view: ActView) => ({
  area: view.areaKey,
  youngPerson: view.youngPerson.id,
  nomination: view.nominationId,
})

const Act = ({
  view,
  title,
  heading,
  children,
}: {
  view: ActView
  title: string
  heading: string
  children: ComponentChildren
}) => (
  <Page title={title} back={{ href: urls.consideration(toOf(view)), text: 'The nomination' }}>
    <Child {...view} />
    <Heading>{heading}</Heading>
    {children}
  </Page>
)

const Buttons = ({ view, children }: { view: ActView; children: string }) => (
  <ButtonGroup>
    <Button>{children}</Button>
    <a class="govuk-link" href={urls.consideration(toOf(view))}>
      Cancel
    </a>
  </ButtonGroup>
)

export interface AcceptView extends ActView {
  readonly nomination: Pick<Nomination, 'finding' | 'outcome' | 'latestBothYes'>
  readonly finding: Finding
  readonly choices: readonly Choosable[]
  readonly ways: readonly WayForward[]
  readonly backWithin: string
  readonly otherFacts: readonly Fact[]
  readonly kinds: KindNames
  readonly answers: Answers
  readonly ownActions: ShownSection | undefined
}

/** The service, and why another strand than the discussion found where it is one. */
export const ChooseService = ({
  view,
  filled,
}: {
  view: Pick<AcceptView, 'choices' | 'finding'>
  filled: Pick<Filled<AcceptFields>['fields'], 'service' | 'differentReason'>
}) => {
  const others = view.choices.filter(c => !isClosed(c) && differs(view.finding, c.service.strand))
  const only = others.length === 1 ? others[0] : undefined
  const why = <TextArea field={filled.differentReason} rows={3} />
  return (
    <>
      <Radios field={filled.service} {...(only ? { conditional: { [only.service.key]: why } } : {})} />
      {others.length > 1 && why}
    </>
  )
}

/** R136: to a strand. Services that cannot take this on safely stand above, and cannot be chosen. */
export const AcceptPage = ({ view, filled }: { view: AcceptView; filled: Filled<AcceptFields> }) => {
  return (
    <Act view={view} title="Accept a nomination" heading={`Accept ${nameOf(view.youngPerson)} to a strand`}>
      <p class="govuk-body">
        What {view.forum} found: {findings[view.finding].toLowerCase()}.
      </p>
      <EighteenNow {...view} />
      <LaterOutcome {...view} />
      {(view.choices.some(isClosed) || view.otherFacts.length > 0) && (
        <h2 class="govuk-heading-m">Before you choose</h2>
      )}
      <Services choices={view.choices.filter(isClosed)} finding={view.finding} />
      <OtherFacts facts={view.otherFacts} kinds={view.kinds} />
      <WaysForward ways={view.ways} days={view.backWithin} forum={view.forum} />
      {view.ways.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.backToForum(toOf(view))}>
            Send it back to the forum
          </a>
        </p>
      )}
      <OwnActions section={view.ownActions} name={nameOf(view.youngPerson)} />
      {view.nomination.latestBothYes && <AcceptForm view={view} filled={filled} />}
    </Act>
  )
}

const AcceptForm = ({ view, filled: { fields: f } }: { view: AcceptView; filled: Filled<AcceptFields> }) => {
  const { answers } = view
  return (
    <Form to={urls.accept(toOf(view))}>
      <ChooseService view={view} filled={f} />
      <TextArea field={f.reason} />
      <h2 class="govuk-heading-m">The introduction</h2>
      <SummaryList
        rows={[
          {
            key: 'Who',
            value: [answers['introducer-name'], answers['introducer-agency']].filter(Boolean).join(', '),
          },
          { key: 'How', value: <Typed>{answers['introduction-how'] ?? ''}</Typed> },
          { key: 'By when', value: answers['introduction-by'] ? dayInWords(answers['introduction-by']) : 'Not said' },
        ]}
      />
      <Radios
        field={f.introducer}
        conditional={{
          other: (
            <>
              <TextInput field={f.name} />
              <TextInput field={f.agency} />
              <TextArea field={f.how} rows={3} />
              <DateInput field={f.by} />
            </>
          ),
        }}
      />
      <DateInput field={f.decidedOn} />
      <Buttons view={view}>Accept</Buttons>
    </Form>
  )
}

/** Not accepted: why, and what happens instead. */
export const DeclinePage = ({ view, filled }: { view: ActView; filled: Filled<typeof declineForm.fields> }) => (
  <Act view={view} title="Do not accept a nomination" heading="Do not accept this nomination">
    <Form to={urls.decline(toOf(view))}>
      <TextArea field={filled.fields.reason} />
      <TextArea field={filled.fields.instead} />
      <DateInput field={filled.fields.decidedOn} />
      <Buttons view={view}>Do not accept</Buttons>
    </Form>
  </Act>
)

/** Back to the forum, within the area's days. */
export const SendBackPage = ({
  view,
  filled,
}: {
  view: ActView & { readonly backBy: string }
  filled: Filled<typeof sendBackForm.fields>
}) => (
  <Act view={view} title="Send a nomination back" heading={`Send it back to ${view.forum}`}>
    <InsetText>
      It will be asked of the forum co-ordinator to have it discussed again by {dayInWords(view.backBy)}. The
      case-holder and the chair are told.
    </InsetText>
    <Form to={urls.backToForum(toOf(view))}>
      <TextArea field={filled.fields.reason} />
      <TextArea field={filled.fields.interimPlan} />
      <DateInput field={filled.fields.decidedOn} />
      <Buttons view={view}>Send it back</Buttons>
    </Form>
  </Act>
)

/** A question to the case-holder. */
export const AskMorePage = ({ view, filled }: { view: ActView; filled: Filled<AskMoreFields> }) => (
  <Act view={view} title="Ask for more information" heading="Ask the case-holder for more information">
    <Form to={urls.askMore(toOf(view))}>
      <TextArea field={filled.fields.asks} />
      <DateInput field={filled.fields.wantedBy} />
      <Buttons view={view}>Send the question</Buttons>
    </Form>
  </Act>
)

/** Who takes part, and who has a conflict of interest. */
export const PanelPage = ({
  view,
  filled,
}: {
  view: ActView & { readonly members: readonly PanelMember[] }
  filled: Filled
}) => (
  <Act view={view} title="Who considers a nomination" heading="Who takes part, and who has a conflict of interest?">
    <p class="govuk-body">
      A conflict of interest is anything that could make it hard to decide freely, such as knowing the family or having
      sent the nomination. Whoever has one does not decide.
    </p>
    <Form to={urls.declare(toOf(view))}>
      <ManyChoices>
        {view.members.map(({ person }) => {
          const [answer, note] = [filled.fields[answerOf(person)], filled.fields[noteOf(person)]]
          return answer && note ? (
            <Radios key={person} field={answer} conditional={{ conflict: <TextArea field={note} rows={2} /> }} />
          ) : null
        })}
      </ManyChoices>
      <Buttons view={view}>Save</Buttons>
    </Form>
  </Act>
)
