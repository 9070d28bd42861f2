import { afterAll, describe, expect, test } from 'vitest'
import { origin, testApp } from '../../../../test/app.ts'
import { client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { hostileIssuer } from '../../../../test/hostile-issuer.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// Whoever holds a code is that person. So a code takes an account over openly or not at all, through the whole sign-in.

const database = await testDatabase()
const world = await aWorld(database)
const issuer = await hostileIssuer([{ id: 'test', secret: 'test-secret' }])
afterAll(() => issuer.stop())
const the = await testApp(database, {
  OIDC_ISSUERS: JSON.stringify([
    { key: 'council', name: 'Council', issuer: issuer.issuer, clientId: 'test', clientSecret: 'test-secret' },
  ]),
})
const york = { area: 'york' }
const administrator = await world.person({ role: 'area-administrator', area: 'york' })
const governance = await world.person({ role: 'information-governance', area: 'york' })
const elsewhere = await world.person({ role: 'information-governance', area: 'north-yorkshire' })

/** Signs in at the issuer as this subject, with or without a code, as a browser would. */
async function comesIn(subject: string, code?: string): Promise<{ status: number; token: string }> {
  issuer.lies({ claims: honest => ({ ...honest, sub: subject }) })
  const cookies: Record<string, string> = {}
  const goes = async (method: 'GET' | 'POST', url: string, payload?: string) => {
    const answer = await the.app.inject({
      method,
      url,
      cookies,
      headers: { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
      ...(payload ? { payload } : {}),
    })
    for (const { name, value } of answer.cookies) cookies[name] = value
    return answer
  }
  if (code) await goes('POST', urls.invitation(), `code=${code}`)
  const begun = await goes('GET', urls.begin({ issuerKey: 'council' }))
  const back = issuer.visit(new URL(String(begun.headers.location)))
  const { statusCode } = await goes('GET', back.pathname + back.search)
  return { status: statusCode, token: cookies.session ?? '' }
}

/** A case-holder whose work account at the issuer is this subject. */
async function holderKnownAs(subject: string, email = 'holder@example.org'): Promise<MadePerson> {
  const holder = await world.person({ role: 'case-holder', area: 'york' })
  await world.db.query('update person set work_email = $2 where id = $1', [holder.id, email])
  await world.db.query('update identity set issuer = $2, subject = $3 where person_id = $1', [
    holder.id,
    issuer.issuer,
    subject,
  ])
  return holder
}

/** The administrator makes a new code, on the page. */
async function newCodeFor(person: MadePerson): Promise<string> {
  const boss = await signedIn(the, administrator)
  const path = urls.inviteAgain({ ...york, person: person.id })
  const hidden = await boss.hidden(path)
  const answer = await boss.post(path, hidden)
  expect(answer.status).toBe(303)
  return hidden.code ?? ''
}

const newsOf = async (person: MadePerson) =>
  (
    await world.db.query<{ kind: string; urgency: string; path: string; mailing_id: string | null }>(
      'select kind, urgency, path, mailing_id from notification where person_id = $1 order by told_at, kind',
      [person.id],
    )
  ).rows
const auditOf = async (act: string, record: string) =>
  (
    await world.db.query<{ person_id: string; outcome: string; detail: Record<string, unknown> }>(
      'select person_id, outcome, detail from audit_event where act = $1 and record_id = $2 order by seq',
      [act, record],
    )
  ).rows
const clearNews = () => world.db.query('delete from notification')

describe('a new code', () => {
  test('replaces the sign-in that opened the account before, and ends what it had open', async () => {
    const holder = await holderKnownAs('old-employer')
    const open = await comesIn('old-employer')
    expect((await client(the, open.token).get('/')).status).toBe(200)
    const code = await newCodeFor(holder)
    // Making it changes nothing yet.
    expect((await client(the, open.token).get('/')).status).toBe(200)
    const opened = await comesIn('new-employer', code)
    expect(opened.status).toBe(303)
    expect((await client(the, opened.token).get('/')).status).toBe(200)
    expect((await client(the, open.token).get('/')).status).toBe(303)
    expect((await comesIn('old-employer')).status).toBe(403)
    expect((await comesIn('new-employer')).status).toBe(303)
    expect((await comesIn('third-employer', code)).status).toBe(403)
  })

  test('used with the sign-in that opens the account already leaves that one', async () => {
    const holder = await holderKnownAs('same-employer')
    expect((await comesIn('same-employer', await newCodeFor(holder))).status).toBe(303)
    expect((await comesIn('same-employer')).status).toBe(303)
  })

  test('gives a sign-in that was replaced to whoever is invited with it later', async () => {
    const first = await holderKnownAs('shared-desk')
    await comesIn('own-desk', await newCodeFor(first))
    const second = await holderKnownAs('other-desk')
    const { token } = await comesIn('shared-desk', await newCodeFor(second))
    const { person_id } = await world.one<{ person_id: string }>(
      `select person_id from session where token_hash = sha256(convert_to($1, 'UTF8'))`,
      [token],
    )
    expect(person_id).toBe(second.id)
  })

  test('tells whose account it is and information governance of the area, when it is made and when it is used', async () => {
    const holder = await holderKnownAs('told-employer')
    await clearNews()
    const code = await newCodeFor(holder)
    expect((await newsOf(holder)).map(n => [n.kind, n.urgency])).toEqual([['code made for you', 'today']])
    const [made] = await newsOf(governance)
    expect(made).toMatchObject({ kind: 'code made for somebody', urgency: 'today' })
    expect(made?.path).toContain(`person=${administrator.id}`)
    await clearNews()
    await comesIn('taker', code)
    expect((await newsOf(holder)).map(n => [n.kind, n.urgency])).toEqual([['account opened for you', 'today']])
    const [used] = await newsOf(governance)
    expect(used).toMatchObject({ kind: 'account opened for somebody', urgency: 'today' })
    const answer = await (await signedIn(the, governance)).get(used?.path ?? '')
    expect(answer.status).toBe(200)
    expect(answer.text).toContain('Account opened')
    expect(await newsOf(elsewhere)).toEqual([])
    expect(await newsOf(administrator)).toEqual([])
  })

  test('is written to them even where whoever took the account has read the news first', async () => {
    const holder = await holderKnownAs('mailed-employer', 'mailed@example.org')
    const code = await newCodeFor(holder)
    await world.db.query('update mailing set handed_over_at = now()')
    await comesIn('quick-taker', code)
    await world.db.query('update notification set read_at = now() where person_id = $1', [holder.id])
    const mail = await world.one<{ id: string }>(`select app.mail_begins($1, 'today') as id`, [holder.id])
    expect(await world.one('select address, kind from app.mail_to($1)', [mail.id])).toEqual({
      address: 'mailed@example.org',
      kind: 'today',
    })
    const waiting = await world.one<{ n: number }>(
      `select count(*)::int as n from graphile_worker._private_jobs where key = 'mail:today:' || $1::text`,
      [holder.id],
    )
    expect(waiting.n).toBe(1)
  })

  test('stands in the audit: who made it, who opened the account, how many sign-ins it replaced', async () => {
    const holder = await holderKnownAs('audited-employer')
    await comesIn('audited-new-employer', await newCodeFor(holder))
    expect(await auditOf('invited again', holder.id)).toMatchObject([{ person_id: administrator.id, outcome: 'done' }])
    expect(await auditOf('account opened', holder.id)).toMatchObject([
      { person_id: holder.id, outcome: 'done', detail: { madeBy: administrator.id, signInsReplaced: 1 } },
    ])
  })

  test('of somebody else opens nothing for those who have an account, and is not used up by them', async () => {
    const holder = await holderKnownAs('careful-employer')
    const other = await holderKnownAs('other-employer')
    const code = await newCodeFor(holder)
    const { token } = await comesIn('other-employer', code)
    const { person_id } = await world.one<{ person_id: string }>(
      `select person_id from session where token_hash = sha256(convert_to($1, 'UTF8'))`,
      [token],
    )
    expect(person_id).toBe(other.id)
    expect(await auditOf('account opened', holder.id)).toMatchObject([{ person_id: other.id, outcome: 'not allowed' }])
    expect((await comesIn('careful-new-employer', code)).status).toBe(303)
    expect((await comesIn('careful-employer')).status).toBe(403)
  })

  test('is not for an administrator’s own account', async () => {
    const boss = await signedIn(the, administrator)
    const path = urls.inviteAgain({ ...york, person: administrator.id })
    expect((await boss.post(path, await boss.hidden(path))).status).toBe(404)
    const { n } = await world.one<{ n: number }>('select count(*)::int as n from invitation where person_id = $1', [
      administrator.id,
    ])
    expect(n).toBe(0)
  })

  test('the first one of an account troubles nobody', async () => {
    const boss = await signedIn(the, administrator)
    const path = urls.invite(york)
    const hidden = await boss.hidden(path)
    await clearNews()
    const made = await boss.post(path, {
      ...hidden,
      name: 'Newcomer',
      title: 'Panel secretary',
      email: '',
      phone: '',
      kind: 'professional',
      role: 'information-governance',
      team: '',
      service: '',
    })
    expect(made.status).toBe(303)
    expect((await comesIn('newcomer', hidden.code)).status).toBe(303)
    expect(await newsOf(governance)).toEqual([])
  })
})

describe('who signed in', () => {
  test('stands in the audit, with the session it opened and no young person', async () => {
    const holder = await holderKnownAs('everyday-employer')
    await comesIn('everyday-employer')
    expect(
      await world.one(
        `select e.act, e.outcome, e.young_person_id, s.person_id = e.person_id as theirs
           from audit_event e join session s on s.id = e.session_id where e.person_id = $1`,
        [holder.id],
      ),
    ).toEqual({ act: 'signed in', outcome: 'done', young_person_id: null, theirs: true })
  })

  test('nobody, where there is no account: the log says that it happened, and not who it was', async () => {
    the.logged.length = 0
    expect((await comesIn('a-stranger')).status).toBe(403)
    const line = the.logged.find(text => text.includes('nobody is known by this sign-in'))
    expect(JSON.parse(line ?? '{}')).toMatchObject({ issuer: 'council', request: expect.any(String) })
    expect(the.logged.join('')).not.toContain('a-stranger')
  })
})
