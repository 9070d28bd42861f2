import { Button, Page } from '../../../design/index.ts'
import { urls } from '../urls.ts'
import { MakePasskey } from './ways-in.tsx'

// Pages a stranger may see: neutral words only.

/** After a code that was given in person. */
export const SetUpPage = ({ options }: { options: object }) => (
  <Page title="Set up this phone">
    <h1 class="govuk-heading-l">Set up this phone</h1>
    <p class="govuk-body">
      From now on you sign in with the face, finger or PIN that opens this phone. There is no password, and nobody can
      sign in as you without it.
    </p>
    <p class="govuk-body">Does somebody else know how to open this phone? Change that first.</p>
    <MakePasskey to={urls.setUp()} options={options} />
  </Page>
)

/** After they showed once more that it is them. */
export const AddPasskeyPage = ({ options, csrf }: { options: object; csrf: string }) => (
  <Page title="Add another phone or key" back={{ href: urls.sessions(), text: 'Your devices' }}>
    <h1 class="govuk-heading-l">Add another phone or key</h1>
    <p class="govuk-body">
      Your browser asks you which one. If you lose one of them, you can still sign in with the other.
    </p>
    <MakePasskey to={urls.addPasskey()} options={options} csrf={csrf} />
  </Page>
)

const words = {
  'needs a script': 'Your browser did not ask your phone. Try another browser, or switch scripts on.',
  'begun elsewhere': 'This can happen when you waited for a long time, or went back. Please try again.',
  unknown: 'This phone does not open an account. Ask whoever gave you your code.',
  'code over': 'This code does not work any more. Ask for a new one.',
} as const
export type PasskeyFailure = keyof typeof words

export const PasskeyFailedPage = ({ why, reference }: { why: PasskeyFailure; reference: string }) => (
  <Page title="Sign-in did not work">
    <h1 class="govuk-heading-l">Sign-in did not work</h1>
    <p class="govuk-body">{words[why]}</p>
    <p class="govuk-body">If it happens again, read this out to whoever gave you your code: {reference}</p>
    <Button href={urls.signIn()}>Sign in</Button>
  </Page>
)
