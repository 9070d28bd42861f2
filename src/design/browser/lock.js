// @ts-check
// Locks the screen when nobody has touched it for as long as the server says. All tabs count as one: what is typed in one
// keeps the others open, and they lock together. In a meeting the pages of the agenda stay open until it is over.

/** The longest a slow connection may hold a record back from being left, in milliseconds; by then it is hidden. */
const patience = 3000

/** @param {readonly import('./keep.js').Keeper[]} keepers */
export function lock(keepers) {
  const { idle, meeting = '0', ends, lock: lockAt, here = '/' } = document.body.dataset
  if (!idle || !lockAt) return
  const idleFor = Number(idle) * 1000
  const openUntil = Date.now() + Number(meeting) * 1000
  // Filling in together ends by itself, in the middle of a word if need be: what is typed is kept.
  const endsAt = ends === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(ends) * 1000
  let last = Date.now()
  let told = 0
  let meetingUntil = openUntil
  let locking = false

  const due = () => Math.min(endsAt, Math.max(last + idleFor, openUntil))
  const tabs = new BroadcastChannel('lock')
  tabs.onmessage = ({ data }) => {
    last = Math.max(last, data.last)
    meetingUntil = Math.max(meetingUntil, data.meetingUntil)
    // A page that lies open since before a meeting began does not end the meeting.
    if (data.locks && Date.now() >= openUntil) leave(false)
  }
  const tell = (locks = false) => tabs.postMessage({ last, meetingUntil, locks })

  const used = () => {
    // A computer that was asleep: the first touch comes before the clock.
    if (Date.now() >= due()) return leave(true)
    last = Date.now()
    if (last - told < 1000) return
    told = last
    tell()
  }
  for (const input of ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchmove', 'scroll', 'input'])
    addEventListener(input, used, { passive: true, capture: true })

  /** @param {boolean} first whether this tab was the first to notice */
  const leave = async first => {
    if (locking) return
    locking = true
    document.body.hidden = true
    const all = first && Date.now() >= meetingUntil
    if (all) tell(true)
    await soon(Promise.all(keepers.map(keeper => keeper.save())))
    if (all) await soon(fetch(lockAt, { method: 'POST', body: token(), redirect: 'manual' }))
    location.replace(`/locked?return=${encodeURIComponent(back())}`)
  }

  /** Where to go on: this page, with the draft that was kept. */
  const back = () => {
    const page = new URL(here, location.origin)
    if (page.pathname === location.pathname) page.search = location.search
    const draft = keepers.map(keeper => keeper.draft()).find(each => each)
    if (draft) page.searchParams.set('draft', draft)
    return page.pathname + page.search
  }

  const look = () => {
    if (locking) return
    const left = due() - Date.now()
    // A moment more: another tab may have been used, and its word be on the way.
    setTimeout(left > 0 ? look : () => (Date.now() >= due() ? leave(true) : look()), left > 0 ? left : 500)
  }
  tell()
  look()
}

const token = () =>
  new URLSearchParams({ _csrf: document.querySelector('input[name="_csrf"]')?.getAttribute('value') ?? '' })

/** @param {Promise<unknown>} work */
const soon = work => Promise.race([work, new Promise(resolve => setTimeout(resolve, patience))]).catch(() => undefined)
