// @ts-check
// Keeps what is typed on the server while it is typed, one draft a tab. Without it the form still works, and a post
// that meets a time-out is kept all the same. Nothing is stored on the device.

const every = 4000

/** @param {HTMLFormElement} form */
export function autosave(form) {
  const says = form.querySelector('[data-saved]')
  /** @type {number | undefined} */
  let savedAt
  let last = text(form)
  let busy = false

  const save = async () => {
    const now = text(form)
    if (busy || now === last) return tell()
    busy = true
    try {
      const answer = await fetch('/drafts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: now,
        credentials: 'same-origin',
        keepalive: now.length < 60_000,
      })
      if (answer.ok) {
        last = now
        savedAt = Date.now()
      } else if (says) {
        says.textContent =
          answer.status === 401
            ? 'The screen has locked. Sign in again to go on; what you typed up to then is kept.'
            : 'Not saved just now. We will try again.'
        return
      }
    } catch {
      if (says) says.textContent = 'Not saved just now: no connection. We will try again.'
      return
    } finally {
      busy = false
    }
    tell()
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

  const timer = setInterval(save, every)
  form.addEventListener('focusin', event => {
    if (event.target instanceof HTMLElement && event.target.id) form.dataset.at = event.target.id
  })
  form.addEventListener('submit', () => clearInterval(timer))
  addEventListener('pagehide', save)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && save())
}

/** The draft as it is sent. @param {HTMLFormElement} form */
function text(form) {
  /** @type {Record<string, string | string[]>} */
  const body = {}
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith('_') || typeof value !== 'string') continue
    const before = body[name]
    body[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  if (form.dataset.at) body._at = form.dataset.at
  const version = form.querySelector('input[name="_version"]')?.getAttribute('value')
  if (version) body._version = version
  const hidden = /** @param {string} name */ name =>
    form.querySelector(`input[name="${name}"]`)?.getAttribute('value') ?? ''
  return JSON.stringify({
    csrf: hidden('_csrf'),
    form: form.dataset.draft,
    subject: form.dataset.subject,
    instance: hidden('_instance'),
    ...(form.dataset.youngPerson ? { youngPerson: form.dataset.youngPerson } : {}),
    body,
  })
}
