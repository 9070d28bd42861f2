import { momentInWords } from '../../../design/formats.ts'
import { Button, Checkboxes, Form, Heading, NotificationBanner, Page, TextArea } from '../../../design/index.ts'
import type { Choices, Filled } from '../../../web/form.ts'
import { Child, type OfChild } from '../child.tsx'
import { urls } from '../urls.ts'

export interface RecordCopyView extends OfChild {
  readonly assessment: string
  readonly reference: string
  readonly text: string
  readonly filed: readonly { readonly reference: string; readonly filedAt: Date; readonly filedBy: string }[]
  readonly mayFile: boolean
}

/** An assessment to take into the main record of the agency. */
export const RecordCopyPage = (view: RecordCopyView, { fields }: Filled<{ filed: Choices }>) => {
  const { areaKey, youngPerson, reference, text, filed, mayFile } = view
  const key = { area: areaKey, youngPerson: youngPerson.id, assessment: view.assessment }
  const [last] = filed
  return (
    <Page title="Copy for the main record" back={{ href: urls.assessment(key), text: 'The assessment' }}>
      <Child of={view} />
      {last && (
        <NotificationBanner success title="In the main record">
          <p class="govuk-notification-banner__heading">
            Filed {momentInWords(last.filedAt)} by {last.filedBy}, as {last.reference}.
          </p>
        </NotificationBanner>
      )}
      <Heading>Copy for the main record</Heading>
      <p class="govuk-body">
        The main record of your agency stays the main record. Its copy carries the reference{' '}
        <strong>{reference}</strong>.
      </p>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          <a class="govuk-link" href={urls.recordCopyPdf(key)}>
            Download to print (PDF)
          </a>
        </li>
        <li>
          <a class="govuk-link" href={urls.recordCopyText(key)}>
            Download as plain text
          </a>
        </li>
      </ul>
      <TextArea
        field={{ name: 'text', id: 'text', label: 'Or copy the text from here', value: text }}
        rows={16}
        spellcheck={false}
      />
      {mayFile && (
        <Form to={urls.recordCopy(key)}>
          <Checkboxes field={fields.filed} />
          <Button>Save</Button>
        </Form>
      )}
    </Page>
  )
}
