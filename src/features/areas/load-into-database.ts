import { createHash } from 'node:crypto'
import type { Area } from './area.ts'
import { type Areas, loadAreas } from './load-areas.ts'

/** As much of a database connection as this needs; it runs as the owner, inside the migration command. */
interface Client {
  query(text: string, values?: unknown[]): Promise<unknown>
}

/** Changes when any rule of any area does. */
export const configurationHash = (areas: Areas): string =>
  createHash('sha256').update(JSON.stringify(areas.all)).digest('hex')

/**
 * Puts areas, services, agencies and teams of the area files into the database. What a file no longer names stays,
 * because records point at it; it is only not offered any more.
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
    await client.query('update app.system set configuration_hash = $1', [configurationHash(areas)])
  }

async function loadArea(client: Client, areas: Areas, area: Area): Promise<void> {
  const partners = area.partnerAreas.flatMap(key => areas.byKey.get(key)?.id ?? [])
  await client.query('update app.area set partners = $2 where id = $1', [area.id, partners])
  for (const service of area.services) {
    await client.query(
      `insert into app.service (area_id, key, name, strand, limbs) values ($1, $2, $3, $4, $5)
       on conflict (area_id, key) do update set name = excluded.name, strand = excluded.strand, limbs = excluded.limbs`,
      [area.id, service.key, service.name, service.strand, service.cannotTakeOnSafely.limbs.map(l => l.key)],
    )
  }
  for (const agency of area.agencies) {
    await client.query(
      `insert into app.agency (area_id, key, name, kind, core, public_task, holds_cases) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (area_id, key) do update set name = excluded.name, kind = excluded.kind, core = excluded.core,
         public_task = excluded.public_task, holds_cases = excluded.holds_cases`,
      [area.id, agency.key, agency.name, agency.kind, agency.core, agency.publicTask, agency.holdsCases],
    )
    for (const team of agency.teams) {
      await client.query(
        `insert into app.team (area_id, agency_id, name, phone)
         select area_id, id, $3, $4 from app.agency where area_id = $1 and key = $2
         on conflict (area_id, agency_id, name) do update set phone = excluded.phone`,
        [area.id, agency.key, team.name, team.phone],
      )
    }
  }
}
