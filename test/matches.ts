import { urls } from '../src/features/matching/index.ts'
import type { TestApp } from './app.ts'
import { signedIn } from './as.ts'
import { aPanel } from './nominations.ts'
import { acceptedBy, aWorker, type MadeWorker, saysYes, yearsAgo } from './workforce.ts'
import type { MadePerson, MadeYoungPerson, World } from './world.ts'

/** The three fields of a date. */
export const on = (name: string, day: string) => ({
  [`${name}-day`]: day.slice(8),
  [`${name}-month`]: day.slice(5, 7),
  [`${name}-year`]: day.slice(0, 4),
})
export const said = {
  reason: 'Canarywhy: they both laugh',
  ...on('plannedOn', '2099-01-01'),
  introducedBy: 'Sam Example',
  introductionHow: 'At lunch',
}

type AreaKey = 'york' | 'north-yorkshire'

/** Somebody accepted to a strand who said yes, and the match that is made for them. */
export interface Ready extends Awaited<ReturnType<ReturnType<typeof acceptedBy<AreaKey>>>> {
  readonly worker: MadeWorker
  readonly make: string
}

/** Young people to be matched, in both areas, and ways to match them. */
export async function matching(the: TestApp, world: World) {
  const panels = { york: await aPanel(world, 'york'), 'north-yorkshire': await aPanel(world, 'north-yorkshire') }
  const accepted = acceptedBy(world, panels)

  /** Somebody accepted to a strand who said yes, with a worker of its service. */
  async function ready(
    area: AreaKey = 'york',
    strand: 1 | 2 = 1,
    but: Parameters<typeof aWorker>[3] = {},
  ): Promise<Ready> {
    const of = await accepted(area, strand, strand === 2 ? { finding: 'subject to' } : {})
    await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
    const worker = await aWorker(world, area, of.panel.services[strand - 1] as string, but)
    return { ...of, worker, make: urls.make({ ...of.key, strand: of.strand, candidate: worker.id }) }
  }
  const matched = (of: Ready) =>
    world.db
      .query<{ id: string }>('select id from match where young_person_id = $1 and ended_at is null', [of.child.id])
      .then(({ rows }) => rows[0]?.id)
  /** What the adult reads before they meet, written and read. */
  async function briefed(of: Ready, match: string): Promise<void> {
    const { id } = await world.one<{ id: string }>(
      `insert into brief (area_id, young_person_id, match_id, number, where_to_meet, not_alone_with, what_if, health, emergency_contact, why_again, issued_by)
         select area_id, young_person_id, id, n + 1, 'The café', 'Nobody', 'Ring me', 'Nothing', 'Somebody', case when n > 0 then 'It' end, made_by
           from match, lateral (select count(*)::int as n from brief b where b.match_id = match.id) c where id = $1 returning id`,
      [match],
    )
    await world.db.query(
      `insert into brief_read (area_id, young_person_id, match_id, brief_id, worker_id) values ($1, $2, $3, $4, $5)`,
      [of.areaId, of.child.id, match, id, of.worker.id],
    )
  }
  /** Makes a match as its manager would, whoever else fits better; what is read before they meet is written and read. */
  async function make(of: Ready, by?: MadePerson, more?: Record<string, string>) {
    const answer = await makeAlone(of, by, more)
    const match = await matched(of)
    if (answer.status === 303 && match) await briefed(of, match)
    return answer
  }
  /** The same, and nothing is written yet. */
  async function makeAlone(of: Ready, by: MadePerson = of.manager, more: Record<string, string> = {}) {
    const app = await signedIn(the, by)
    const page = await app.get(of.make)
    const another = page.text.includes('fits best of those who can')
    const soft = page.text.includes('approves it before anything opens')
    return app.send(of.make, {
      ...said,
      ...(another ? { otherReason: 'They wish for each other' } : {}),
      ...(soft ? { acceptsReason: 'Canaryaccepts: only this week' } : {}),
      ...more,
    })
  }
  /** Made some days ago, and they have met since: nothing stands before a meeting. Resolves to the match. */
  async function introduced(of: Ready): Promise<string> {
    await make(of)
    const match = (await matched(of)) ?? ''
    await world.db.query(
      `update match set made_at = now() - interval '9 days', introduced_on = app.today() - 1 where id = $1`,
      [match],
    )
    return match
  }
  /** A number that is safe at any time, unless said otherwise. */
  const mayBeRung = (of: Ready, number = '07700 900123', ringing = 'any time', times: readonly string[] = []) =>
    world.db.query(
      'update young_person_detail set safe_number = $2, safe_ringing = $3, safe_times = $4 where young_person_id = $1',
      [of.child.id, number, ringing, times],
    )
  /** Their record in another area. */
  async function recordIn(of: Pick<Ready, 'child'>, area: AreaKey): Promise<MadeYoungPerson> {
    const names = await world.one<{ given: string; surname: string; bornOn: string }>(
      'select given_names as given, surname, born_on::text as "bornOn" from young_person where id = $1',
      [of.child.id],
    )
    return world.youngPerson(area, { heldBy: panels[area].holder, ...names })
  }
  const insert = (of: Ready, worker: MadeWorker, accepts: readonly string[] = []) =>
    world.db.query(
      `insert into match (area_id, young_person_id, strand_allocation_id, service_key, worker_id, reason, accepts, accepts_reason, planned_on, introduced_by, introduction_how, made_by)
         select area_id, young_person_id, id, service_key, $2, 'It', $3, $4, current_date, 'Somebody', 'How', $5 from strand_allocation where id = $1`,
      [of.strand, worker.id, accepts, accepts.length > 0 ? 'It' : null, of.manager.id],
    )

  /** An aunt whom somebody knows already, named and checked; `approval` is what a second person sends. */
  async function anAunt() {
    const of = await accepted('york', 1)
    await saysYes(world, of.areaId, of.child.id, of.panel.holder.id)
    const holder = await signedIn(the, of.panel.holder)
    await holder.send(urls.nameKnownAdult({ ...of.key, strand: of.strand }), {
      name: 'Maria Greenhalgh',
      relation: 'Aunt',
      knownSince: 'Always',
      words: 'She listens',
      ...on('agreedOn', yearsAgo(0)),
      knowledge: 'Mum knows',
    })
    const { id } = await world.one<{ id: string }>('select id from known_adult where young_person_id = $1', [
      of.child.id,
    ])
    const at = { ...of.key, knownAdult: id }
    const check = { kind: 'check', ...on('doneOn', yearsAgo(0)), doneBy: 'The police', says: 'It', outcome: 'in order' }
    await holder.send(urls.knownAdultStep(at), check)
    const approval = {
      approvalSays: 'It',
      supportedBy: of.manager.id,
      everyDays: '14',
      ...on('nextContactOn', '2099-01-01'),
      ...on('reviewOn', '2099-01-01'),
    }
    return { ...of, id, at, approval }
  }

  return { panels, accepted, anAunt, ready, matched, make, makeAlone, introduced, briefed, mayBeRung, recordIn, insert }
}
