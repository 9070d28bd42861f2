import { Button, Checkboxes, Form, Radios, Select, TextArea, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { urls } from '../urls.ts'
import { Week } from '../week.tsx'
import type { circumstancesForm, safeContactForm } from './circumstances.form.ts'

type Home = Filled<ReturnType<typeof circumstancesForm>['fields']>
type Contact = Filled<(typeof safeContactForm)['fields']>

export const CircumstancesPage = ({ view, filled: { fields } }: { view: AboutView; filled: Home }) => (
  <AboutPage view={view} title="Home, school and support">
    <Form to={urls.circumstances(keyOf(view))}>
      <Radios field={fields.lives} />
      <TextInput field={fields.livesWords} width={20} />
      <TextArea field={fields.address} rows={3} spellcheck={false} />
      <TextInput field={fields.postcode} width={10} spellcheck={false} />
      <TextInput field={fields.livingWith} />
      <TextInput field={fields.phone} type="tel" width={20} />
      <TextInput field={fields.school} />
      <TextArea field={fields.schoolStatus} rows={3} />
      <Radios field={fields.senProvision} />
      <Checkboxes field={fields.senType} />
      <Select field={fields.caseStatus} />
      <Select field={fields.careStatus} />
      <TextArea field={fields.why} rows={2} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)

export const SafeContactPage = ({ view, filled: { fields } }: { view: AboutView; filled: Contact }) => (
  <AboutPage view={view} title="Before you ring or write">
    <p class="govuk-body">Ask them. Whoever wants to reach them reads this first.</p>
    <Form to={urls.safeContact(keyOf(view))}>
      <Radios field={fields.safeRinging} conditional={{ 'at these times': <Week fields={fields} /> }} />
      <TextInput field={fields.safeWhen} />
      <TextInput field={fields.safeNumber} />
      <Radios field={fields.neverText} />
      <TextInput field={fields.safeWord} width={20} />
      <TextArea field={fields.safeContactNote} rows={3} />
      <TextArea field={fields.why} rows={2} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)
