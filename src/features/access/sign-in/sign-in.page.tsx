import { Button } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import { withQuery } from '../../../web/path.ts'
import { urls } from '../urls.ts'

// Pages a stranger may see: neutral words only.

export const ChooseIssuerPage = ({
  issuers,
  returnTo,
}: {
  issuers: readonly { key: string; name: string }[]
  returnTo: string
}) => (
  <Page title="Sign in">
    <h1 class="govuk-heading-l">Sign in</h1>
    <p class="govuk-body">Choose where you work. You sign in with your work account.</p>
    <ul class="govuk-list">
      {issuers.map(i => (
        <li key={i.key}>
          <a class="govuk-link" href={withQuery(urls.begin({ issuerKey: i.key }), { return: returnTo })}>
            {i.name}
          </a>
        </li>
      ))}
    </ul>
  </Page>
)

export const LockedPage = ({ returnTo }: { returnTo: string }) => (
  <Page title="The screen is locked">
    <h1 class="govuk-heading-l">The screen is locked</h1>
    <p class="govuk-body">You were away for a while. What you typed is kept. Sign in to go on where you were.</p>
    <Button href={withQuery(urls.signIn(), { return: returnTo })}>Sign in</Button>
  </Page>
)

export const SignedOutPage = () => (
  <Page title="You are signed out">
    <h1 class="govuk-heading-l">You are signed out</h1>
    <p class="govuk-body">Nothing is left on this device.</p>
    <Button href={urls.signIn()}>Sign in</Button>
  </Page>
)

export const NotSignedInPage = ({ reference }: { reference: string }) => (
  <Page title="Sign-in did not work">
    <h1 class="govuk-heading-l">Sign-in did not work</h1>
    <p class="govuk-body">This can happen when you waited for a long time, or went back. Please try again.</p>
    <p class="govuk-body">If it happens again, tell your administrator this reference: {reference}</p>
    <Button href={urls.signIn()}>Sign in</Button>
  </Page>
)

export const UnknownPersonPage = () => (
  <Page title="There is no account for you yet">
    <h1 class="govuk-heading-l">There is no account for you yet</h1>
    <p class="govuk-body">
      If somebody gave you an invitation code, use it once to open your account. Otherwise ask your administrator.
    </p>
    <Button href={urls.invitation()}>I have a code</Button>
  </Page>
)

export const InvitationPage = ({ error }: { error?: string }) => (
  <Page title="Open your account" {...(error ? { errors: [{ text: error, href: '#code' }] } : {})}>
    <h1 class="govuk-heading-l">Open your account</h1>
    <form method="post" action={urls.invitation()} novalidate>
      <div class={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
        <label class="govuk-label" for="code">
          The code you were given
        </label>
        {error ? (
          <p id="code-error" class="govuk-error-message">
            <span class="govuk-visually-hidden">Error:</span> {error}
          </p>
        ) : null}
        <input
          class="govuk-input"
          id="code"
          name="code"
          type="text"
          autocomplete="off"
          spellcheck={false}
          aria-describedby={error ? 'code-error' : undefined}
        />
      </div>
      <Button>Continue</Button>
    </form>
  </Page>
)
