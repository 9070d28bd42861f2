import { list, momentInWords } from '../../../design/formats.ts'
import { Button, Form, Heading, InsetText, Page, TextArea, TextInput, WarningText } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import type { moveForm } from '../../people/index.ts'
import { Child, type OfChild } from '../child.tsx'

export interface WrongChildView extends OfChild {
  readonly kind: 'risk assessment' | 'screening'
  readonly id: string
  /** When it was begun or recorded. */
  readonly at: Date
  /** Whether the forum has it. */
  readonly sent: boolean
  /** References of copies that were filed in the main record. */
  readonly filed: readonly string[]
  /** Its own page, and where this form goes. */
  readonly back: string
  readonly to: string
}

/** An assessment or a screening that is about somebody else. */
export const WrongChildPage = (view: WrongChildView, { fields }: Filled<(typeof moveForm)['fields']>) => (
  <Page title="Recorded against the wrong young person" back={{ href: view.back, text: 'Back' }}>
    <Child of={view} />
    <Heading>This {view.kind} is about another young person</Heading>
    <p class="govuk-body">
      The {view.kind} of {momentInWords(view.at)} moves to the other record and is hidden here. Everybody who opened
      this record meanwhile is listed, so that you can tell them.
    </p>
    {view.sent && (
      <WarningText>
        The forum has it. Its papers are hidden at once, an item that is not decided leaves the agenda, and the chair
        and the co-ordinator are told. Send it to the forum again from the other record.
      </WarningText>
    )}
    {view.filed.length > 0 && (
      <InsetText>
        A copy is in the main record of your agency, as {list(view.filed)}. Have it taken out there: this page cannot.
      </InsetText>
    )}
    <Form to={view.to}>
      <TextInput field={fields.reference} width={20} spellcheck={false} />
      <TextArea field={fields.reason} rows={4} />
      <Button danger>Move it</Button>
    </Form>
  </Page>
)
