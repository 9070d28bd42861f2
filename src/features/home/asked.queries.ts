import { type RawBuilder, sql } from 'kysely'
import type { ReadTx } from '../../db/scope.ts'
import { areas } from '../areas/index.ts'
import { cannotWait, type NewsKind, newsKinds, type TaskKind, taskKinds } from '../tasks/index.ts'

/** Somebody as the reader may know them: by name, or only that there is somebody. */
export interface About {
  readonly id: string
  readonly areaId: string
  /** Nothing where the reader may not see them: shown as "Restricted". */
  readonly name: string | undefined
}

/** Something asked of the reader, of a desk they sit at, of whom they stand in for, or of somebody in their team. */
export interface AskedTask {
  readonly id: string
  readonly says: string
  readonly path: string
  readonly dueOn: string | null
  /** It is asked now, not by the end of a day. */
  readonly cannotWait: boolean
  readonly askedAt: Date
  readonly about: About | undefined
  /** Which worker it is about, where the reader manages them. */
  readonly worker: string | undefined
  /** Which area it is of, where it names nobody and the reader has roles in several. */
  readonly area: string | undefined
  /** Whose it is where it is not the reader's own: a team, a service, a role, a colleague. */
  readonly whose: string | undefined
}

interface Row {
  id: string
  kind: string
  path: string
  due_on: string | null
  area_id: string | null
  young_person_id: string | null
  given_names: string | null
  known_as: string | null
  surname: string | null
}

const aboutOf = (row: Row): About | undefined =>
  row.young_person_id && row.area_id
    ? {
        id: row.young_person_id,
        areaId: row.area_id,
        name: row.given_names === null ? undefined : `${row.known_as || row.given_names} ${row.surname}`,
      }
    : undefined

/** Which area something is of that names nobody, for a reader of several: two lines alike are two people to ring. */
const areaOf = (tx: ReadTx, row: Pick<Row, 'area_id' | 'young_person_id'>): string | undefined =>
  row.area_id && !row.young_person_id && new Set(tx.who.roles.map(role => role.area)).size > 1
    ? areas().byId.get(row.area_id)?.name
    : undefined

/** What a kind says; one that this program does not know yet says itself. */
const saysOf = (kind: string, words: Readonly<Record<string, string>>): string =>
  words[kind] ?? kind.slice(0, 1).toUpperCase() + kind.slice(1)

/**
 * What is asked of the reader and of those they stand in for: what cannot wait, then late ones, then by date; without a date
 * last.
 * @param beyond how many to leave out
 */
export const tasksOfMine = (tx: ReadTx, most: number, beyond = 0): Promise<readonly AskedTask[]> =>
  tasksAt(tx, sql`(select app.my_desks() || app.desks_i_stand_in_for())::text[]`, most, beyond)

/** What is asked of the people in the teams the reader manages, about those teams' young people. */
export const tasksOfMyTeams = (tx: ReadTx, most: number, beyond = 0): Promise<readonly AskedTask[]> =>
  tasksAt(tx, sql`(select app.desks_i_manage())::text[]`, most, beyond)

async function tasksAt(tx: ReadTx, desks: RawBuilder<unknown>, most: number, beyond: number) {
  const order = sql`t.kind = any (${[...cannotWait]}::text[]) desc, t.due_on nulls last, t.asked_at, t.id`
  const { rows } = await sql<
    Row & {
      asked_at: Date
      desk: string
      team: string | null
      service: string | null
      role: string | null
      person: string | null
      worker: string | null
    }
  >`
    select t.id, t.kind, t.path, t.due_on, t.asked_at, t.desk, t.area_id, t.young_person_id, y.given_names, y.known_as, y.surname,
      w.name as team, v.name as service, r.says as role, p.name as person, k.name as worker
    from (select * from task t where t.settled_at is null and t.desk = any (${desks})
        order by ${order} limit ${most} offset ${beyond}) t
      left join young_person y on y.area_id = t.area_id and y.id = t.young_person_id
      left join team w on w.area_id = t.area_id and w.id = case when t.desk like 'team:%' then substr(t.desk, 6)::uuid end
      left join service v on t.desk like 'service:%' and v.area_id = t.area_id and v.key = split_part(t.desk, ':', 3)
      left join role r on t.desk like 'role:%' and split_part(t.desk, ':', 3) = r.key
      left join lateral (select o.name from person o where o.id <> ${tx.who.person.id}
        and o.id = case when t.desk like 'person:%' then substr(t.desk, 8)::uuid end limit 1) p on true
      left join lateral (select o.name from worker k join person o on o.id = k.person_id where k.area_id = t.area_id and k.id = coalesce(
        (select v.worker_id from lone_visit v where v.area_id = t.area_id and v.id = t.record_id), t.record_id) limit 1) k on t.young_person_id is null
    order by ${order}`.execute(tx)
  return rows.map(row => ({
    id: row.id,
    says: saysOf(row.kind, taskKinds satisfies Record<TaskKind, string>),
    path: row.path,
    dueOn: row.due_on,
    cannotWait: cannotWait.has(row.kind),
    askedAt: row.asked_at,
    about: aboutOf(row),
    worker: row.worker ?? undefined,
    area: row.worker ? undefined : areaOf(tx, row),
    whose: row.team ?? row.service ?? row.role ?? row.person ?? undefined,
  }))
}

/** Something the reader was told. */
export interface News {
  readonly id: string
  readonly says: string
  readonly path: string
  readonly toldAt: Date
  readonly isNew: boolean
  readonly about: About | undefined
  /** Which area it is of, where it names nobody and the reader has roles in several. */
  readonly area: string | undefined
  /** False where the young person or the area it is about is closed to the reader by now. */
  readonly open: boolean
}

/** Something the reader typed and has not sent. */
export interface Unsent {
  /** The name its drafts are kept under: a few words, or an address where the form has none. */
  readonly form: string
  readonly path: string
  readonly instance: string
  readonly savedAt: Date
  readonly about: About | undefined
}

// Moments come as text where rows come as JSON.
type NewsRow = Row & { told_at: Date | string; read_at: Date | string | null; open: boolean }
type UnsentRow = Row & { instance: string; saved_at: string }

const newsRows = (tx: ReadTx, most: number, beyond: number) => sql<NewsRow>`
    with told as materialized (select * from notification where person_id = ${tx.who.person.id}
      order by told_at desc, id desc limit ${most} offset ${beyond})
    select n.id, n.kind, n.path, null as due_on, n.told_at, n.read_at, n.area_id, n.young_person_id, y.given_names, y.known_as, y.surname,
      n.young_person_id is null or n.young_person_id = any (
        (select app.visible_young_people(array(select young_person_id from told where young_person_id is not null)))::uuid[]) as open
    from told n left join young_person y on y.area_id = n.area_id and y.id = n.young_person_id
    order by n.told_at desc, n.id desc`

/**
 * Nothing about those who are closed to the reader by now. Where it was typed is as their browser said it: only a page of
 * ours is led to.
 */
const unsentRows = (tx: ReadTx, most: number) => sql<UnsentRow>`
    select d.form as kind, d.subject as path, d.instance, d.saved_at, y.area_id, y.id as young_person_id, y.given_names, y.known_as, y.surname
    from draft d left join young_person y on y.id = d.young_person_id
    where d.person_id = ${tx.who.person.id} and d.expires_at > now() and d.subject ~ '^/[a-z]' order by d.saved_at desc, d.instance limit ${most}`

/** Without a young person a page of an area is open to whoever has a role in it; one that is not of an area is everybody’s. */
const areaIsOpen = (tx: ReadTx, row: NewsRow): boolean => {
  const key = row.area_id && areas().byId.get(row.area_id)?.key
  return !!row.young_person_id || !row.path.startsWith(`/${key}/`) || tx.who.roles.some(r => r.area === row.area_id)
}

const newsOf = (tx: ReadTx, row: NewsRow): News => ({
  id: row.id,
  says: saysOf(row.kind, newsKinds satisfies Record<NewsKind, string>),
  path: row.path,
  toldAt: new Date(row.told_at),
  isNew: row.read_at === null,
  about: aboutOf(row),
  area: areaOf(tx, row),
  open: row.open && areaIsOpen(tx, row),
})

/** What the reader was told, newest first. */
export const newsOfMine = async (tx: ReadTx, most: number, beyond = 0): Promise<readonly News[]> =>
  (await newsRows(tx, most, beyond).execute(tx)).rows.map(row => newsOf(tx, row))

/** What the reader was told, and what they typed and have not sent, newest first; in one question. */
export async function newsAndUnsent(
  tx: ReadTx,
  most: { readonly news: number; readonly unsent: number },
): Promise<{ readonly news: readonly News[]; readonly unsent: readonly Unsent[] }> {
  const { rows } = await sql<{ news: NewsRow[]; unsent: UnsentRow[] }>`
    select (select coalesce(json_agg(n), '[]') from (${newsRows(tx, most.news, 0)}) n) as news,
      (select coalesce(json_agg(d), '[]') from (${unsentRows(tx, most.unsent)}) d) as unsent`.execute(tx)
  return {
    news: (rows[0]?.news ?? []).map(row => newsOf(tx, row)),
    unsent: (rows[0]?.unsent ?? []).map(row => ({
      form: row.kind,
      path: row.path,
      instance: row.instance,
      savedAt: new Date(row.saved_at),
      about: aboutOf(row),
    })),
  }
}
