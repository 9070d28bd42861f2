import { createHash, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { capturing, Statement } from './capture.ts'
import type { Here } from './here.ts'
import { csrfOf, origin } from './here.ts'

// Who asks, for what page, and what that page asks the database.

/** One request somebody makes, with the statements its page asks. */
export interface Subject {
  readonly token: string
  readonly path: string
  /** What is posted; a GET where there is nothing. */
  readonly body?: string
  readonly statements: readonly Statement[]
}

/** Something people do all day, by many of them. */
export interface Case {
  readonly name: string
  readonly subjects: readonly Subject[]
  /** Each subject can be used once, and is put back afterwards. */
  readonly writes: boolean
  /** How many ask at once, where that is not as everywhere: something few people do, or that takes seconds. */
  readonly atOnce?: readonly number[]
}

/** A case whose pages nobody opened yet: only what is to be measured is looked at. */
export interface Planned extends Omit<Case, 'subjects'> {
  readonly subjects: () => Promise<readonly Subject[]>
}

/** Somebody with a session, and the area of their role. */
export interface Asker {
  readonly token: string
  readonly areaId: string
  readonly area: string
  readonly personId: string
}

/** Opens sessions as a checked sign-in would: rows with the hash of a token. Several for one person are several devices. */
export async function sessions(db: pg.Client, people: string, each: number): Promise<readonly Asker[]> {
  const { rows } = await db.query<{ personId: string; areaId: string; area: string }>(people)
  const askers = rows.flatMap(row =>
    Array.from({ length: each }, (_, device) => ({
      ...row,
      token: createHash('sha256').update(`${row.personId} ${device}`).digest('base64url'),
    })),
  )
  await db.query(
    `insert into app.session (token_hash, person_id, authenticated_at, idle_for, expires_at, last_seen_at)
     select sha256(convert_to(t, 'UTF8')), p, now(), interval '15 minutes', now() + interval '10 hours', now()
     from unnest($1::text[], $2::uuid[]) as x (t, p)
     on conflict (token_hash) do update set authenticated_at = now(), last_seen_at = now(), expires_at = excluded.expires_at`,
    [askers.map(one => one.token), askers.map(one => one.personId)],
  )
  return askers
}

/** Everybody with a role, in one area or in all. */
export const ofRole = (
  role: string,
  area?: string,
): string => `select m.person_id as "personId", m.area_id as "areaId", a.key as area
  from app.membership m join app.area a on a.id = m.area_id
  where m.role = '${role}' ${area ? `and a.key = '${area}'` : ''} order by m.person_id`

/** Opens pages once in this process, or sends the fields of one. @throws where one does not answer as it should */
export async function seen(
  here: Here,
  capture: ReturnType<typeof capturing>,
  asked: readonly { token: string; path: string; name?: string; fields?: Readonly<Record<string, string>> }[],
): Promise<readonly Subject[]> {
  const subjects: Subject[] = []
  for (const { token, path, name, fields } of asked) {
    // The words of a search are posted: they stand in no address.
    const posted = fields ? { ...fields, _form: randomUUID() } : name === undefined ? undefined : { name }
    const body = posted && new URLSearchParams({ _csrf: csrfOf(token), ...posted }).toString()
    capture.take()
    const { statusCode } =
      body === undefined
        ? await here.app.inject({ method: 'GET', url: path, cookies: { session: token } })
        : await here.app.inject({ method: 'POST', url: path, headers: formHeaders(token), payload: body })
    if (statusCode !== (fields ? 303 : 200)) throw new Error(`${path} answered ${statusCode}`)
    subjects.push({ token, path, ...(body === undefined ? {} : { body }), statements: capture.take() })
  }
  return subjects
}

/** Headers a browser sends with a form of ours. */
export const formHeaders = (token: string): Record<string, string> => ({
  cookie: `session=${token}`,
  'content-type': 'application/x-www-form-urlencoded',
  origin,
  'sec-fetch-site': 'same-origin',
})
