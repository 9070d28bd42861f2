import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { aWorld } from '../../../test/world.ts'
import { openDatabase } from '../../db/database.ts'
import { areas, startAreas } from '../areas/index.ts'
import { type Kept, neutral, notNeutral } from './neutral.ts'

const database = await testDatabase()
const world = await aWorld(database)
const pool = openDatabase(database.appUrl, 1, () => undefined)
await startAreas('config', pool)
await pool.close()

const names = ['Park', 'St. John’s School (lower)', "O'Neil-Smith", '12 Long Row', 'YO11AA', 'Łącka']
const kept: Kept = { words: ['gang*', 'knife', 'county line*', 'self-harm*', 'cse'], names }
const inDatabase = async (of: Kept, says: string) =>
  (await world.one<{ found: string | null }>('select app.not_neutral($1, $2, $3) as found', [of.words, of.names, says]))
    .found

describe('what a telephone must not show (promises C)', () => {
  test.each([
    ['They like a Gang show', true],
    ['there were gangs', true],
    ['he carries a KNIFE', true],
    ['knifepoint', false],
    ['County Lines', true],
    ['self-harming', true],
    ['ucse', false],
    ['meet in the park', false],
    ['the Park family', true],
    ['Parking is free', false],
    ['near St. John’s School (lower).', true],
    ["Jo O'Neil-Smith", true],
    ['at 12 Long Row', true],
    ['at 112 Long Row', false],
    ['YO1 7HH is the library', true],
    ['ring 01904 551550', false],
    ['pani Łącka', true],
    ['Jo O’Neil‑Smith', true],
    ['Jo O\u02bcNeil\u2013Smith', true],
    ["near St. John's School (lower)", true],
    ['at 12\u00a0Long  Row', true],
    ['at YO1\u00a07HH', true],
    ['at YO1  7HH', true],
    ['the Pa\u00adrk family', true],
    ['the P\u200bark family', true],
    ['county\u2009lines', true],
    ['self‑harming', true],
    ['they meet at 12, Long Row is far', false],
    ['The café by the library. Not near the station.', false],
  ])('%j: %s', async (says, told) => {
    expect(notNeutral(kept, says).length > 0).toBe(told)
    expect((await inDatabase(kept, says)) !== null).toBe(told)
  })

  test('says all of it, each once, as it was typed', () => {
    expect(neutral(kept)('The Park family, a KNIFE, gangs, another knife, at YO1 7HH')).toContain(
      'Find other words for “gang”, “KNIFE”, “Park”, “YO1 7HH”',
    )
    expect(neutral(kept)('The café by the library')).toBeUndefined()
  })

  test('both say the same of any text', async () => {
    const part = fc.constantFrom(
      'gang',
      'gangs',
      'knife',
      'KNIFE',
      'Park',
      'park',
      'cse',
      '_',
      '-',
      ' ',
      '.',
      'é',
      "O'Neil-Smith",
      'YO1 1AA',
      'x',
      '1',
      '\n',
      'county line',
      'county',
      'line',
      '\u00a0',
      '\u200b',
      '\u2019',
      '\u2011',
      'O’Neil',
      'Smith',
      '*',
      '(',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 7 }), async parts => {
        const says = parts.join('')
        expect((await inDatabase(kept, says)) !== null, says).toBe(notNeutral(kept, says).length > 0)
      }),
      { numRuns: 300 },
    )
  })

  test('every word of an area’s file is found as it is written there', async () => {
    for (const area of areas().all) {
      const { neverWords } = area.telephones
      expect(neverWords.length).toBeGreaterThan(20)
      for (const word of neverWords) {
        const says = `Now ${word.replace('*', '')}, then`
        expect(notNeutral({ words: neverWords, names: [] }, says), word).not.toEqual([])
        expect(await inDatabase({ words: neverWords, names: [] }, says), word).not.toBeNull()
      }
    }
  })
})
