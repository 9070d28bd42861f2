import { shortDay, waiting as waitingFor } from '../../design/formats.ts'
import { ask, press, type Route, show } from '../../web/route.ts'
import { rulesOf } from '../areas/index.ts'
import { AgendaPage, AttendancePage, LateActionsPage } from './agenda/agenda.page.tsx'
import {
  agenciesAtMeeting,
  agendaOf,
  invitedDiscussions,
  lateActions,
  meeting,
  meetings,
  outsideMeetings,
  peopleOfForum,
  waitingForForum,
} from './agenda-queries.ts'
import { holderOf, nameOf } from './child.tsx'
import { closeMeeting, list, makeMeeting } from './commands/agenda.ts'
import { type Attendance, noteAttendance } from './commands/attendance.ts'
import { freezeAll } from './commands/freeze.ts'
import { startMeetingMode } from './commands/meeting-mode.ts'
import { ForumPage } from './home/home.page.tsx'
import { agendaForm, attendanceForm, meetingForm, nothing } from './meeting/meeting.form.ts'
import { MeetingPage } from './meeting/meeting.page.tsx'
import { NewMeetingPage } from './meeting/new-meeting.page.tsx'
import { urls } from './urls.ts'

const pageSize = 25
const pageOf = (text: string | undefined): number =>
  Math.min(Math.max(Number.parseInt(text ?? '1', 10) || 1, 1), 10_000)

/** The forum of an area: who waits, its meetings and their agendas. */
export const meetingRoutes: readonly Route[] = [
  ...show(urls.forum, {
    may: 'see the forum',
    audit: 'forum viewed',
    shows: async ({ tx, area, query, who, now }) => {
      const roles = who.roles.filter(r => r.area === area.id).map(r => r.role)
      const runs = roles.includes('forum-chair') || roles.includes('forum-coordinator')
      const isMember = roles.includes('forum-member')
      const page = pageOf(query.page)
      const { forum } = rulesOf(area)
      const [waiting, planned, invited] = await Promise.all([
        runs ? waitingForForum(tx, area.id, page, pageSize) : null,
        meetings(tx, area.id),
        isMember ? invitedDiscussions(tx, area.id) : null,
      ])
      if (!runs && !isMember) return null
      return {
        areaKey: area.key,
        forumName: forum.name,
        longName: forum.longName,
        howOften: forum.howOften.words,
        now,
        page,
        waiting: waiting?.slice(0, pageSize) ?? null,
        more: (waiting?.length ?? 0) > pageSize,
        meetings: planned,
        invited,
      }
    },
    about: view => [...(view.waiting ?? []), ...(view.invited ?? [])].map(y => y.id),
    page: ForumPage,
  }),
  ...ask(urls.newMeeting, {
    may: 'run the forum',
    audit: { read: 'meeting form viewed', done: 'meeting made' },
    shows: async ({ tx, area }) => ({ areaKey: area.key, people: await peopleOfForum(tx, area.id) }),
    about: () => [],
    form: view => meetingForm(view.people),
    page: NewMeetingPage,
    act: ({ tx, area, value }) => makeMeeting(tx, area, value),
    next: ({ key, value }) => urls.meeting({ area: key.area, meeting: value }),
    refusals: {},
  }),
  ...show(urls.meeting, {
    may: 'run the forum',
    audit: 'meeting viewed',
    shows: async ({ tx, area, key, who, now }) => {
      const found = await meeting(tx, area.id, key.meeting)
      if (!found) return null
      const { forum } = rulesOf(area)
      const [items, noted, agencies] = await Promise.all([
        agendaOf(tx, area.id, key.meeting),
        outsideMeetings(tx, area.id, found.previousOn ?? '0001-01-01', found.heldOn),
        agenciesAtMeeting(tx, area.id, key.meeting),
      ])
      return {
        areaKey: area.key,
        forumName: forum.name,
        meeting: found,
        items,
        noted,
        agencies,
        kindNames: {
          scheduled: forum.discussions.scheduled.name,
          urgent: forum.discussions.urgent.name,
          strategy: forum.discussions.strategy.name,
        },
        inMeetingMode: who.meetingUntil !== undefined && who.meetingUntil > now,
      }
    },
    about: view => [...view.items, ...view.noted].map(y => y.id),
    record: view => view.meeting.id,
    page: MeetingPage,
  }),
  ...ask(urls.agenda, {
    may: 'run the forum',
    audit: { read: 'agenda prepared', done: 'put on an agenda' },
    shows: async ({ tx, area, key, now }) => {
      const [found, everybody] = await Promise.all([
        meeting(tx, area.id, key.meeting),
        waitingForForum(tx, area.id, 1, 199),
      ])
      if (!found || found.closedAt) return null
      const waiting = everybody.filter(y => !y.listedAs)
      return {
        areaKey: area.key,
        meeting: found,
        waiting,
        options: Object.fromEntries(
          waiting.map(y => [
            y.id,
            { label: nameOf(y), hint: `Waiting ${waitingFor(y.since, now)} (${shortDay(y.since)}). ${holderOf(y)}` },
          ]),
        ),
      }
    },
    about: view => view.waiting.map(y => y.id),
    form: view => agendaForm(view.options),
    page: AgendaPage,
    act: async ({ tx, area, key, value }) => {
      const [found, everybody] = await Promise.all([
        meeting(tx, area.id, key.meeting),
        waitingForForum(tx, area.id, 1, 199),
      ])
      return list(tx, area, {
        youngPeople: everybody.filter(y => value.who.includes(y.id)),
        kind: 'scheduled',
        meeting: key.meeting,
        heldOn: found?.heldOn ?? '',
        together: value.together.length > 0,
      })
    },
    constraints: { discussion_one_waiting: 'listed already', discussion_once_a_meeting: 'listed already' },
    next: ({ key }) => urls.meeting(key),
    refusals: { 'listed already': { field: 'who', text: 'Somebody else has just put one of them on an agenda' } },
  }),
  ...ask(urls.attendance, {
    may: 'run the forum',
    audit: { read: 'attendance viewed', done: 'attendance noted' },
    shows: async ({ tx, area, key }) => {
      const [found, agencies] = await Promise.all([
        meeting(tx, area.id, key.meeting),
        agenciesAtMeeting(tx, area.id, key.meeting),
      ])
      return found && { areaKey: area.key, meeting: found, agencies }
    },
    about: () => [],
    form: view => attendanceForm(view.agencies),
    start: view => Object.fromEntries(view.agencies.map(a => [`a-${a.id}`, a.attendance ?? ''])),
    page: AttendancePage,
    act: ({ tx, area, key, value }) =>
      noteAttendance(
        tx,
        area,
        key.meeting,
        Object.entries(value).flatMap(([name, answer]) =>
          typeof answer === 'string' ? [{ agency: name.slice(2), attendance: answer as Attendance }] : [],
        ),
      ),
    next: ({ key }) => urls.meeting(key),
    refusals: {},
  }),
  ...press(urls.freezeAll, {
    may: 'run the forum',
    audit: 'papers frozen',
    form: nothing,
    back: key => urls.meeting(key),
    act: ({ tx, area, key }) => freezeAll(tx, area, key.meeting),
    next: ({ key }) => urls.meeting(key),
    refusals: { 'nothing to freeze': 'All papers of this meeting are frozen already.' },
  }),
  ...press(urls.close, {
    may: 'run the forum',
    audit: 'meeting closed',
    form: nothing,
    back: key => urls.meeting(key),
    act: ({ tx, area, key }) => closeMeeting(tx, area, key.meeting),
    next: ({ key }) => urls.forum({ area: key.area }),
    refusals: {
      'still open items':
        'Some young people on this agenda have no outcome yet. Record it, or take them off the agenda, then close the meeting.',
    },
  }),
  ...press(urls.meetingMode, {
    may: 'hold a meeting',
    audit: 'meeting mode started',
    form: nothing,
    back: key => urls.meeting(key),
    act: ({ tx, key }) => startMeetingMode(tx, key.meeting),
    next: ({ key }) => urls.meeting(key),
    refusals: {},
  }),
  ...show(urls.lateActions, {
    may: 'see late actions of own agency',
    audit: 'late actions viewed',
    shows: async ({ tx, area }) => ({ areaKey: area.key, actions: await lateActions(tx, area.id) }),
    about: () => [],
    page: LateActionsPage,
  }),
]
