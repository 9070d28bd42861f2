import { dayInWords } from '../../../design/formats.ts'
import {
  Button,
  Checkboxes,
  DateInput,
  Form,
  InsetText,
  Radios,
  SummaryList,
  Table,
  TextArea,
  Typed,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { called } from '../shown.tsx'
import { isStatus, statusWords } from '../status.ts'
import { urls } from '../urls.ts'
import type { statusForm, toldForm, unlockForm } from './status.form.ts'

export interface StatusView extends AboutView {
  readonly earlier: readonly {
    readonly status: string
    readonly sinceOn: string
    readonly recordedAt: Date
    readonly by: string
    readonly note: string | null
  }[]
}

export const StatusPage = ({
  view,
  filled: { fields },
}: {
  view: StatusView
  filled: Filled<ReturnType<typeof statusForm>['fields']>
}) => (
  <AboutPage view={view} title="Where they are now">
    <InsetText>
      This stands at the top of the record, so that everybody thinks before they ring or write. This system sends
      nothing to a young person or their family by itself.
    </InsetText>
    <Form to={urls.status(keyOf(view))}>
      <Radios field={fields.status} conditional={{ died: <Checkboxes field={fields.sure} /> }} />
      <DateInput field={fields.sinceOn} />
      <TextArea field={fields.note} rows={3} />
      <Button>Save</Button>
    </Form>
    <Earlier view={view} />
  </AboutPage>
)

const Earlier = ({ view }: { view: StatusView }) =>
  view.earlier.length === 0 ? null : (
    <Table
      caption="Before now"
      captionSize="m"
      head={['What', 'Since', 'Recorded', 'Note']}
      rows={view.earlier.map(one => [
        isStatus(one.status) ? statusWords[one.status].choose : one.status,
        dayInWords(one.sinceOn),
        `${dayInWords(one.recordedAt)}, ${one.by}`,
        one.note ?? '',
      ])}
    />
  )

export interface ToldView extends AboutView {
  readonly before: readonly {
    readonly id: string
    readonly says: string | null
    readonly at: Date
    readonly by: string
  }[]
}

/** The record of somebody who died takes one thing more: who was told. */
export const ToldPage = ({
  view,
  filled: { fields },
}: {
  view: ToldView
  filled: Filled<(typeof toldForm)['fields']>
}) => (
  <AboutPage view={view} title="Who was told">
    <p class="govuk-body">
      {called(view.youngPerson)} has died. Write down who was told. Nothing reaches the family from this system.
    </p>
    <Form to={urls.tellOfDeath(keyOf(view))}>
      <TextArea field={fields.note} rows={4} />
      <Button>Save</Button>
    </Form>
    {view.before.map(told => (
      <SummaryList
        key={told.id}
        rows={[{ key: `${dayInWords(told.at)}, ${told.by}`, value: <Typed>{told.says ?? ''}</Typed> }]}
      />
    ))}
  </AboutPage>
)

export const UnlockPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView
  filled: Filled<(typeof unlockForm)['fields']>
}) => (
  <AboutPage view={view} title="Open the record again">
    <p class="govuk-body">
      The record says that {called(view.youngPerson)} died, and is locked. Open it only if that was a mistake.
    </p>
    <Form to={urls.unlock(keyOf(view))}>
      <TextArea field={fields.note} rows={4} />
      <Button>Open the record</Button>
    </Form>
  </AboutPage>
)
