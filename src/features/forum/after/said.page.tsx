import { Button, Form, Hidden, Page, Select, TextArea, TextInput } from '../../../design/index.ts'
import type { Filled, Form as FormOf } from '../../../web/form.ts'
import { WhoCame } from '../agenda/agenda.page.tsx'
import { Child } from '../child.tsx'
import type { attendanceForm } from '../meeting/meeting.form.ts'
import { urls } from '../urls.ts'
import type { differentViewForm } from './after.form.ts'
import type { OnDiscussion } from './after.page.tsx'

type FieldsOf<F> = F extends FormOf<infer Fields> ? Fields : never
const placeOf = ({ about, discussion }: OnDiscussion) => ({
  area: about.areaKey,
  youngPerson: about.youngPerson.id,
  discussion: discussion.id,
})

/** An agency that does not agree says so, and it stands beside the outcome. */
export const DifferentViewPage = (
  view: OnDiscussion & { readonly agencies: Readonly<Record<string, string>>; readonly back: string },
  filled: Filled<FieldsOf<ReturnType<typeof differentViewForm>>>,
) => (
  <Page title="A different view" back={{ href: view.back, text: 'The discussion' }}>
    <Child about={view.about} />
    <h1 class="govuk-heading-l">A different view</h1>
    <p class="govuk-body">
      It stands beside the outcome and in the minutes, with whose it is, until the chair has confirmed them and after.
    </p>
    <Form to={urls.differentView(placeOf(view))}>
      {Object.keys(view.agencies).length === 1 ? (
        <Hidden field={filled.fields.agency} />
      ) : (
        <Select field={filled.fields.agency} />
      )}
      <TextInput field={filled.fields.name} />
      <TextArea field={filled.fields.says} rows={6} />
      <Button>Write it down</Button>
    </Form>
  </Page>
)

/** Who came to a discussion outside a meeting. */
export const AttendedPage = (
  view: OnDiscussion & {
    readonly agencies: readonly { readonly id: string; readonly name: string; readonly attendance: string | null }[]
  },
  filled: Filled<FieldsOf<ReturnType<typeof attendanceForm>>>,
) => (
  <Page title="Who came" back={{ href: urls.discussion(placeOf(view)), text: 'The discussion' }}>
    <Child about={view.about} />
    <h1 class="govuk-heading-l">Who came?</h1>
    {view.agencies.length === 0 ? (
      <p class="govuk-body">No agency is invited yet.</p>
    ) : (
      <WhoCame to={urls.attended(placeOf(view))} agencies={view.agencies} filled={filled} />
    )}
  </Page>
)
