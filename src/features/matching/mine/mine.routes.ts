import { shortDay } from '../../../design/formats.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { withQuery } from '../../../web/path.ts'
import { type Route, show } from '../../../web/route.ts'
import { type Area, rulesOf } from '../../areas/index.ts'
import { checkInSays, meAsWorker, visitNow, whereTheyStand, urls as workforce } from '../../workforce/index.ts'
import { myBriefs } from '../brief/brief.queries.ts'
import { whenInWords } from '../meeting/meeting.page.tsx'
import { myAskedMeetings, myMeetings } from '../meeting/meeting.queries.ts'
import { nextOf, toWriteUp } from '../meeting/meeting.ts'
import { myYoungPeople } from '../queries.ts'
import { whoManages } from '../ring/ring.page.tsx'
import { urls } from '../urls.ts'
import { type MineView, MyYoungPeoplePage } from './mine.page.tsx'
import type { Owed } from './owed.ts'
import { togetherRoutes } from './together.routes.ts'

const standsIn = {
  missing: 'is not done yet',
  'ran out': 'has run out',
  'runs out soon': 'runs out soon',
} as const

/** What somebody owes of their supervision and training. */
function owedToTheService(rules: Area, works: Awaited<ReturnType<typeof meAsWorker>>, today: string): readonly Owed[] {
  const href = workforce.myWork({ area: rules.key })
  return works.flatMap(work => {
    const stands = whereTheyStand(rules, work, today)
    if (!stands) return []
    const due = { says: `Your supervision was due on ${shortDay(stands.supervisionDueOn)}: ask for a time`, href }
    const lacks = stands.requirements.flatMap(({ requirement, standing }) =>
      standing === 'holds' ? [] : [{ says: `${requirement.name} ${standsIn[standing]}`, href }],
    )
    return [...(stands.supervisionLate ? [due] : []), ...lacks]
  })
}

export const mineRoutes: readonly Route[] = [
  ...show(urls.mine, {
    may: 'see own work',
    audit: 'own young people viewed',
    shows: async ({ tx, area, now, who }): Promise<MineView> => {
      const [all, briefs, meetings, asked, works] = await Promise.all([
        myYoungPeople(tx, area.id),
        myBriefs(tx),
        myMeetings(tx),
        myAskedMeetings(tx),
        meAsWorker(tx, area.id),
      ])
      const visits = await Promise.all(works.map(({ id }) => visitNow(tx, area.id, id)))
      const back = visits.flatMap(visit =>
        visit ? [{ says: checkInSays(visit, now), href: workforce.myWork({ area: area.key }) }] : [],
      )
      const oneOf = (match: string) => all.find(one => one.id === match)
      const unread = briefs.flatMap(({ matchId, readAt }) => {
        const one = readAt ? undefined : oneOf(matchId)
        if (!one) return []
        const first = one.startedOn === null ? ` on ${shortDay(one.plannedOn)}` : ''
        const href = urls.readBrief({ area: area.key, mine: matchId })
        return [{ says: `Read this before you meet ${one.goesBy}${first}`, href }]
      })
      const unwritten = toWriteUp(meetings, now).flatMap(({ id, matchId, startsAt }) => {
        const name = oneOf(matchId)?.goesBy
        const href = withQuery(urls.tried({ area: area.key, mine: matchId }), { meeting: id })
        return name ? [{ says: `Write down how it went with ${name} on ${shortDay(startsAt)}`, href }] : []
      })
      const notPlanned = asked.flatMap(one => {
        const mine = oneOf(one.matchId)
        const href = urls.planMine({ area: area.key, mine: one.matchId })
        return mine ? [{ says: `Ask ${whoManages(mine)} to plan it: ${mine.goesBy}, ${whenInWords(one)}`, href }] : []
      })
      return {
        areaKey: area.key,
        // While a young person looks on, nothing but what is theirs opens.
        alone:
          who.together || back.length > 0
            ? []
            : works.map(({ id }) => workforce.alone({ area: area.key, worker: id })).slice(0, 1),
        together: who.wayIn === 'passkey' && (who.together ? 'now' : 'not now'),
        owed: who.together
          ? []
          : [...back, ...notPlanned, ...unread, ...unwritten, ...owedToTheService(rulesOf(area), works, dayOf(now))],
        youngPeople: all.map(one => ({
          one,
          brief: briefs.find(brief => brief.matchId === one.id),
          next: nextOf(meetings, one.id, now),
        })),
      }
    },
    about: view => view.youngPeople.map(({ one }) => one.youngPersonId),
    page: MyYoungPeoplePage,
  }),
  ...togetherRoutes,
]
