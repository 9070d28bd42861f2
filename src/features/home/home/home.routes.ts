import type { Who } from '../../../db/who.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type Route, show } from '../../../web/route.ts'
import { urls as access } from '../../access/index.ts'
import { areas } from '../../areas/index.ts'
import { urls as consent } from '../../consent/index.ts'
import { urls as governance } from '../../governance/index.ts'
import { urls as matching } from '../../matching/index.ts'
import { urls as people } from '../../people/index.ts'
import { checkInSays, myVisits, urls as workforce } from '../../workforce/index.ts'
import { newsAndUnsent, tasksOfMine, tasksOfMyTeams } from '../asked.queries.ts'
import { named } from '../asked.tsx'
import { urls } from '../urls.ts'
import { HomePage, type HomeView } from './home.page.tsx'
import { lateActions, myMeetings, myYoungPeople, queues } from './home.queries.ts'

/** How many of each stand on the page; the rest has a page of its own. */
const most = { tasks: 8, unsent: 5, youngPeople: 25, team: 8, meetings: 5, news: 6 }

/** Roles whose part of the work comes with later parts of the system. */
const comesLater: ReadonlySet<string> = new Set(['evaluator', 'operational-group', 'steering-group'])

/** Roles of whoever is at a young person’s side: what is next, and what they owe, stands on a page of its own. */
const besideThem: ReadonlySet<string> = new Set(['relief-worker', 'volunteer-mentor', 'family-network-coordinator'])

const has = (who: Who, ...roles: string[]): boolean => who.roles.some(r => roles.includes(r.role))

export const homeRoutes: readonly Route[] = show(urls.home, {
  may: 'signed in',
  audit: 'home viewed',
  shows: async ({ tx, who, now }): Promise<HomeView> => {
    const today = dayOf(now)
    // Nobody has every part of work; at most six of these run.
    const agencies = who.roles.filter(r => r.role === 'agency-manager').map(r => r.area)
    const [tasks, { news, unsent }, youngPeople, team, waitingNominations, meetings, late, visits] = await Promise.all([
      tasksOfMine(tx, most.tasks + 1),
      newsAndUnsent(tx, most),
      has(who, 'case-holder') ? myYoungPeople(tx, today, most.youngPeople) : undefined,
      has(who, 'team-manager') ? tasksOfMyTeams(tx, most.team + 1) : undefined,
      who.acts.has('list nominated young people') ? queues(tx) : undefined,
      who.acts.has('see the forum') ? myMeetings(tx, today, most.meetings) : undefined,
      agencies.length > 0 ? lateActions(tx, [...new Set(agencies)]) : undefined,
      has(who, ...besideThem) ? myVisits(tx) : [],
    ])
    return {
      today,
      now,
      alone: visits.flatMap(visit => {
        const area = areas().byId.get(visit.areaId)
        return area ? [{ says: checkInSays(visit, now), href: workforce.myWork({ area: area.key }) }] : []
      }),
      tasks: tasks.slice(0, most.tasks),
      moreTasks: tasks.length > most.tasks,
      unsent,
      youngPeople,
      team: team?.slice(0, most.team),
      moreOfTeam: (team?.length ?? 0) > most.team,
      queues: waitingNominations,
      meetings,
      late,
      news,
      beginnings: beginnings(who),
      outside: who.roles.length === 0,
      comesLater: who.roles.length > 0 && who.roles.every(r => comesLater.has(r.role)),
      mine: areas()
        .all.filter(a => who.roles.some(r => r.area === a.id && besideThem.has(r.role)))
        .map(({ key, name }) => ({ href: matching.mine({ area: key }), name })),
    }
  },
  about: view => [
    ...named(view.tasks),
    ...named(view.unsent),
    ...named(view.team ?? []),
    ...named(view.news),
    ...(view.youngPeople ?? []).map(y => y.id),
    // A discussion outside a meeting leads to one young person.
    ...(view.meetings ?? []).map(m => m.youngPersonId),
  ],
  page: HomePage,
})

/** Where somebody may begin, by what their roles could open. */
function beginnings(who: Who): HomeView['beginnings'] {
  const mine = areas().all.filter(a => who.roles.some(r => r.area === a.id))
  return mine.flatMap(area => [
    ...(who.acts.has('record a young person')
      ? [{ href: people.find({ area: area.key }), text: `find or record a young person in ${area.name}` }]
      : []),
    // Whoever oversees an agency's cases opens them one at a time: a list of young people would be empty.
    ...(who.acts.has('list cases of my agency')
      ? [
          {
            href: people.agencyCases({ area: area.key }),
            text: `look through the cases of your agency in ${area.name}`,
          },
        ]
      : []),
    ...(who.roles.some(r => r.area === area.id && r.role === 'partner-professional')
      ? [
          {
            href: consent.sharedWithUs({ area: area.key }),
            text: `read what is shared with your agency in ${area.name}`,
          },
        ]
      : []),
    ...(who.acts.has('manage workers')
      ? [{ href: workforce.workers({ area: area.key }), text: `look at the workers of your service in ${area.name}` }]
      : []),
    ...(who.acts.has('read S1') &&
    !who.acts.has('list cases of my agency') &&
    !who.roles.every(r => besideThem.has(r.role) || r.role === 'partner-professional')
      ? [{ href: people.list({ area: area.key }), text: `look through the young people you can see in ${area.name}` }]
      : []),
    ...(who.acts.has('manage accounts')
      ? [{ href: access.accounts({ area: area.key }), text: `see to the accounts of ${area.name}` }]
      : []),
    ...(who.acts.has('read the audit')
      ? [{ href: governance.movedEntries({ area: area.key }), text: `look at entries that were moved in ${area.name}` }]
      : []),
  ])
}
