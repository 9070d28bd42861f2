import { type Kysely, sql } from 'kysely'
import type { Tables } from '../../src/db/database.ts'
import { shareByLaw } from '../../src/features/consent/by-law/by-law.commands.ts'
import { addIndividual, nameAgency, recordAnswer } from '../../src/features/consent/commands.ts'
import type { Category } from '../../src/features/consent/sharing.ts'
import { writeTips } from '../../src/features/engagement/commands.ts'
import { lookAtFact } from '../../src/features/forum/commands/after.ts'
import { keepApart } from '../../src/features/matching/commands.ts'
import { planGroup } from '../../src/features/matching/group/group.commands.ts'
import { whoCanCome } from '../../src/features/matching/group/group.queries.ts'
import { keepWorkerApart } from '../../src/features/matching/keep-apart/worker-apart.commands.ts'
import { endMatch } from '../../src/features/matching/match/match.commands.ts'
import { addStrand } from '../../src/features/nominations/commands/allocate.ts'
import { goAlone, workerLeaves } from '../../src/features/workforce/commands.ts'
import { acting } from './acting.ts'
import type { Since } from './plots.ts'
import { type Child, the, type World } from './world.ts'

// What happened today, in both areas: each of it done by somebody through our own command, with their rights.

interface Day {
  readonly world: World
  readonly connection: Kysely<Tables>
  readonly area: string
  readonly areaId: string
  /** Whoever has this story in this area. */
  readonly of: (since: Since) => Child
  /** Somebody else whose case is held by the same person. */
  readonly other: (child: Child) => Child
}

export async function actSince(world: World, children: readonly Child[], connection: Kysely<Tables>): Promise<void> {
  for (const area of ['north-yorkshire', 'york']) {
    const of = (since: Since): Child => {
      const child = children.find(one => one.area === area && one.traits.since === since)
      if (!child) throw new Error(`nobody of ${area} has this story: ${since}`)
      return child
    }
    const other = (child: Child): Child => {
      const found = children.find(
        one => one.id !== child.id && one.area === area && one.desk === child.desk && one.days.assessed?.completedOn,
      )
      if (!found) throw new Error('they hold one case')
      return found
    }
    const day: Day = { world, connection, area, areaId: world.places.areaId(area), of, other }
    for (const act of [
      tips,
      bothStrands,
      aFactCame,
      goodbye,
      leaves,
      sharing,
      notApproached,
      apart,
      workersApart,
      alone,
      inAGroup,
    ])
      await act(day)
  }
  await apartAcrossAreas(world, children, connection)
  // What the job program does within the hour, so that whoever signs in first finds it done.
  for (const clock of [
    'lone_visits_overdue',
    'keep_aparts_due',
    'matches_to_look_at',
    'who_waits_is_looked_at',
    'workers_due',
  ])
    await sql`select ${sql.raw(`app.${clock}()`)}`.execute(connection)
}

const key = (child: Child) => ({ areaId: child.areaId, youngPerson: child.id })

/** R145: what helps in this area, of nobody by name. */
async function tips({ world, connection, area, areaId }: Day): Promise<void> {
  const says = 'Turn up when you said.\nAsk what they like before you ask what is wrong.\nSay when you come again.'
  await acting(connection, { id: the(world, area, 'coordinator').id }, tx => writeTips(tx, areaId, 0, says))
}

/** R34: somebody who has met a mentor or relief worker gets a Family Network Coordinator too. */
async function bothStrands({ world, connection, area, of }: Day): Promise<void> {
  const child = of('met')
  const { rows } = await sql<{
    id: string
  }>`select id from app.nomination where young_person_id = ${child.id} and decided_as = 'accepted'`.execute(connection)
  const nomination = rows[0]?.id ?? ''
  await acting(connection, { id: the(world, area, 'coordinator').id, about: child.id }, tx =>
    addStrand(
      tx,
      child.rules,
      { ...key(child), nomination },
      {
        serviceKey: 'family-network-coordinator',
        reason: 'A grandmother and two uncles want to help and have never been asked together.',
        differentReason: 'Their family stands ready; both together make each easier.',
      },
    ),
  )
}

/** R60, R77: what was suspected turned out to be so while somebody is at their side: no new meetings until it is decided. */
async function aFactCame({ world, connection, area, of }: Day): Promise<void> {
  const child = of('a fact came')
  const { rows } = await sql<{
    id: string
  }>`select id from app.risk_fact where young_person_id = ${child.id} and certainty = 'suspected' and lifted_at is null`.execute(
    connection,
  )
  await acting(connection, { id: the(world, area, 'forum-chair').id, about: child.id }, tx =>
    lookAtFact(
      tx,
      { ...key(child), fact: rows[0]?.id ?? '' },
      {
        is: 'holds',
        answer: 'known-current',
        evidence: 'The police know it for certain since this morning.',
        review: '3',
        reason: 'It is known now.',
      },
    ),
  )
}

const matchOf = async ({ connection }: Day, child: Child) => {
  const { rows } = await sql<{ id: string; version: number; worker: string }>`
    select id, version, worker_id as worker from app.match where young_person_id = ${child.id} and ended_at is null`.execute(
    connection,
  )
  const [match] = rows
  if (!match) throw new Error('nobody is at their side')
  return match
}

async function goodbye(day: Day): Promise<void> {
  const { world, connection, area, of } = day
  const child = of('goodbye')
  const match = await matchOf(day, child)
  await acting(connection, { id: the(world, area, 'operational-manager').id, about: child.id }, tx =>
    endMatch(tx, key(child), match.id, match.version, {
      endedOn: world.cal.today,
      why: 'as planned',
      goodbye: 'One last walk by the river, a photo of the two of them, and a card each.',
      passedOn: 'I like to be asked first, and I want to keep boxing.',
    }),
  )
}

/** One moves on; the goodbye with whoever they meet is to be planned. */
async function leaves(day: Day): Promise<void> {
  const { world, connection, area, areaId, of } = day
  const { worker } = await matchOf(day, of('their adult leaves'))
  await acting(connection, { id: the(world, area, 'operational-manager').id }, tx =>
    workerLeaves(tx, areaId, worker, 'moved on'),
  )
}

/** R146 to R153: a yes to sharing that says less since, one that was taken back, a no, and what is shared all the same. */
async function sharing({ world, connection, area, of }: Day): Promise<void> {
  const { cal, places } = world
  const charity = places.agency(area, 'voluntary-sector.made-up-youth-club').id
  /** @param days from today, on which they were asked */
  const answer = (
    child: Child,
    days: number,
    given: 'yes' | 'no' | 'withdrawn',
    categories: readonly Category[],
    says: string,
  ) =>
    acting(connection, { id: child.holder.id, about: child.id }, tx =>
      recordAnswer(tx, key(child), 'sharing', undefined, {
        answer: given,
        askedOn: cal.workday(days),
        askedBy: `${child.holder.name}, who makes the introduction`,
        explained: 'Why the youth club would know, what they would know, and that they can say no or stop.',
        how: ['in person'],
        language: undefined,
        limitsTold: true,
        understood: '“They ring me about the club. They don’t get my life story.”',
        says,
        competence: 'understands',
        competenceReason: 'Named who would know what, and why, without help.',
        formReference: undefined,
        formVersion: undefined,
        notApproachedReason: undefined,
        notApproachedBy: undefined,
        until: given === 'yes' ? cal.workday(60) : undefined,
        purposes: given === 'yes' ? ['early help', 'safeguarding'] : [],
        shares: categories.map(category => ({ agencyId: charity, category })),
      }),
    )
  const [less, back, no] = [of('to be introduced'), of('handing over'), of('found long ago')]
  for (const child of [less, back, no])
    await acting(connection, { id: child.holder.id, about: child.id }, tx => nameAgency(tx, key(child), charity))
  await answer(less, -4, 'yes', ['identity', 'contact', 'assessment', 'plan'], '“Fine, all of it.”')
  await answer(less, 0, 'yes', ['identity', 'contact'], '“Not what’s in the assessment, on second thoughts.”')
  await answer(back, -4, 'yes', ['identity', 'contact'], '“OK, the club can know.”')
  await answer(back, 0, 'withdrawn', [], '“I don’t go there any more. They don’t need to know.”')
  await answer(no, 0, 'no', [], '“Everyone there knows my brother.”')
  await acting(connection, { id: no.holder.id, about: no.id }, tx =>
    shareByLaw(tx, key(no), {
      agencies: [charity],
      categories: ['identity'],
      items: 'Their name, and that the youth club rings at once if the man with the blue moped comes.',
      basis: 'public task',
      purpose: 'safeguarding',
      necessity: 'He waits for them outside the club. The name is enough; nothing else is told.',
      told: 'told',
      toldReason: undefined,
      decidedBy: `${no.holder.name}, with their team manager`,
      decidedOn: cal.today,
      reviewOn: cal.workday(20),
    }),
  )
}

/** R69: two of them go climbing, each with the adult at their side. */
async function inAGroup({ world, connection, area, areaId }: Day): Promise<void> {
  await acting(connection, { id: the(world, area, 'operational-manager').id }, async tx => {
    const who = (await whoCanCome(tx, areaId)).slice(0, 2).map(one => one.match)
    const when = { onDay: world.cal.workday(6), from: '16:30', to: '18:00' }
    return planGroup(tx, areaId, { ...when, venue: 'The climbing wall, by the front desk', who })
  })
}

/** Somebody with parental responsibility whom asking would put the young person in danger. */
async function notApproached({ world, connection, of }: Day): Promise<void> {
  const child = of('not asked')
  const as = { id: child.holder.id, about: child.id }
  const parent = await acting(connection, as, tx =>
    addIndividual(tx, key(child), {
      kind: 'parent or carer',
      name: 'Their father, Made-up',
      relation: 'father',
      responsibility: 'yes',
    }),
  )
  await acting(connection, as, tx =>
    recordAnswer(tx, key(child), 'taking part', parent, {
      answer: 'not approached',
      askedOn: world.cal.today,
      askedBy: child.holder.name,
      explained: undefined,
      how: [],
      language: undefined,
      limitsTold: false,
      understood: undefined,
      says: undefined,
      competence: 'not judged',
      competenceReason: undefined,
      formReference: undefined,
      formVersion: undefined,
      notApproachedReason: 'He does not know where they live, and he must not.',
      notApproachedBy: `${child.holder.name}, with their team manager`,
      until: world.cal.workday(28),
    }),
  )
}

/** Two who must not meet; the day to look at it again has come. */
async function apart({ world, connection, of, other }: Day): Promise<void> {
  const child = of('met')
  await acting(connection, { id: child.holder.id, about: child.id }, tx =>
    keepApart(tx, key(child), {
      reference: other(child).reference,
      worker: undefined,
      words: undefined,
      role: undefined,
      ownPast: false,
      howFar: 'not in the same place at the same time',
      reason: 'They were set against each other by the same group.',
      evidence: 'Both say so, and the school saw it twice.',
      confirmedBy: undefined,
      reviewOn: world.cal.after(world.cal.today, 5),
    }),
  )
  // Nobody says on the first day that it is to be looked at that day: the row moves, as the clock does not.
  await sql`update app.keep_apart set review_on = app.today() where young_person_id = ${child.id} and other_id is not null`.execute(
    connection,
  )
}

/**
 * Of two who must not meet one may be of each area: two young people, and two workers. Each stands in the area that wrote
 * it down, and reads as the class alone in the other. Nobody of the trial may open both sides, to write it by a page.
 */
async function apartAcrossAreas(world: World, children: readonly Child[], connection: Kysely<Tables>): Promise<void> {
  const reviewOn = world.cal.after(world.cal.today, 45)
  for (const [here, there] of [
    ['north-yorkshire', 'york'],
    ['york', 'north-yorkshire'],
  ] as const) {
    const [one, other] = [here, there].map(area => children.find(c => c.area === area && c.traits.since === 'met'))
    if (!one || !other) throw new Error('somebody of each area has met an adult')
    await sql`insert into app.keep_apart (area_id, young_person_id, other_id, how_far, reason, evidence, review_on, recorded_by)
      values (${one.areaId}, ${one.id}, ${other.id}, 'not in the same place at the same time', 'They owe money to the same people, who look for both.',
        'The police said so to both areas.', ${reviewOn}, ${one.holder.id})`.execute(connection)
    await sql`insert into app.worker_apart (area_id, worker_id, other_worker_id, how_far, reason, evidence, review_on, recorded_by)
      select w.area_id, w.id, o.id, 'not in the same place at the same time', 'They were a couple, and it ended badly.',
          'One of them asked for it, in supervision.', ${reviewOn}, ${the(world, here, 'service-manager').id}
        from (select area_id, id, person_id from app.worker where area_id = ${one.areaId} and service_key = 'family-network-coordinator' and left_at is null order by id limit 1) w,
          lateral (select x.id from app.worker x where x.area_id = ${other.areaId} and x.person_id <> w.person_id and x.left_at is null order by x.id limit 1) o`.execute(
      connection,
    )
  }
}

/** Two who work for one service each were a couple, and are not planned in one place; nobody is matched otherwise for it. */
async function workersApart({ world, connection, area, areaId }: Day): Promise<void> {
  const manager = the(world, area, 'service-manager')
  const { rows } = await sql<{
    id: string
  }>`select distinct on (service_key = 'family-network-coordinator') id from app.worker
    where area_id = ${areaId} and left_at is null order by service_key = 'family-network-coordinator' desc, id desc`.execute(
    connection,
  )
  const [one, other] = rows
  if (!one || !other) throw new Error('one works here')
  await acting(connection, { id: manager.id }, tx =>
    keepWorkerApart(tx, areaId, one.id, {
      worker: other.id,
      words: undefined,
      role: undefined,
      ownPast: false,
      howFar: 'not in the same place at the same time',
      reason: 'They were a couple, and it ended badly.',
      evidence: 'One of them asked for it, in supervision.',
      confirmedBy: undefined,
      reviewOn: world.cal.after(world.cal.today, 60),
    }),
  )
}

/** Somebody went to a meeting alone and has not checked in. */
async function alone(day: Day): Promise<void> {
  const { connection, areaId, of, world } = day
  const { worker } = await matchOf(day, of('met'))
  const { rows } = await sql<{ id: string }>`select person_id as id from app.worker where id = ${worker}`.execute(
    connection,
  )
  const backBy = new Date(world.cal.now.getTime() + 3_600_000)
  await acting(connection, { id: rows[0]?.id ?? '' }, tx =>
    goAlone(tx, areaId, worker, { backBy, going: 'The leisure centre, then the bus home' }),
  )
  await sql`update app.lone_visit set started_at = now() - interval '3 hours', back_by = now() - interval '40 minutes' where worker_id = ${worker}`.execute(
    connection,
  )
}
