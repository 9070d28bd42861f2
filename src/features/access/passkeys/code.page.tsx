import { relativeDay, timeInWords } from '../../../design/formats.ts'
import { Button, Form, Hidden, InsetText, Page, WarningText } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls } from '../urls.ts'
import type { codeForm } from './code.form.ts'

export interface CodeView {
  readonly areaKey: string
  readonly id: string
  readonly name: string
  readonly passkeys: number
  readonly usedAt: Date | null
  readonly codeUntil: Date | null
  readonly code: string
  readonly now: Date
}

const at = ({ areaKey, id }: CodeView) => ({ area: areaKey, person: id })

/** A code for somebody who stands there, so that they can set up their telephone. */
export const CodePage = ({ view, filled }: { view: CodeView; filled: Filled<(typeof codeForm)['fields']> }) => (
  <Page title="A code for somebody">
    <h1 class="govuk-heading-l">A code for {view.name}</h1>
    <HowTheySignIn view={view} />
    <p class="govuk-body">
      Do this when you are with {view.name}. You must be sure that it is them: whoever types the code signs in as them.
    </p>
    <InsetText>
      Their code is <strong class="app-code">{String(filled.fields.code.value)}</strong>. Let them write it down now: it
      is shown only here.
    </InsetText>
    {view.passkeys > 0 && (
      <WarningText>
        The moment you press the button, the phone they use now stops working here, and they are signed out everywhere.
      </WarningText>
    )}
    <Form to={urls.codeInPerson(at(view))}>
      <Hidden field={filled.fields.code} />
      <Button>They have written it down</Button>
    </Form>
    <Stop view={view} />
  </Page>
)

/** What happens next, once the code works. */
export const CodeGivenPage = ({ view }: { view: CodeView }) => (
  <Page title="The code works">
    <h1 class="govuk-heading-l">{view.codeUntil ? 'The code works now' : 'No code waits'}</h1>
    <HowTheySignIn view={view} />
    {view.codeUntil && (
      <>
        <p class="govuk-body">
          It works once, until {timeInWords(view.codeUntil)}. On their own phone, {view.name}:
        </p>
        <ol class="govuk-list govuk-list--number">
          <li>opens the page on which all of you sign in</li>
          <li>presses “I was given a code”, and types it</li>
          <li>presses “Set it up”, and shows the phone their face, finger or PIN.</li>
        </ol>
      </>
    )}
    <p class="govuk-body">
      <a class="govuk-link" href={urls.codeInPerson(at(view))}>
        Make a new code
      </a>
    </p>
    <Stop view={view} />
  </Page>
)

const HowTheySignIn = ({ view }: { view: CodeView }) => (
  <p class="govuk-body">
    {view.passkeys === 0
      ? `${view.name} has no phone set up here yet.`
      : `${view.name} signs in with ${view.passkeys === 1 ? 'a phone' : `${view.passkeys} phones or keys`}${
          view.usedAt ? `, last ${relativeDay(view.usedAt, view.now)}` : ''
        }.`}
  </p>
)

const Stop = ({ view }: { view: CodeView }) =>
  view.passkeys > 0 || view.codeUntil ? (
    <>
      <h2 class="govuk-heading-m">Stop their phone</h2>
      <p class="govuk-body">
        They are signed out everywhere at once, and cannot sign in until you give them a new code.
      </p>
      <Form to={urls.stopPasskeys(at(view))}>
        <Button secondary>Stop it now</Button>
      </Form>
    </>
  ) : null
