import { dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import { pageOf, pageSize } from '../../../web/paging.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { meetingConstraints } from '../meeting/meeting.commands.ts'
import { meetingRefusals, times } from '../meeting/meeting.routes.ts'
import { myServices } from '../queries.ts'
import { urls } from '../urls.ts'
import { callOffGroup, planGroup } from './group.commands.ts'
import { groupForm } from './group.form.ts'
import { GroupPage, GroupsPage } from './group.page.tsx'
import { groupOf, groupsOf, whoCanCome } from './group.queries.ts'

const may = 'match a worker'

/** Several young people in one place, each with the adult at their side (R69). */
export const groupRoutes: readonly Route[] = [
  ...ask(urls.groups, {
    may,
    audit: {
      read: 'meetings viewed',
      done: 'group activity planned',
      refused: { 'another place': 'group activity not planned' },
    },
    shows: async ({ tx, area, now, query }) => {
      const page = pageOf(query)
      const [services, groups, who] = await Promise.all([
        myServices(tx, area.id),
        groupsOf(tx, area.id, { from: (page - 1) * pageSize, most: pageSize + 1 }),
        whoCanCome(tx, area.id),
      ])
      // Whoever manages a service of another area has none here.
      if (services.length === 0) return null
      return {
        areaKey: area.key,
        today: dayOf(now),
        groups: groups.slice(0, pageSize),
        page,
        more: groups.length > pageSize,
        who,
      }
    },
    form: view =>
      groupForm(view.today, Object.fromEntries(view.who.map(one => [one.match, `${one.name}, with ${one.worker}`]))),
    about: view => view.who.map(one => one.youngPerson),
    page: (view, filled) => GroupsPage({ view, filled }),
    act: ({ tx, area, value }) => planGroup(tx, area.id, { ...value, ...times(value) }),
    next: ({ key, value }) => urls.group({ area: key.area, group: value }),
    refusals: {
      ...meetingRefusals,
      'not now': 'One of those you chose cannot be met now: their match was stopped or paused.',
      'not decided': 'For one of those you chose it is not decided yet whether this service can go on safely.',
      'there already': { field: 'from', text: 'One of those you chose meets their adult then already' },
      'with another': {
        field: 'from',
        text: 'The adult of one of those you chose meets somebody else then: choose another time',
      },
      'another place': {
        field: 'who',
        text: 'They cannot all be there: somebody must be kept apart from another. Choose another place or time, or fewer people',
      },
    },
    constraints: meetingConstraints,
  }),
  ...show(urls.group, {
    may,
    audit: 'meetings viewed',
    shows: async ({ tx, area, key, now }) => {
      const group = await groupOf(tx, area.id, key.group)
      return group && { areaKey: area.key, group, now }
    },
    about: view => view.group.all.map(one => one.youngPerson),
    page: GroupPage,
  }),
  ...press(urls.callOffGroup, {
    may,
    audit: 'group activity called off',
    form: form({}),
    act: ({ tx, area, key }) => callOffGroup(tx, area.id, key.group),
    next: ({ key }) => urls.group(key),
    back: key => urls.group(key),
    refusals: {},
  }),
]
