import { dayInWords, shortDay } from '../../../design/formats.ts'
import {
  Button,
  Checkboxes,
  DateInput,
  Form,
  Page,
  Radios,
  Select,
  SummaryList,
  TextArea,
  Typed,
} from '../../../design/index.ts'
import type { Filled, Form as FormOf } from '../../../web/form.ts'
import { type AboutChild, Child } from '../child.tsx'
import { type NamedOption, Options } from '../discussion/decided.tsx'
import type { ActionRow, Discussion } from '../discussion-queries.ts'
import type { FactRow } from '../fact-queries.ts'
import type { KindNames } from '../papers/parts.tsx'
import { factAnswer, factAnswers } from '../risk-fact.ts'
import { urls } from '../urls.ts'
import type { actionForm, agenciesForm, factForm, newDiscussionForm, optionForm, takeOffForm } from './after.form.ts'

type FieldsOf<F> = F extends FormOf<infer Fields> ? Fields : never
export interface OnDiscussion {
  readonly about: AboutChild
  readonly discussion: Discussion
}
const placeOf = ({ about, discussion }: OnDiscussion) => ({
  area: about.areaKey,
  youngPerson: about.youngPerson.id,
  discussion: discussion.id,
})
const backTo = (view: OnDiscussion) => ({ href: urls.discussion(placeOf(view)), text: 'The discussion' })

export const AgenciesPage = (
  view: OnDiscussion & { readonly agencies: Readonly<Record<string, string>> },
  filled: Filled<FieldsOf<ReturnType<typeof agenciesForm>>>,
) => (
  <Page title="Who is invited" back={backTo(view)}>
    <Child about={view.about} />
    <h1 class="govuk-heading-l">Who is invited</h1>
    <p class="govuk-body">
      From the moment the papers are frozen, the members of these agencies can read them. An agency you take out loses
      them at once. {view.discussion.outcomeAt && 'The outcome is recorded, so nobody new can be invited.'}
    </p>
    <Form to={urls.agencies(placeOf(view))}>
      <Checkboxes field={filled.fields.invited} />
      <Button>Save who is invited</Button>
    </Form>
  </Page>
)

export const TakeOffPage = (view: OnDiscussion, filled: Filled<FieldsOf<typeof takeOffForm>>) => (
  <Page title="Take off the agenda" back={backTo(view)}>
    <Child about={view.about} />
    <h1 class="govuk-heading-l">Take off the agenda</h1>
    <p class="govuk-body">They go back to the list of those who wait.</p>
    <Form to={urls.takeOff(placeOf(view))}>
      <TextArea field={filled.fields.reason} rows={3} />
      <Button danger>Take off the agenda</Button>
    </Form>
  </Page>
)

export interface NewDiscussionView {
  readonly about: AboutChild
  readonly kinds: Readonly<Record<string, string>>
  readonly agencies: Readonly<Record<string, string>>
  readonly usual: readonly string[]
  readonly everyDays: number
}

export const NewDiscussionPage = (
  view: NewDiscussionView,
  filled: Filled<FieldsOf<ReturnType<typeof newDiscussionForm>>>,
) => (
  <Page title="New discussion" back={{ href: urls.forum({ area: view.about.areaKey }), text: 'The forum' }}>
    <Child about={view.about} />
    <h1 class="govuk-heading-l">New discussion</h1>
    <p class="govuk-body">Nobody waits for an agenda. The next meeting notes what is discussed in between.</p>
    <Form to={urls.newDiscussion({ area: view.about.areaKey, youngPerson: view.about.youngPerson.id })}>
      <Radios field={filled.fields.where} />
      <DateInput field={filled.fields.heldOn} />
      <Checkboxes field={filled.fields.invited} />
      <Button>Begin</Button>
    </Form>
  </Page>
)

export const OptionsPage = (
  view: OnDiscussion & { readonly options: readonly NamedOption[] },
  filled: Filled<FieldsOf<ReturnType<typeof optionForm>>>,
) => (
  <Page title="Options" back={backTo(view)} wide>
    <Child about={view.about} />
    <h1 class="govuk-heading-l">Options looked at</h1>
    <Options options={view.options} />
    <h2 class="govuk-heading-m">Write down an option</h2>
    <Form to={urls.options(placeOf(view))}>
      <Select field={filled.fields.option} />
      <TextArea field={filled.fields.reasonsFor} rows={3} />
      <TextArea field={filled.fields.reasonsAgainst} rows={3} />
      <Radios field={filled.fields.recommended} inline />
      <Button>Write it down</Button>
    </Form>
  </Page>
)

export const ActionPage = (
  view: OnDiscussion & { readonly action: ActionRow; readonly back: string },
  filled: Filled<FieldsOf<typeof actionForm>>,
) => (
  <Page title="An action" back={{ href: view.back, text: 'The discussion' }}>
    <Child about={view.about} />
    <h1 class="govuk-heading-l">An action</h1>
    <SummaryList
      rows={[
        { key: 'What', value: <Typed>{view.action.says}</Typed> },
        { key: 'Who', value: [view.action.person, view.action.agency].filter(Boolean).join(', ') },
        { key: 'By', value: dayInWords(view.action.dueOn) },
        view.action.doneAt && { key: 'Done', value: shortDay(view.action.doneAt) },
      ]}
    />
    {view.action.doneAt ? null : (
      <Form to={urls.action({ ...placeOf(view), action: view.action.id })}>
        <TextArea field={filled.fields.note} rows={3} />
        <Button>It is done</Button>
      </Form>
    )}
  </Page>
)

export interface FactView {
  readonly about: AboutChild
  readonly fact: FactRow
  readonly kinds: KindNames
}

export const FactPage = ({ about, fact, kinds }: FactView, filled: Filled<FieldsOf<typeof factForm>>) => {
  const back = urls.discussion({
    area: about.areaKey,
    youngPerson: about.youngPerson.id,
    discussion: fact.discussionId,
  })
  return (
    <Page title="Look at it again" back={{ href: back, text: 'The discussion' }}>
      <Child about={about} />
      <h1 class="govuk-heading-l">{kinds[fact.kind] ?? fact.kind}</h1>
      <SummaryList
        rows={[
          { key: 'Found', value: `${factAnswers[factAnswer(fact)]}, ${shortDay(fact.foundAt)}, ${fact.by}` },
          { key: 'What shows it', value: <Typed>{fact.evidence}</Typed> },
          { key: 'Look at it again by', value: dayInWords(fact.reviewOn) },
          fact.liftedAt && { key: 'Ended', value: `${shortDay(fact.liftedAt)}: ${fact.liftedReason ?? ''}` },
        ]}
      />
      {fact.liftedAt ? null : (
        <Form to={urls.fact({ area: about.areaKey, youngPerson: about.youngPerson.id, fact: fact.id })}>
          <Radios field={filled.fields.is} inline />
          <Select field={filled.fields.answer} />
          <TextArea field={filled.fields.evidence} rows={3} />
          <Select field={filled.fields.review} />
          <TextArea field={filled.fields.reason} rows={3} />
          <Button>Save</Button>
        </Form>
      )}
    </Page>
  )
}
