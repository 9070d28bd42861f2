import { notFound } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { ofMatch, ofMine, ofRunningMatch } from '../of-match.routes.ts'
import { urls } from '../urls.ts'
import { answerPlan, callOffMeeting, meetingConstraints, planMeeting } from './meeting.commands.ts'
import { meetingForm } from './meeting.form.ts'
import { MeetingsPage, OpenMeetingPage, PlanMeetingPage, PlanMinePage } from './meeting.page.tsx'
import { meetingsOf, myMeetings, openMeeting } from './meeting.queries.ts'
import { timeOf } from './meeting.ts'

export const meetingRefusals = {
  'not now':
    'No meeting can be planned now: this match was stopped or paused, waits for approval, or the adult has left.',
  'not decided': 'No new meetings until it is decided whether this service can go on safely.',
  'introduced first': { field: 'onDay', text: 'Give a day on which they are introduced, or a later one' },
  'not ahead': { field: 'from', text: 'Give a time to come, within a year' },
  'there already': { field: 'from', text: 'This is planned already' },
  'another place': {
    field: 'venue',
    text: 'This place does not work at that time: choose another place, or another time',
  },
  'with another': {
    field: 'from',
    text: 'The adult meets somebody else then: choose another time, or plan a group activity',
  },
  'too long': { field: 'to', text: 'Give a time at most twelve hours later' },
} as const

/** What was typed is well, or this would not be asked. */
export const times = (said: { readonly from: string; readonly to: string }) => ({
  from: timeOf(said.from) ?? said.from,
  to: timeOf(said.to) ?? said.to,
})

export const meetingRoutes: readonly Route[] = [
  ...show(urls.meetings, {
    may: 'read S3',
    audit: 'meetings viewed',
    shows: async asked => {
      const [found, meetings] = await Promise.all([
        ofMatch(asked),
        meetingsOf(asked.tx, asked.area.id, asked.key.match),
      ])
      if (!found) return null
      const { mayChange, endedOn } = found.match
      return {
        ...found,
        meetings,
        mayPlan: asked.acts.has('match a worker') && mayChange && endedOn === null,
        now: asked.now,
      }
    },
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: MeetingsPage,
  }),

  ...ask(urls.planMeeting, {
    may: 'match a worker',
    // That a place does not work says something of who is there: whoever tries many is seen to.
    audit: { read: 'meetings viewed', done: 'meeting planned', refused: { 'another place': 'meeting not planned' } },
    shows: ofRunningMatch,
    form: view => meetingForm(view.today),
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: (view, filled) => PlanMeetingPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      planMeeting(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson, match: key.match },
        { ...value, ...times(value) },
        'meeting planned',
      ),
    next: ({ key }) => urls.meetings(key),
    refusals: meetingRefusals,
    constraints: meetingConstraints,
  }),
  ...press(urls.callOffMeeting, {
    may: 'match a worker',
    audit: 'meeting called off',
    form: form({}),
    act: ({ tx, key }) => callOffMeeting(tx, key.planned),
    next: ({ key }) => urls.meetings(key),
    back: key => urls.meetings(key),
    refusals: {},
  }),

  ...ask(urls.planMine, {
    may: 'see own work',
    audit: { read: 'own meeting viewed', done: 'meeting asked for' },
    shows: async asked => {
      const [found, meetings] = await Promise.all([ofMine(asked), myMeetings(asked.tx)])
      const coming = meetings.filter(one => one.matchId === asked.key.mine && one.startsAt > asked.now)
      return found && { ...found, coming }
    },
    form: view => meetingForm(dayOf(view.now)),
    about: view => [view.one.youngPersonId],
    record: view => view.one.id,
    page: (view, filled) => PlanMinePage({ view, filled }),
    act: async asked => {
      const { tx, area, key, value } = asked
      const found = await ofMine(asked)
      if (!found) return notFound()
      return planMeeting(
        tx,
        { areaId: area.id, youngPerson: found.one.youngPersonId, match: key.mine },
        { ...value, ...times(value) },
        'meeting asked for',
      )
    },
    // A no says where somebody else will be: nobody has it and takes back that they asked.
    afterwards: ({ tx, done }) => answerPlan(tx, done),
    next: ({ key }) => urls.mine({ area: key.area }),
    refusals: {
      ...meetingRefusals,
      'with another': { field: 'from', text: 'You meet somebody else then: choose another time' },
    },
    constraints: meetingConstraints,
  }),
  ...show(urls.openMeeting, {
    may: 'see own work',
    audit: 'surname and place opened',
    shows: async ({ tx, area, key }) => {
      const meeting = await openMeeting(tx, key.agreed)
      return meeting?.matchId === key.mine ? { areaKey: area.key, meeting, id: key.agreed } : null
    },
    about: view => [view.meeting.youngPersonId],
    record: view => view.id,
    page: OpenMeetingPage,
  }),
  ...press(urls.callOffMine, {
    may: 'see own work',
    audit: 'meeting called off',
    form: form({}),
    act: ({ tx, key }) => callOffMeeting(tx, key.agreed),
    next: ({ key }) => urls.mine({ area: key.area }),
    back: key => urls.mine({ area: key.area }),
    refusals: {},
  }),
]
