import { Button, Checkboxes, DateInput, Form, Radios, Select, TextArea, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { writtenIn } from '../codes.ts'
import { urls } from '../urls.ts'
import type { identityForm } from './identity.form.ts'

type Fields = ReturnType<typeof identityForm>['fields']

export const IdentityPage = ({ view, filled: { fields } }: { view: AboutView; filled: Filled<Fields> }) => {
  const birth = <DateInput field={fields.bornOn} />
  return (
    <AboutPage view={view} title="Who they are">
      <Form to={urls.identity(keyOf(view))}>
        <TextInput field={fields.givenNames} spellcheck={false} />
        <TextInput field={fields.surname} spellcheck={false} />
        <TextInput field={fields.knownAs} spellcheck={false} />
        <TextInput field={fields.pronouns} width={20} />
        <Radios field={fields.birth} />
        {birth}
        <TextInput field={fields.bornOnSource} />
        <Radios field={fields.sex} />
        <Radios field={fields.gender} />
        <Select field={fields.ethnicity} />
        <Select field={fields.language} />
        <TextInput
          field={fields.languageWords}
          hint={`Only where you chose “${otherWords(fields.language.options)}”.`}
          width={20}
        />
        <Radios field={fields.interpreterNeed} />
        <TextInput field={fields.interpreter} width={20} spellcheck={false} />
        <Radios field={fields.easyRead} />
        <Checkboxes field={fields.disability} />
        <TextArea field={fields.why} rows={2} />
        <Button>Save</Button>
      </Form>
    </AboutPage>
  )
}

const otherWords = (options: Filled['fields'][string]['options']): string =>
  options?.find(option => option.value === writtenIn)?.label ?? ''
