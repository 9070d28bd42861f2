// @ts-check
// Keeps what is typed on the server: while it is typed where the page says so, and in any form when the screen locks. One
// draft a tab. Without it the form still works, and a post that meets a time-out is kept all the same. Nothing is stored
// on the device.

const every = 4000

/**
 * @typedef {object} Keeper
 * @property {() => Promise<void>} save keeps what changed since it was last kept; what was sent is not kept as unsent
 * @property {() => string | undefined} draft the draft that holds it, if anything was kept
 */

/**
 * @param {HTMLFormElement} form
 * @returns {Keeper}
 */
export function keep(form) {
  const says = form.querySelector('[data-saved]')
  /** @type {number | undefined} */
  let savedAt
  let last = text(form)
  let sent = false
  /** @type {Promise<void> | undefined} */
  let underWay

  const send = async () => {
    const now = text(form)
    // Going from field to field is not typing.
    if (sent || now === last) return tell()
    const sending = text(form, form.dataset.at)
    try {
      const answer = await fetch('/drafts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: sending,
        credentials: 'same-origin',
        keepalive: sending.length < 60_000,
      })
      if (answer.ok) {
        last = now
        savedAt = Date.now()
        tell()
      } else if (says) {
        says.textContent =
          answer.status === 401
            ? 'The screen has locked. Sign in again to go on; what you typed up to then is kept.'
            : 'Not saved just now. We will try again.'
      }
    } catch {
      if (says) says.textContent = 'Not saved just now: no connection. We will try again.'
    }
  }
  const save = () => {
    underWay ??= send().finally(() => {
      underWay = undefined
    })
    return underWay
  }

  const tell = () => {
    if (!says || savedAt === undefined) return
    const seconds = Math.round((Date.now() - savedAt) / 1000)
    const words =
      seconds < 10
        ? 'Saved'
        : seconds < 60
          ? `Saved ${Math.floor(seconds / 10) * 10} seconds ago`
          : `Saved ${Math.floor(seconds / 60)} min ago`
    // A screen reader is told when it changes, not every time.
    if (says.textContent !== words) says.textContent = words
  }

  form.addEventListener('focusin', event => {
    if (event.target instanceof HTMLElement && event.target.id) form.dataset.at = event.target.id
  })
  form.addEventListener('submit', () => {
    sent = true
    // A post that meets a locked screen comes back to the field too.
    if (form.dataset.at) hidden(form, '_at', form.dataset.at)
  })
  // Whoever types after sending is still here: the page stayed.
  form.addEventListener('input', () => {
    sent = false
  })
  if (form.dataset.autosave !== undefined) {
    setInterval(save, every)
    addEventListener('pagehide', save)
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save())
  }
  return {
    // Once more where one was under way: it may hold less.
    save: () => save().then(save),
    draft: () => (savedAt === undefined ? undefined : carried(form, '_instance')),
  }
}

/** The draft as it is sent. @param {HTMLFormElement} form @param {string} [at] the field they were in, to go back to */
function text(form, at) {
  /** @type {Record<string, string | string[]>} */
  const body = {}
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith('_') || typeof value !== 'string') continue
    const before = body[name]
    body[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  if (at) body._at = at
  const version = carried(form, '_version')
  if (version) body._version = version
  return JSON.stringify({
    csrf: carried(form, '_csrf'),
    form: form.dataset.draft,
    subject: form.dataset.subject,
    instance: carried(form, '_instance'),
    token: carried(form, '_form'),
    ...(form.dataset.youngPerson ? { youngPerson: form.dataset.youngPerson } : {}),
    body,
  })
}

/** @param {HTMLFormElement} form @param {string} name */
function carried(form, name) {
  return form.querySelector(`input[name="${name}"]`)?.getAttribute('value') ?? ''
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
function hidden(form, name, value) {
  const field = form.querySelector(`input[name="${name}"]`) ?? document.createElement('input')
  for (const [key, is] of Object.entries({ type: 'hidden', name, value })) field.setAttribute(key, is)
  form.append(field)
}
