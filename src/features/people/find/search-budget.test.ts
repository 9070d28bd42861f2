import { beforeEach, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld, type MadePerson } from '../../../../test/world.ts'
import { urls } from '../urls.ts'

// So many searches before recording a day, and no more (promises C): then somebody is told, once.

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)
const york = { area: 'york' }
const child = await world.youngPerson('york', {
  heldBy: await world.person({ role: 'case-holder', area: 'york' }),
  given: 'Siobhan',
  surname: 'Canaryfield',
})
beforeEach(() => world.db.query(`update budget set per_day = 2 where key = 'search before recording'`))

/** Searches five times; answers what each found, and says no more once the budget is used up. */
async function searchOften(who: MadePerson) {
  const as = await signedIn(the, who)
  const found: string[] = []
  for (let n = 0; n < 5; n++) {
    const typed = { givenNames: 'Siobhan', surname: 'Canaryfield', knownAs: '', postcode: '' }
    const sent = await as.send(urls.find(york), typed)
    const { text } = await as.get(sent.location)
    found.push(text.includes('You have searched enough for today') ? 'enough' : 'found')
    // Somebody of duty sees the record itself, others that there is one.
    expect(text.includes('similar record') || text.includes(child.id)).toBe(found.at(-1) === 'found')
    expect((await as.get(`${sent.location}/record`)).status).toBe(found.at(-1) === 'found' ? 200 : 404)
  }
  return found
}

/** How often somebody was told that somebody's searches are used up. */
const toldOf = async ({ id }: MadePerson) =>
  (
    await world.one<{ n: number }>(
      `select count(*)::int as n from notification where person_id = $1 and kind = 'searches used up'`,
      [id],
    )
  ).n

test('stops after so many in a day, and tells the manager once', async () => {
  const manager = await world.person({ role: 'team-manager', area: 'york' })
  const eager = await world.person({ role: 'case-holder', area: 'york' })
  expect(await searchOften(eager)).toEqual(['found', 'found', 'enough', 'enough', 'enough'])
  expect(await toldOf(manager)).toBe(1)
})

test('tells governance where nobody manages whoever searched', async () => {
  const alone = await world.person({ role: 'duty', area: 'york' })
  await world.db.query('update membership set team_id = null where person_id = $1', [alone.id])
  const governance = await world.person({ role: 'information-governance', area: 'york' })
  expect(await searchOften(alone)).toEqual(['found', 'found', 'enough', 'enough', 'enough'])
  expect(await toldOf(governance)).toBe(1)
})
