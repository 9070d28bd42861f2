import { Button } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import { type IssuerName, WaysIn } from '../passkeys/ways-in.tsx'
import { urls } from '../urls.ts'

// Pages a stranger may see: neutral words only.

/** What somebody is about to sign in for; the words say no more than that. */
export type SignInFor = 'sign in' | 'prove again' | 'open the account'

const words: Record<SignInFor, { readonly title: string; readonly lead: string }> = {
  'sign in': { title: 'Sign in', lead: 'You sign in with your work account, or with your phone.' },
  'prove again': {
    title: 'Show again that it is you',
    lead: 'This needs you to sign in again. What you typed is kept.',
  },
  'open the account': {
    title: 'Sign in to open your account',
    lead: 'Sign in with your work account. From then on it opens your account here.',
  },
}

export const ToIssuerPage = ({
  issuers,
  to,
  returnTo,
}: {
  issuers: readonly IssuerName[]
  to: SignInFor
  returnTo: string
}) => (
  <Page title={words[to].title}>
    <h1 class="govuk-heading-l">{words[to].title}</h1>
    <p class="govuk-body">{words[to].lead}</p>
    <WaysIn
      issuers={issuers}
      returnTo={returnTo}
      again={to === 'prove again'}
      passkey={to !== 'open the account'}
      label="Go to sign in"
    />
    {to === 'sign in' && (
      <p class="govuk-body">
        <a class="govuk-link" href={urls.invitation()}>
          I was given a code
        </a>
      </p>
    )}
  </Page>
)

export const LockedPage = ({ issuers, returnTo }: { issuers: readonly IssuerName[]; returnTo: string }) => (
  <Page title="The screen is locked">
    <h1 class="govuk-heading-l">The screen is locked</h1>
    <p class="govuk-body">
      It locks when nobody touches it for a while, when a meeting is over, and when you open another page while you are
      in a meeting or fill something in together. What you typed is kept. Sign in to go on where you were.
    </p>
    <WaysIn issuers={issuers} returnTo={returnTo} passkey label="Sign in" />
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

export const InvitationPage = ({ code, error }: { code?: string; error?: string }) => (
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
          value={code}
          autocomplete="off"
          spellcheck={false}
          aria-describedby={error ? 'code-error' : undefined}
        />
      </div>
      <Button>Continue</Button>
    </form>
  </Page>
)
