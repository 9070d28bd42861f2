// @ts-check
// Asks the telephone (or key) to make a passkey, or to show that somebody is who they are, and sends what it answers with the
// form that asked. Nothing is stored here; what the telephone keeps, it keeps by itself.

/** @param {ArrayBuffer} buffer */
const text = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
/** @param {string} base64url */
const bytes = base64url =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))

/** @param {any} options as the server writes them */
async function create(options) {
  const made = /** @type {PublicKeyCredential} */ (
    await navigator.credentials.create({
      publicKey: {
        ...options,
        challenge: bytes(options.challenge),
        user: { ...options.user, id: bytes(options.user.id) },
        excludeCredentials: options.excludeCredentials.map(known),
      },
    })
  )
  const answer = /** @type {AuthenticatorAttestationResponse} */ (made.response)
  return said(made, { attestationObject: text(answer.attestationObject) })
}

/** @param {any} options as the server writes them */
async function get(options) {
  const shown = /** @type {PublicKeyCredential} */ (
    await navigator.credentials.get({ publicKey: { ...options, challenge: bytes(options.challenge) } })
  )
  const answer = /** @type {AuthenticatorAssertionResponse} */ (shown.response)
  return said(shown, {
    authenticatorData: text(answer.authenticatorData),
    signature: text(answer.signature),
    userHandle: answer.userHandle ? text(answer.userHandle) : '',
  })
}

/** @param {any} one */
const known = one => ({ ...one, id: bytes(one.id) })

/** @param {PublicKeyCredential} one @param {Record<string, string>} more */
const said = ({ id, rawId, type, response }, more) =>
  JSON.stringify({
    id,
    rawId: text(rawId),
    type,
    clientExtensionResults: {},
    response: { clientDataJSON: text(response.clientDataJSON), ...more },
  })

/** What the server asks: in the page already, or fetched now. @param {HTMLFormElement} form */
async function question(form) {
  const { options, question: from = '', why, back } = form.dataset
  if (options) return JSON.parse(options)
  const answer = await fetch(from, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ why, back }),
    credentials: 'same-origin',
  })
  if (!answer.ok) throw new Error(String(answer.status))
  return answer.json()
}

/** @param {HTMLFormElement} form one that asks for a passkey */
export function passkey(form) {
  const says = form.querySelector('[data-says]')
  const field = form.querySelector('input[name="answer"]')
  const tell = (/** @type {string} */ words) => {
    if (says) says.textContent = words
  }
  let asking = false
  form.addEventListener('submit', async event => {
    event.preventDefault()
    if (asking) return
    if (!window.PublicKeyCredential) return tell('This browser cannot do that. Try another one, or another phone.')
    asking = true
    tell('')
    try {
      const asked = await question(form)
      field?.setAttribute('value', await (form.dataset.passkey === 'create' ? create(asked) : get(asked)))
      form.submit()
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      tell(
        name === 'InvalidStateError'
          ? 'This phone or key is set up already.'
          : 'That did not work. Nothing was changed. You can try again.',
      )
    } finally {
      asking = false
    }
  })
}
