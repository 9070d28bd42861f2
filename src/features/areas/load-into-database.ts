import { createHash } from 'node:crypto'
import type { Area } from './area.ts'
import { type Areas, loadAreas } from './load-areas.ts'
import type { AreaService } from './service.ts'

/** As much of a database connection as this needs; it runs as the owner, inside the migration command. */
interface Client {
  query(text: string, values?: unknown[]): Promise<unknown>
}

/** Changes when any rule of any area does, or a bank holiday. */
export const configurationHash = (areas: Areas): string =>
  createHash('sha256')
    .update(JSON.stringify([areas.all, holidaysOf(areas)]))
    .digest('hex')

const holidaysOf = (areas: Areas): readonly string[] => [...areas.bankHolidays.days].sort()

/**
 * Puts areas, services, agencies and teams of the area files into the database. What a file no longer names stays,
 * because records point at it; it is marked as not in use, and what is not in use is offered nowhere.
 * @throws ConfigurationError with every fault of every file
 */
export const loadAreasInto =
  (configDir: string) =>
  async (client: Client): Promise<void> => {
    const areas = loadAreas(configDir)
    for (const area of areas.all) {
      await client.query(
        `insert into app.area (id, key, name, configuration) values ($1, $2, $3, $4)
       on conflict (id) do update set key = excluded.key, name = excluded.name, configuration = excluded.configuration`,
        [area.id, area.key, area.name, JSON.stringify(area)],
      )
    }
    for (const area of areas.all) await loadArea(client, areas, area)
    await client.query('update app.system set configuration_hash = $1, bank_holidays = $2', [
      configurationHash(areas),
      holidaysOf(areas),
    ])
  }

async function loadArea(client: Client, areas: Areas, area: Area): Promise<void> {
  const partners = area.partnerAreas.flatMap(key => areas.byKey.get(key)?.id ?? [])
  await client.query('update app.area set partners = $2 where id = $1', [area.id, partners])
  for (const table of ['service', 'service_requirement'])
    await client.query(`update app.${table} set in_use = false where area_id = $1`, [area.id])
  // One of many, such as one school, is its administrators' and in no file.
  await client.query('update app.agency set in_use = false where area_id = $1 and one_of_id is null', [area.id])
  await client.query(
    `update app.team t set in_use = false from app.agency a where t.area_id = $1 and a.area_id = t.area_id and a.id = t.agency_id
       and a.one_of_id is null`,
    [area.id],
  )
  for (const service of area.services) {
    await client.query(
      `insert into app.service (area_id, key, name, strand, limbs, worker_kind, worker_ages_from, worker_ages_to, supervised_by,
         supervision_days) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       on conflict (area_id, key) do update set name = excluded.name, strand = excluded.strand, limbs = excluded.limbs,
         worker_kind = excluded.worker_kind, worker_ages_from = excluded.worker_ages_from, worker_ages_to = excluded.worker_ages_to,
         supervised_by = excluded.supervised_by, supervision_days = excluded.supervision_days, in_use = true`,
      [
        area.id,
        service.key,
        service.name,
        service.strand,
        service.cannotTakeOnSafely.limbs.map(l => l.key),
        service.worker.kind,
        service.worker.ages.from,
        service.worker.ages.to,
        service.worker.supervision.by,
        service.worker.supervision.everyDays,
      ],
    )
    await loadRequirements(client, area.id, service)
  }
  for (const agency of area.agencies) {
    await client.query(
      `insert into app.agency (area_id, key, name, kind, core, public_task, stands_for_many, holds_cases)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (area_id, key) do update set name = excluded.name, kind = excluded.kind, core = excluded.core,
         public_task = excluded.public_task, stands_for_many = excluded.stands_for_many, holds_cases = excluded.holds_cases, in_use = true`,
      [
        area.id,
        agency.key,
        agency.name,
        agency.kind,
        agency.core,
        agency.publicTask,
        agency.standsForMany,
        agency.holdsCases,
      ],
    )
    for (const team of agency.teams) {
      // The same team under a new name: whoever is in it, and whom it holds, stay with it.
      await client.query(
        `update app.team t set name = $3 from app.agency a where a.area_id = $1 and a.key = $2 and t.area_id = a.area_id
           and t.agency_id = a.id and t.name = $4 and not exists (select from app.team o
             where o.area_id = t.area_id and o.agency_id = t.agency_id and o.name = $3)`,
        [area.id, agency.key, team.name, team.formerly ?? team.name],
      )
      await client.query(
        `insert into app.team (area_id, agency_id, name, phone)
         select area_id, id, $3, $4 from app.agency where area_id = $1 and key = $2
         on conflict (area_id, agency_id, name) do update set phone = excluded.phone, in_use = true`,
        [area.id, agency.key, team.name, team.phone],
      )
    }
  }
}

/** What a service asks of its workers (R38). What the file no longer names is asked of nobody any more. */
async function loadRequirements(client: Client, areaId: string, service: AreaService): Promise<void> {
  for (const one of service.worker.requirements)
    await client.query(
      `insert into app.service_requirement (area_id, service_key, key, renew_months, before_match) values ($1, $2, $3, $4, $5)
       on conflict (area_id, service_key, key) do update set renew_months = excluded.renew_months,
         before_match = excluded.before_match, in_use = true`,
      [areaId, service.key, one.key, one.renewMonths, one.beforeMatch],
    )
}
