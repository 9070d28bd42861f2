import { ask, type Route } from '../../web/route.ts'
import { differentViewForm } from './after/after.form.ts'
import { AttendedPage, DifferentViewPage } from './after/said.page.tsx'
import { noteWhoCame } from './commands/attendance.ts'
import { seeDifferently } from './commands/different-view.ts'
import { aboutChild, keyOf, speaksFor } from './discussion.routes.ts'
import { discussion } from './discussion-queries.ts'
import { attendanceForm, cameAtFirst, cameOf } from './meeting/meeting.form.ts'
import { urls } from './urls.ts'

/** What is written down beside the outcome of one discussion: who came, and who sees it differently. */
export const saidRoutes: readonly Route[] = [
  ...ask(urls.differentView, {
    may: 'contribute to a discussion',
    audit: { read: 'different view prepared', done: 'different view given' },
    draft: 'different view',
    shows: async ({ tx, area, key, who, acts, now }) => {
      const [about, found] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, keyOf(area, key)),
      ])
      if (!about || !found) return null
      const agencies = speaksFor(who.roles, area, found.invited)
      const back = acts.has('read S4') ? urls.discussion(key) : urls.papers(key)
      return { about, discussion: found, agencies, back }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.discussion.id,
    form: view => differentViewForm(view.agencies),
    start: view => {
      const [only, ...more] = Object.keys(view.agencies)
      return only && more.length === 0 ? { agency: only } : {}
    },
    page: DifferentViewPage,
    act: ({ tx, area, key, value }) => seeDifferently(tx, keyOf(area, key), value),
    next: ({ key }) => urls.minutes(key),
    refusals: {
      'minutes confirmed': 'The chair has confirmed the minutes, so nothing more can be added to this discussion.',
      'taken off': 'This discussion was taken off the agenda.',
      'not invited': { field: 'agency', text: 'This agency is not invited any more' },
    },
    constraints: { different_view_while_open: 'minutes confirmed' },
  }),
  ...ask(urls.attended, {
    may: 'run the forum',
    audit: { read: 'attendance viewed', done: 'attendance noted' },
    shows: async ({ tx, area, key, now }) => {
      const [about, found] = await Promise.all([
        aboutChild(tx, area, key.youngPerson, now),
        discussion(tx, keyOf(area, key)),
      ])
      if (!about || !found || found.takenOffAt || found.minutesConfirmedAt) return null
      const agencies = found.invited.map(i => ({ id: i.agencyId, name: i.name, attendance: i.attendance }))
      return { about, discussion: found, agencies }
    },
    about: view => [view.about.youngPerson.id],
    record: view => view.discussion.id,
    form: view => attendanceForm(view.agencies),
    start: view => cameAtFirst(view.agencies),
    version: view => view.discussion.version,
    page: AttendedPage,
    act: ({ tx, area, key, value, version }) => noteWhoCame(tx, keyOf(area, key), cameOf(value), version),
    next: ({ key }) => urls.discussion(key),
    refusals: {},
  }),
]
