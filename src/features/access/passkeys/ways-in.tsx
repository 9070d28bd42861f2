import { Button } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { urls } from '../urls.ts'

// Pages a stranger may see: neutral words only.

/** What a passkey is asked for. */
export type PasskeyFor = 'sign in' | 'add another'

/** A button that asks the telephone; without our script it leads to a page that says why nothing happened. */
export const UsePasskey = ({
  why,
  returnTo,
  secondary = false,
  children,
}: {
  why: PasskeyFor
  returnTo: string
  secondary?: boolean
  children: string
}) => (
  <form
    method="post"
    action={urls.passkey()}
    data-passkey="get"
    data-question={urls.passkeyQuestion()}
    data-why={why}
    data-back={returnTo}
  >
    <input type="hidden" name="answer" value="" />
    <Button secondary={secondary}>{children}</Button>
    <p class="govuk-body" role="status" data-says="" />
  </form>
)

/** Makes a passkey, with what the server asked of it. */
export const MakePasskey = ({ to, options, csrf }: { to: string; options: object; csrf?: string }) => (
  <form method="post" action={to} data-passkey="create" data-options={JSON.stringify(options)}>
    <input type="hidden" name="answer" value="" />
    {csrf ? <input type="hidden" name="_csrf" value={csrf} /> : null}
    <Button>Set it up</Button>
    <p class="govuk-body" role="status" data-says="" />
  </form>
)

export interface IssuerName {
  readonly key: string
  readonly name: string
}

/** The ways to sign in. Work accounts are links, never a form: browsers do not follow a form to another site. */
export const WaysIn = ({
  issuers,
  returnTo,
  again = false,
  passkey,
  label,
}: {
  issuers: readonly IssuerName[]
  returnTo: string
  /** Somebody who is remembered proves it anew. */
  again?: boolean
  /** Whether a passkey does it, too. */
  passkey: boolean
  label: string
}) => {
  const href = (issuerKey: string) =>
    withQuery(urls.begin({ issuerKey }), { return: returnTo, ...(again ? { again: 'yes' } : {}) })
  const [only] = issuers
  return (
    <>
      {issuers.length === 1 && only ? (
        <Button href={href(only.key)}>{label}</Button>
      ) : (
        <>
          <h2 class="govuk-heading-m">Choose where you work</h2>
          <ul class="govuk-list">
            {issuers.map(i => (
              <li key={i.key}>
                <a class="govuk-link" href={href(i.key)}>
                  {i.name}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {passkey && (
        <>
          <h2 class="govuk-heading-m">No work account?</h2>
          <p class="govuk-body">Use the face, finger or PIN that opens your phone.</p>
          <UsePasskey why="sign in" returnTo={returnTo} secondary>
            Use my phone
          </UsePasskey>
        </>
      )}
    </>
  )
}
