import type { ReadTx } from '../../../db/scope.ts'
import { timeInWords } from '../../../design/formats.ts'
import { idOf } from '../../../platform/id.ts'
import { notFound } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type AreaRef, ask, type Route, show } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { type MyMeeting, myMeetings, ofMine, timeOf } from '../../matching/index.ts'
import { aboutThem } from '../../people/index.ts'
import { attemptConstraints, writeAttempt } from '../commands.ts'
import {
  effortOf,
  introductionOf,
  myWorkerIn,
  reviewsOf,
  runningMatches,
  tipsOf,
  triedByMe,
  triedFor,
} from '../queries.ts'
import { urls } from '../urls.ts'
import { attemptForm } from './tried.form.ts'
import { MyTriedPage, TriedPage, WriteAttemptPage } from './tried.page.tsx'

const placesOf = (area: AreaRef): Readonly<Record<string, string>> =>
  Object.fromEntries(rulesOf(area).places.map(({ key, name }) => [key, name]))
const newestTips = async (tx: ReadTx, areaId: string) => (await tipsOf(tx, areaId, 1))[0]?.says ?? null

/** What is known of a try before anybody types: the meeting it was, or that it was today. */
const whatWasHeld = ({ held, today }: { held: MyMeeting | undefined; today: string }) =>
  held ? { onDay: dayOf(held.startsAt), atTime: timeInWords(held.startsAt), kind: 'met' as const } : { onDay: today }

const refusals = {
  'a day that was': { field: 'onDay', text: 'Give a day that is today or in the past' },
  'next comes after': { field: 'nextOn', text: 'Give a day that comes after' },
  'not of this match': 'This meeting is not there any more: write down what you tried without it.',
} as const

export const triedRoutes: readonly Route[] = [
  ...show(urls.tried, {
    may: 'read S3',
    audit: 'what was tried viewed',
    shows: async asked => {
      const { tx, area, key, acts } = asked
      const [about, attempts, reviews, introduction, [match]] = await Promise.all([
        aboutThem(asked),
        triedFor(tx, area.id, key.youngPerson),
        reviewsOf(tx, area.id, key.youngPerson),
        introductionOf(tx, area.id, key.youngPerson),
        runningMatches(tx, area.id, key.youngPerson),
      ])
      if (!about) return null
      return {
        ...about,
        attempts,
        reviews,
        introduction,
        places: placesOf(area),
        effort: await effortOf(tx, key.youngPerson, match?.id ?? null),
        asks: rulesOf(area).engagement.beforeItEnds,
        mayWrite: acts.has('write what was tried'),
        mayReview: acts.has('review what was tried'),
        mayAgree: acts.has('agree to a review'),
      }
    },
    about: view => [view.youngPerson.id],
    page: TriedPage,
  }),

  ...ask(urls.writeAttempt, {
    may: 'write what was tried',
    audit: { read: 'what was tried viewed', done: 'attempt written' },
    draft: 'what was tried',
    shows: async asked => {
      const [about, tips] = await Promise.all([aboutThem(asked), newestTips(asked.tx, asked.area.id)])
      return about && { ...about, tips, places: placesOf(asked.area) }
    },
    form: view => attemptForm({ ...view, others: true }),
    start: view => attemptForm({ ...view, others: true }).typed({ onDay: view.today }),
    about: view => [view.youngPerson.id],
    page: (view, filled) => WriteAttemptPage({ view, filled }),
    act: async ({ tx, area, key, value }) => {
      const [match] = await runningMatches(tx, area.id, key.youngPerson)
      return writeAttempt(
        tx,
        { areaId: area.id, youngPerson: key.youngPerson, match: match?.id ?? null, worker: null },
        { ...value, atTime: value.atTime && timeOf(value.atTime) },
      )
    },
    next: ({ key }) => urls.tried(key),
    refusals,
    constraints: attemptConstraints,
  }),

  ...ask(urls.mine, {
    may: 'see own work',
    audit: { read: 'own attempts viewed', done: 'attempt written' },
    draft: 'how it went',
    shows: async asked => {
      const { tx, area, key, query } = asked
      const [found, attempts, tips, meetings] = await Promise.all([
        ofMine(asked),
        triedByMe(tx, area.id, key.mine),
        newestTips(tx, area.id),
        myMeetings(tx),
      ])
      const meeting = idOf(query.meeting)
      // The young person looks on: what was written before is not for their eyes at this moment.
      return (
        found && {
          ...found,
          attempts: asked.who.together ? [] : attempts,
          tips,
          meeting,
          held: meetings.find(one => one.id === meeting && one.matchId === key.mine),
          places: placesOf(area),
          today: dayOf(asked.now),
        }
      )
    },
    form: view => attemptForm({ ...view, others: false }),
    start: view => attemptForm({ ...view, others: false }).typed(whatWasHeld(view)),
    about: view => [view.one.youngPersonId],
    record: view => view.one.id,
    page: (view, filled) => MyTriedPage({ view, filled }),
    act: async asked => {
      const { tx, area, key, value, query } = asked
      const [found, worker] = await Promise.all([ofMine(asked), myWorkerIn(tx, area.id, key.mine)])
      if (!found || !worker) return notFound()
      return writeAttempt(
        tx,
        {
          areaId: area.id,
          youngPerson: found.one.youngPersonId,
          match: key.mine,
          worker,
          meeting: idOf(query.meeting),
        },
        { ...value, atTime: value.atTime && timeOf(value.atTime) },
      )
    },
    next: ({ key }) => urls.myPeople({ area: key.area }),
    refusals,
    constraints: attemptConstraints,
  }),
]
