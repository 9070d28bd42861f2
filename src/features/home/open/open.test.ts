import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { client, signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { areas } from '../../areas/index.ts'
import { urls } from '../urls.ts'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const anybody = client(the)
const unescaped = (text: string) => text.replaceAll('&#39;', "'").replaceAll('&amp;', '&')

describe('the pages for anybody', () => {
  test.each([urls.accessibility(), urls.contact(), urls.privacy()])(
    '%s opens without signing in, and is led to',
    async at => {
      const answer = await anybody.get(at)
      expect(answer.status).toBe(200)
      expect(answer.text).toMatch(/<h1 /)
      expect(answer.headers['cache-control']).toBe('no-store')
      const reached = await Promise.all(['/sign-in', urls.contact()].map(path => anybody.get(path)))
      expect(reached.some(({ text }) => text.includes(`href="${at}"`))).toBe(true)
    },
  )

  test('look the same to whoever is signed in', async () => {
    const person = await world.person({ role: 'case-holder', area: 'york' })
    const same = (text: string) => text.replace(/nonce="[^"]*"/g, '')
    const mine = await (await signedIn(the, person)).get(urls.contact())
    expect(same(mine.text)).toBe(same((await anybody.get(urls.contact())).text))
  })

  test('tell how to reach every area, and where to ask for another language or format (R160, R161)', async () => {
    const page = unescaped((await anybody.get(urls.contact())).text)
    for (const { contact } of areas().all) {
      for (const shown of [
        contact.name,
        contact.phone,
        contact.email,
        contact.address,
        contact.otherLanguages,
        contact.dutyWorker.phone,
        contact.outOfHours.phone,
      ])
        expect(page).toContain(shown)
      expect(page).toContain(contact.checkedOn ? 'The council checked these' : 'has not checked these details yet')
    }
  })

  test('are where a page that is not there sends whoever is worried', async () => {
    const page = (await anybody.get('/nothing-here')).text
    expect(page).toMatch(new RegExp(`<a [^>]*href="${urls.contact()}"[^>]*>See whom to ring</a>`))
  })

  test('hold every part that an accessibility statement must have', async () => {
    const page = (await anybody.get(urls.accessibility())).text
    for (const part of [
      'committed to making this service accessible, in accordance with the Public Sector Bodies (Websites and',
      'partially compliant with the',
      'Non-accessible content',
      'Enforcement procedure',
      'Equality and Human Rights Commission',
      'Reporting accessibility problems',
      'This statement was prepared on',
    ])
      expect(page.replace(/\s+/g, ' ')).toContain(part)
  })

  test('refuse to be posted to', async () => {
    expect((await anybody.post(urls.contact(), {})).status).toBe(404)
  })
})
