import { describe, expect, test } from 'vitest'
import { urls } from '../../src/features/forum/index.ts'
import { aForum } from '../../test/forum.ts'
import { aHouse } from '../house.ts'

const house = await aHouse()
const york = await aForum(house.world, 'york')

describe('the chair records the outcome of one child', () => {
  test('at the keyboard alone, in under 60 seconds at a slow typist’s pace (R131, R132)', async () => {
    const child = await york.sent({ given: 'Jay', surname: 'Invented' })
    const discussion = await york.discussion(child)
    await house.world.db.query(
      `update discussion_agency set attendance = 'there', attendance_at = now() where discussion_id = $1`,
      [discussion],
    )
    const key = { area: 'york', youngPerson: child.id, discussion }
    const { page, open, looksRight, leave } = await house.as(york.chair)
    await open(urls.outcome(key))
    const { keyboard } = page
    let keys = 0
    const press = async (name: string) => {
      keys += 1
      await keyboard.press(name)
    }
    const type = async (words: string) => {
      keys += words.length
      await keyboard.type(words)
    }
    // The way from the top: past the header, menus and links, as often as Tab has to be pressed.
    const until = async (id: string) => {
      for (let i = 0; i < 60; i += 1) {
        await press('Tab')
        if ((await page.evaluate('document.activeElement && document.activeElement.id')) === id) return
      }
      throw new Error(`nobody gets to ${id} with Tab`)
    }
    const began = performance.now()
    await until('finding')
    await press('Space')
    await until('findingReason')
    await type('Older men wait for them at the school gate.')
    await until('suitable')
    await press('Space')
    await until('wouldBenefit')
    await press('Space')
    await press('Enter')
    await page.waitForURL(`**${urls.discussion(key)}`)
    const machine = (performance.now() - began) / 1000
    await looksRight()
    const row = await house.world.one('select finding, both_yes from forum_outcome where discussion_id = $1', [
      discussion,
    ])
    expect(row).toEqual({ finding: 'at risk of', both_yes: true })
    // A slow typist needs 0.4 s a key (30 words a minute); the server's part comes on top.
    expect(keys * 0.4 + machine).toBeLessThan(60)
    await leave()
  })
})
