import { dayInWords } from '../../../design/formats.ts'
import { Button, Form, Hidden, InsetText, Page, Radios, Select, TextArea } from '../../../design/index.ts'
import type { Filled, Form as FormOf } from '../../../web/form.ts'
import { type AboutChild, Child } from '../child.tsx'
import { Actions, Outcome, Views } from '../discussion/decided.tsx'
import { open } from '../discussion.ts'
import type { Contribution, Decided, Discussion } from '../discussion-queries.ts'
import type { Edition } from '../papers.ts'
import { urls } from '../urls.ts'
import type { contributionForm } from './papers.form.ts'
import { Contributions, type KindNames, Papers } from './parts.tsx'

export interface PapersView {
  readonly about: AboutChild
  readonly discussion: Discussion
  readonly kindName: string
  readonly editions: readonly Edition[]
  readonly contributions: readonly Contribution[]
  readonly decided: Decided
  readonly kinds: KindNames
  /** The invited agencies that whoever reads can speak for. */
  readonly speaksFor: Readonly<Record<string, string>>
}
type FieldsOf<F> = F extends FormOf<infer Fields> ? Fields : never

/** What the members of a discussion read, and where they add what their agency knows. */
export const PapersPage = (view: PapersView, filled: Filled<FieldsOf<ReturnType<typeof contributionForm>>>) => {
  const { about, discussion: d } = view
  const at = { area: about.areaKey, youngPerson: about.youngPerson.id, discussion: d.id }
  const agencies = Object.keys(view.speaksFor)
  return (
    <Page title="Papers" back={{ href: urls.forum({ area: about.areaKey }), text: 'The forum' }} wide>
      <Child about={about} />
      <h1 class="govuk-heading-l">
        {view.kindName}, {dayInWords(d.heldOn)}
      </h1>
      {d.outcomeAt && (
        <>
          <h2 class="govuk-heading-m">Outcome</h2>
          <Outcome decided={view.decided} />
          <h2 class="govuk-heading-m">Actions</h2>
          <Actions
            actions={view.decided.actions}
            today={about.today}
            to={a => (agencies.includes(a.agencyId) ? urls.action({ ...at, action: a.id }) : undefined)}
          />
          <Views views={view.decided.views} />
        </>
      )}
      {d.outcomeAt && (
        <p class="govuk-body govuk-!-display-none-print">
          <a class="govuk-link" href={urls.minutes(at)}>
            Minutes, to read or print
          </a>
        </p>
      )}
      {open(d).ok && agencies.length > 0 && (
        <p class="govuk-body govuk-!-display-none-print">
          <a class="govuk-link" href={urls.differentView(at)}>
            Say that your agency sees it differently
          </a>
        </p>
      )}
      <h2 class="govuk-heading-m">Papers</h2>
      <Papers editions={view.editions} kinds={view.kinds} />
      <h2 class="govuk-heading-m">What the agencies say</h2>
      <Contributions all={view.contributions} milestones={d} />
      {open(d).ok && agencies.length > 0 ? (
        <div class="govuk-!-display-none-print">
          <h2 class="govuk-heading-m">Add what your agency knows</h2>
          {d.outcomeAt && <InsetText>The outcome is recorded already. What you add now is shown as later.</InsetText>}
          <Form to={urls.papers(at)}>
            {agencies.length === 1 ? <Hidden field={filled.fields.agency} /> : <Select field={filled.fields.agency} />}
            <TextArea field={filled.fields.says} rows={8} />
            <Radios field={filled.fields.handling} />
            <Button>Add it</Button>
          </Form>
        </div>
      ) : null}
    </Page>
  )
}
