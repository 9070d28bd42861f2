import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { connect } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { origin, testApp } from '../../../../test/app.ts'
import { hiddenFields, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { guarded } from '../../../../test/headers.ts'
import { saysYes } from '../../../../test/workforce.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const areaId = await world.areaId('york')

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Canarypdf/Signed>>endobj\ntrailer<<>>\n%%EOF')
const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 0xff, 0xd9])
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
const typed = { formReference: 'Canaryform CS12', formVersion: 'June 2026' }

/** Somebody who said yes, and the page where the signed form is added. */
async function anAnswer() {
  const child = await world.youngPerson('york', { heldBy: holder })
  await saysYes(world, areaId, child.id, holder.id)
  const { id } = await world.one<{ id: string }>('select id from consent where young_person_id = $1', [child.id])
  const key = { area: 'york', youngPerson: child.id }
  return { child, key, answer: id, add: urls.addSignedCopy({ ...key, answer: id }) }
}

interface Sent {
  readonly bytes: Uint8Array<ArrayBuffer> | string
  readonly name?: string
  readonly type?: string
  readonly fields?: Record<string, string>
  readonly twice?: boolean
}

/** Opens the page and sends its form as a browser does: multipart/form-data. */
async function sending(by: MadePerson, path: string) {
  const client = await signedIn(the, by)
  const headers = { cookie: `session=${client.token}`, origin, 'sec-fetch-site': 'same-origin' }
  const hidden = hiddenFields((await client.get(path)).text)
  const send = async ({ bytes, name = 'scan.pdf', type = 'application/pdf', fields = {}, twice = false }: Sent) => {
    const form = new FormData()
    for (const [each, value] of Object.entries({ ...hidden, ...typed, ...fields })) form.append(each, value)
    for (let n = 0; n <= Number(twice); n++) form.append('file', new File([bytes], name, { type }))
    const request = new Response(form)
    const {
      statusCode,
      body,
      headers: answered,
    } = await the.app.inject({
      method: 'POST',
      url: path,
      headers: { ...headers, 'content-type': request.headers.get('content-type') ?? '' },
      payload: Buffer.from(await request.arrayBuffer()),
    })
    return { status: statusCode, text: body, leadsTo: answered.location }
  }
  return { client, hidden, headers, send }
}
const anew = (): { fields: Record<string, string> } => ({ fields: { _form: crypto.randomUUID() } })
const copies = async (child: string) =>
  (await world.db.query('select id, file_type, bytes from consent_copy where young_person_id = $1', [child])).rows

describe('a signed copy of the council’s own form (R152)', () => {
  test('stands beside an answer about sharing, too', async () => {
    const child = await world.youngPerson('york', { heldBy: holder })
    const { id } = await world.one<{ id: string }>(
      `insert into consent (area_id, young_person_id, question, answer, asked_on, asked_by, recorded_by)
        values ($1, $2, 'sharing', 'no', current_date, 'Somebody', $3) returning id`,
      [areaId, child.id, holder.id],
    )
    const key = { area: 'york', youngPerson: child.id }
    const { client, send } = await sending(holder, urls.addSignedCopy({ ...key, answer: id }))
    // Whoever added it reads it there at once.
    expect(await send({ bytes: pdf })).toMatchObject({ status: 303, leadsTo: urls.sharing(key) })
    expect((await client.get(urls.sharing(key))).text).toContain('Canaryform CS12, version June 2026')
    expect((await client.get(urls.consent(key))).text).not.toContain('Canaryform')
  })

  test.each([
    ['PDF', pdf, 'application/pdf', 'pdf'],
    ['JPEG', jpeg, 'image/jpeg', 'jpg'],
    ['PNG', png, 'image/png', 'png'],
  ])('as %s is added, shown beside the answer, and taken away as the file it was', async (_, bytes, type, ending) => {
    const { child, key, add } = await anAnswer()
    const { client, send } = await sending(holder, add)
    expect((await send({ bytes, name: 'Mum signed for Jo Bloggs.exe', type: 'text/html' })).status).toBe(303)
    const [copy] = await copies(child.id)
    expect(copy.file_type).toBe(type)
    expect(copy.bytes.equals(bytes)).toBe(true)
    const page = (await client.get(urls.consent(key))).text
    expect(page).toContain('Canaryform CS12, version June 2026')
    const answer = await the.app.inject({
      url: urls.signedCopy({ ...key, copy: copy.id }),
      headers: { cookie: `session=${client.token}` },
    })
    expect(answer.rawPayload.equals(bytes)).toBe(true)
    expect(answer.headers['content-type']).toBe(type)
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="signed-copy.${ending}"`)
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['content-security-policy']).toMatch(/^sandbox;/)
    guarded(answer, { page: false })
    expect(
      await world.one(
        `select outcome, record_id from audit_event where act = 'signed copy taken' and young_person_id = $1`,
        [child.id],
      ),
    ).toEqual({ outcome: 'read', record_id: copy.id })
    // What it was called names a child: it stands nowhere.
    const { rows } = await world.db.query(`select detail::text from audit_event where young_person_id = $1`, [child.id])
    expect(JSON.stringify([rows, the.logged])).not.toContain('Bloggs')
  })

  const large = new Uint8Array(11 * 1024 * 1024)
  large.set(pdf)
  test.each<[string, Sent, string]>([
    [
      'that is a web page with a PDF further down',
      { bytes: `<html><script>alert(1)</script>${pdf}` },
      'PDF, JPEG or PNG',
    ],
    ['that is a picture of another kind', { bytes: 'GIF89a', name: 'a.png', type: 'image/png' }, 'PDF, JPEG or PNG'],
    ['that is a drawing with a script in it', { bytes: '<svg onload="alert(1)"/>' }, 'PDF, JPEG or PNG'],
    ['that is nearly a PDF', { bytes: ' %PDF-1.7' }, 'PDF, JPEG or PNG'],
    ['that is shorter than any of them', { bytes: '%P' }, 'PDF, JPEG or PNG'],
    ['that is empty', { bytes: '' }, 'this file is empty'],
    ['that is too large', { bytes: large }, '10 MB or less'],
    ['that nobody chose', { bytes: '', name: '' }, 'Choose the file with the signed copy'],
  ])('a file %s is sent back, with what was typed', async (_, sent, says) => {
    const { child, add } = await anAnswer()
    const { send } = await sending(holder, add)
    const answer = await send(sent)
    expect(answer.status).toBe(422)
    expect(answer.text.toLowerCase()).toContain(says.toLowerCase())
    expect(answer.text).toContain('Canaryform CS12')
    expect(answer.text).toContain('June 2026')
    expect(await copies(child.id)).toEqual([])
  })

  test('where something else is missing the file is to be chosen again, and says so', async () => {
    const { child, add } = await anAnswer()
    const { send } = await sending(holder, add)
    const answer = await send({ bytes: pdf, fields: { formVersion: ' ' } })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Write which version it is')
    expect(answer.text).toContain('Choose the file again')
    expect(await copies(child.id)).toEqual([])
  })

  test('a file is kept as what it begins as, whatever else it could be read as', async () => {
    const { child, add } = await anAnswer()
    const { send } = await sending(holder, add)
    const both = Buffer.concat([pdf, Buffer.from('<script>alert(1)</script>PK\u0003\u0004')])
    expect((await send({ bytes: both, name: '../../../etc/passwd\u0000.html', type: 'text/html' })).status).toBe(303)
    expect((await copies(child.id)).map(one => one.file_type)).toEqual(['application/pdf'])
    await expect(
      world.db.query(
        `insert into consent_copy (area_id, young_person_id, consent_id, form_reference, form_version, file_type, bytes, recorded_by)
           select area_id, young_person_id, consent_id, 'It', '1', 'application/pdf', '<html>', recorded_by from consent_copy where young_person_id = $1`,
        [child.id],
      ),
    ).rejects.toMatchObject({ constraint: 'consent_copy_is_what_it_says' })
  })

  test('a double click is one copy, and ten at once are ten', async () => {
    const { child, add } = await anAnswer()
    const { send } = await sending(holder, add)
    const twice = await Promise.all([send({ bytes: pdf }), send({ bytes: pdf })])
    expect(twice.map(one => one.status)).toEqual([303, 303])
    expect(await copies(child.id)).toHaveLength(1)
    const ten = await Promise.all(Array.from({ length: 10 }, () => send({ bytes: jpeg, ...anew() })))
    expect(new Set(ten.map(one => one.status))).toEqual(new Set([303]))
    expect(await copies(child.id)).toHaveLength(11)
  })

  test('no answer has more than twenty, also where they come at once', async () => {
    const { child, add } = await anAnswer()
    const { send } = await sending(holder, add)
    const all = await Promise.all(Array.from({ length: 24 }, () => send({ bytes: png, ...anew() })))
    expect(all.filter(one => one.status === 303)).toHaveLength(20)
    const refused = all.filter(one => one.status === 422)
    expect(refused).toHaveLength(4)
    expect(refused[0]?.text).toContain('20 files beside this answer')
    expect(await copies(child.id)).toHaveLength(20)
  })

  test('a form without the token of its page, of another site or with two files does nothing', async () => {
    const { child, add } = await anAnswer()
    const { headers, send, client } = await sending(holder, add)
    expect((await send({ bytes: pdf, fields: { _csrf: 'made-up' } })).status).not.toBe(422)
    expect((await send({ bytes: pdf, twice: true })).status).toBe(413)
    const elsewhere = await the.app.inject({
      method: 'POST',
      url: add,
      headers: {
        ...headers,
        origin: 'https://elsewhere.test',
        'sec-fetch-site': 'cross-site',
        'content-type': 'multipart/form-data; boundary=x',
      },
      payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7\r\n--x--\r\n',
    })
    expect(elsewhere.statusCode).toBe(403)
    // A page that takes no files takes no such form.
    const other = await the.app.inject({
      method: 'POST',
      url: urls.askYoungPerson({ area: 'york', youngPerson: child.id }),
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
      payload: '--x--\r\n',
    })
    expect(other.statusCode).toBe(415)
    expect((await client.post(add, { ...typed })).status).not.toBe(500)
    expect(await copies(child.id)).toEqual([])
  })

  test.each([
    ['that breaks off', '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7', 400],
    ['that has no boundary in it', 'nonsense', 400],
    [
      'with the name of something every object has',
      '--x\r\ncontent-disposition: form-data; name="__proto__"\r\n\r\na\r\n--x--\r\n',
      400,
    ],
    [
      'with an endless answer',
      `--x\r\ncontent-disposition: form-data; name="formReference"\r\n\r\n${'a'.repeat(600_000)}\r\n--x--\r\n`,
      413,
    ],
  ])('a form %s is answered as one that cannot be read', async (_, payload, status) => {
    const { child, add } = await anAnswer()
    const { headers } = await sending(holder, add)
    const answer = await the.app.inject({
      method: 'POST',
      url: add,
      headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
      payload,
    })
    expect(answer.statusCode).toBe(status)
    expect(await copies(child.id)).toEqual([])
  })

  test('whoever goes away in the middle leaves nothing, and others are answered', async () => {
    const { child, add } = await anAnswer()
    const { headers, client } = await sending(holder, add)
    const address = await the.app.listen({ port: 0, host: '127.0.0.1' })
    const socket = connect(Number(new URL(address).port), '127.0.0.1')
    await new Promise<void>(resolve => socket.once('connect', () => resolve()))
    socket.write(
      `POST ${add} HTTP/1.1\r\nhost: localhost\r\ncookie: ${headers.cookie}\r\norigin: ${origin}\r\nsec-fetch-site: same-origin\r\ncontent-type: multipart/form-data; boundary=x\r\ncontent-length: 5000000\r\n\r\n--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7`,
    )
    await new Promise<void>(resolve => socket.once('close', () => resolve()).destroy())
    expect((await client.get(add)).status).toBe(200)
    expect(await copies(child.id)).toEqual([])
    expect(the.logged.filter(line => line.includes('a request failed'))).toEqual([])
  })

  test('R152: a file is held only for whoever is signed in; of anybody else only the words are read', async () => {
    const { child, add } = await anAnswer()
    const { send, client } = await sending(holder, add)
    const held: number[] = []
    const look = (message: unknown) =>
      held.push(Object.keys((message as { request: FastifyRequest }).request.sentFiles ?? {}).length)
    subscribe('tracing:fastify.request.handler:start', look)
    onTestFinished(() => void unsubscribe('tracing:fastify.request.handler:start', look))
    await world.db.query('update session set ended_at = now(), ended_because = $2 where token_hash = sha256($1)', [
      client.token,
      'signed out',
    ])
    const { text } = await send({ bytes: pdf })
    expect(text).not.toContain('Canarypdf')
    const again = await sending(holder, add)
    expect((await again.send({ bytes: pdf })).status).toBe(303)
    expect([held.at(0), held.at(-1)]).toEqual([0, 1])
    expect(await copies(child.id)).toHaveLength(1)
  })

  test('what was typed is kept for whoever has to sign in again, and the file is to be chosen again', async () => {
    const { child, add } = await anAnswer()
    const { send } = await sending(holder, add)
    await world.db.query(`update session set last_seen_at = now() - interval '1 hour' where person_id = $1`, [
      holder.id,
    ])
    expect((await send({ bytes: pdf })).status).toBe(303)
    expect(await copies(child.id)).toEqual([])
    expect(await world.one('select body from draft where young_person_id = $1', [child.id])).toEqual({ body: typed })
  })
})

describe('whose it is to see', () => {
  test('nobody who may not read the answer gets the copy, and somebody who may only read adds none', async () => {
    const { child, key, add } = await anAnswer()
    expect((await (await sending(holder, add)).send({ bytes: pdf })).status).toBe(303)
    const [copy] = await copies(child.id)
    const file = urls.signedCopy({ ...key, copy: copy.id })
    const other = await signedIn(the, await world.person({ role: 'case-holder', area: 'york' }))
    expect((await other.get(file)).status).toBe(404)
    expect((await other.get(add)).status).toBe(404)
    // Nor by another child's address.
    const mine = await anAnswer()
    expect((await (await signedIn(the, holder)).get(urls.signedCopy({ ...mine.key, copy: copy.id }))).status).toBe(404)
    const mixed = urls.addSignedCopy({ ...mine.key, answer: add.split('/').at(-2) ?? '' })
    expect((await (await signedIn(the, holder)).get(mixed)).status).toBe(404)
  })

  test('a copy that does not belong here is hidden from everybody, with the reason', async () => {
    const { child, key, add } = await anAnswer()
    const { send, client } = await sending(holder, add)
    await send({ bytes: pdf })
    const [copy] = await copies(child.id)
    const at = urls.setAsideCopy({ ...key, copy: copy.id })
    expect((await client.send(at, { reason: '' })).status).toBe(422)
    expect((await client.send(at, { reason: 'It is the form of her cousin' })).status).toBe(303)
    expect((await client.get(urls.signedCopy({ ...key, copy: copy.id }))).status).toBe(404)
    expect((await client.get(at)).status).toBe(404)
    expect((await client.get(urls.consent(key))).text).not.toContain('Canaryform')
    expect(
      await world.one(
        'select set_aside_reason, set_aside_by, octet_length(bytes) > 0 as kept from consent_copy where id = $1',
        [copy.id],
      ),
    ).toEqual({ set_aside_reason: 'It is the form of her cousin', set_aside_by: holder.id, kept: true })
  })
})
