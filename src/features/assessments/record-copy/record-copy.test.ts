import { describe, expect, test } from 'vitest'
import { aCompletedAssessment, aDraft, wholeAnswers } from '../../../../test/an-assessment.ts'
import { testApp } from '../../../../test/app.ts'
import { client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const holder = await world.person({ role: 'case-holder', area: 'york' })
const colleague = await world.person({ role: 'case-holder', area: 'york' })
const duty = await world.person({ role: 'duty', area: 'york' })
const child = await world.youngPerson('york', { heldBy: holder, surname: 'Canarysurname' })
const words = 'He said “bare long” 😂\n<script>alert(1)</script>'
const id = await aCompletedAssessment(
  world,
  child,
  holder,
  wholeAnswers({ questions: { ...wholeAnswers().questions, 'voice-words': words } }),
)
const at = { area: 'york', youngPerson: child.id, assessment: id }

describe('the copy for the main record', () => {
  test('as plain text: everything that was answered, word for word', async () => {
    const answer = await (await signedIn(the, holder)).get(urls.recordCopyText(at))
    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
    expect(answer.text).toContain(words)
    for (const says of [
      'Three nights in May',
      '20 May 2026, A parent or carer',
      'Clear signs that come back',
      'What we don’t know yet',
      'Canarysurname',
    ])
      expect(answer.text).toContain(says)
    const { reference } = await world.one<{ reference: string }>('select reference from young_person where id = $1', [
      child.id,
    ])
    expect(answer.text).toContain(`Reference ${reference}-A-`)
    expect(String(answer.headers['content-disposition'])).toMatch(/^attachment; filename="[A-Z0-9-]+\.txt"$/)
    expect(String(answer.headers['content-disposition'])).not.toContain('CANARY')
  })

  test('as a PDF: tagged, with a title and a language', async () => {
    const { rawPayload, headers, statusCode } = await the.app.inject({
      method: 'GET',
      url: urls.recordCopyPdf(at),
      cookies: { session: (await signedIn(the, holder)).token },
    })
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toBe('application/pdf')
    expect(headers['content-disposition']).toMatch(/\.pdf"$/)
    const text = rawPayload.toString('latin1')
    expect(text.startsWith('%PDF-1.7')).toBe(true)
    for (const part of ['/Marked true', '/Lang (en-GB)', '/S /H1', '/S /P', '/DisplayDocTitle true'])
      expect(text).toContain(part)
  })

  test('is written down before it goes out', async () => {
    await (await signedIn(the, holder)).get(urls.recordCopyText(at))
    const event = await world.one(
      `select act, record_id, because from audit_event where young_person_id = $1 and act = 'copy for the main record taken' order by seq desc limit 1`,
      [child.id],
    )
    expect(event).toEqual({ act: 'copy for the main record taken', record_id: id, because: ['case-holder'] })
  })

  test('does not go out when it cannot be written down', async () => {
    const somebody = await signedIn(the, holder)
    await world.db.query(
      `alter table audit_event add constraint audit_event_planted check (act <> 'copy for the main record taken') not valid`,
    )
    const answer = await somebody.get(urls.recordCopyText(at))
    await world.db.query('alter table audit_event drop constraint audit_event_planted')
    expect(answer.status).toBe(500)
    expect(answer.text).not.toContain('Three nights in May')
  })

  test.each([
    ['a colleague', colleague, 404],
    ['duty', duty, 403],
  ])('is not for %s', async (_, person, status) => {
    const somebody = await signedIn(the, person)
    for (const path of [urls.recordCopy(at), urls.recordCopyText(at), urls.recordCopyPdf(at)])
      expect((await somebody.get(path)).status).toBe(status)
  })

  test('asks to sign in first', async () => {
    expect((await client(the).get(urls.recordCopyPdf(at))).location).toContain('/sign-in?return=')
  })

  test('is there only of a completed assessment', async () => {
    const other = await world.youngPerson('york', { heldBy: holder })
    const draft = await aDraft(world, other, holder)
    const answer = await (await signedIn(the, holder)).get(
      urls.recordCopyText({ area: 'york', youngPerson: other.id, assessment: draft }),
    )
    expect(answer.status).toBe(404)
  })

  test('is ticked when it is filed: who, when, under which reference', async () => {
    const somebody = await signedIn(the, holder)
    const page = await somebody.get(urls.recordCopy(at))
    expect(page.text).toContain('&lt;script&gt;')
    expect(page.text).not.toContain('<script>alert(1)')
    const without = await somebody.send(urls.recordCopy(at), {})
    expect(without.status).toBe(422)
    expect(without.text).toContain('Tick the box when you have put it into the main record')
    expect((await somebody.send(urls.recordCopy(at), { filed: 'yes' })).status).toBe(303)
    const filed = await world.one('select reference, filed_by from copy_for_record where assessment_id = $1', [id])
    expect(filed.filed_by).toBe(holder.id)
    expect((await somebody.get(urls.recordCopy(at))).text).toContain(`as ${filed.reference}`)
  })
})
