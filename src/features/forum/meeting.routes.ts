import { list as andList, shortDay, waiting as waitingFor } from '../../design/formats.ts'
import { dayOf } from '../../platform/working-days.ts'
import { dateParts } from '../../web/form.ts'
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
  siblingsAmong,
  waitingForForum,
} from './agenda-queries.ts'
import { holderOf, nameOf } from './child.tsx'
import { list } from './commands/agenda.ts'
import { noteAttendance } from './commands/attendance.ts'
import { freezeAll } from './commands/freeze.ts'
import { changeMeeting, closeMeeting, makeMeeting } from './commands/meeting.ts'
import { endMeetingMode, inMeetingMode, startMeetingMode } from './commands/meeting-mode.ts'
import { ForumPage } from './home/home.page.tsx'
import { EditMeetingPage } from './meeting/edit-meeting.page.tsx'
import {
  agendaForm,
  attendanceForm,
  cameAtFirst,
  cameOf,
  changedMeeting,
  changeMeetingForm,
  meetingForm,
  nothing,
} from './meeting/meeting.form.ts'
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
        runs && !inMeetingMode(tx) ? waitingForForum(tx, area.id, page, pageSize) : null,
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
        runs,
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
        today: dayOf(now),
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
        inMeetingMode: inMeetingMode({ who, now }),
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
      const [found, everybody, agenda] = await Promise.all([
        meeting(tx, area.id, key.meeting),
        waitingForForum(tx, area.id, 1, 199),
        agendaOf(tx, area.id, key.meeting),
      ])
      if (!found || found.closedAt) return null
      // Without an assessment there is only the urgent way, which begins from the list of those who wait.
      const waiting = everybody.filter(y => !y.listedAs && !y.urgent)
      const here = [...waiting, ...agenda]
      const pairs = await siblingsAmong(
        tx,
        area.id,
        here.map(y => y.id),
      )
      const siblings = (id: string) =>
        here.filter(y => pairs.some(pair => pair.includes(id) && pair.includes(y.id) && y.id !== id)).map(nameOf)
      return {
        areaKey: area.key,
        meeting: found,
        waiting,
        agenda,
        options: Object.fromEntries(
          waiting.map(y => [
            y.id,
            {
              label: nameOf(y),
              hint: `Waiting ${waitingFor(y.since, now)} (${shortDay(y.since)}). ${holderOf(y)}${
                siblings(y.id).length > 0 ? `. Brother or sister of ${andList(siblings(y.id))}` : ''
              }`,
            },
          ]),
        ),
      }
    },
    about: view => [...view.waiting, ...view.agenda].map(y => y.id),
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
        together: value.together.includes('yes'),
        siblingsApart: value.together.includes('apart'),
      })
    },
    constraints: { discussion_one_waiting: 'listed already', discussion_once_a_meeting: 'listed already' },
    next: ({ key }) => urls.meeting(key),
    refusals: {
      'listed already': { field: 'who', text: 'Somebody else has just put one of them on an agenda' },
      'needs an assessment': {
        field: 'who',
        text: 'For one of them there is no assessment yet: begin a strategy discussion',
      },
    },
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
    start: view => cameAtFirst(view.agencies),
    version: view => view.meeting.version,
    page: AttendancePage,
    act: ({ tx, area, key, value, version }) => noteAttendance(tx, area, key.meeting, cameOf(value), version),
    next: ({ key }) => urls.meeting(key),
    refusals: {},
  }),
  ...ask(urls.editMeeting, {
    may: 'run the forum',
    audit: { read: 'meeting form viewed', done: 'meeting changed' },
    shows: async ({ tx, area, key }) => {
      const [found, people, items] = await Promise.all([
        meeting(tx, area.id, key.meeting),
        peopleOfForum(tx, area.id),
        agendaOf(tx, area.id, key.meeting),
      ])
      if (!found || found.closedAt) return null
      const agenda = items.map((item, at) => ({ id: item.id, discussion: item.discussion, name: nameOf(item), at }))
      return { areaKey: area.key, meeting: found, people, agenda }
    },
    about: view => view.agenda.map(item => item.id),
    record: view => view.meeting.id,
    form: view => changeMeetingForm(view.people, view.agenda),
    start: ({ meeting: m, agenda }) => ({
      heldOn: dateParts(m.heldOn),
      startsAt: m.startsAt ?? '',
      place: m.place ?? '',
      chair: m.chairId ?? '',
      coordinator: m.coordinatorId ?? '',
      ...Object.fromEntries(agenda.map(item => [`place-${item.discussion}`, String(item.at + 1)])),
    }),
    version: view => view.meeting.version,
    page: EditMeetingPage,
    act: ({ tx, area, key, value, version }) =>
      changeMeeting(tx, area, key.meeting, { ...changedMeeting(value), version }),
    next: ({ key }) => urls.meeting(key),
    refusals: { closed: 'The meeting is closed.' },
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
    act: async ({ tx, area, key }) => {
      const closed = await closeMeeting(tx, area, key.meeting)
      if (closed.is === 'done' && inMeetingMode(tx)) await endMeetingMode(tx)
      return closed
    },
    next: ({ key }) => urls.forum({ area: key.area }),
    refusals: {
      'still open items':
        'Some young people on this agenda have no outcome yet. Record it, or take them off the agenda, then close the meeting.',
    },
  }),
  ...press(urls.meetingMode, {
    may: 'hold a meeting',
    quiet: true,
    audit: 'meeting mode started',
    form: nothing,
    back: key => urls.meeting(key),
    act: ({ tx, key }) => startMeetingMode(tx, key.meeting),
    next: ({ key }) => urls.meeting(key),
    refusals: { 'not now': 'Meeting mode is for a meeting of today that is still open, and is started once.' },
  }),
  ...show(urls.lateActions, {
    may: 'see late actions of own agency',
    audit: 'late actions viewed',
    shows: async ({ tx, area }) => ({ actions: await lateActions(tx, area.id) }),
    about: view => view.actions.map(action => action.youngPersonId),
    page: LateActionsPage,
  }),
]
