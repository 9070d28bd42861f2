import { describe, expect, test } from 'vitest'
import { testApp } from '../../../../test/app.ts'
import { signedIn } from '../../../../test/as.ts'
import { testDatabase } from '../../../../test/database.ts'
import { aWorld } from '../../../../test/world.ts'
import { features } from '../../../features.ts'
import type { SharingStrip } from '../sharing.ts'
import { urls } from '../urls.ts'
import { stripOf } from './strip.tsx'

const database = await testDatabase()
const the = await testApp(database)
const world = await aWorld(database)

const at = { area: 'york', youngPerson: 'x' }
const share = {
  agency: 'Youth club',
  categories: ['identity', 'contact'],
  purposes: ['safeguarding'],
  law: false,
  until: '2026-12-03',
} as const
const strip: SharingStrip = {
  everybody: true,
  shared: [share, { ...share, agency: 'Police', law: true }],
  not: ['Schools', 'Early help'],
  task: ['Police', 'Health'],
  asked: true,
  next: '2026-12-03',
}
const of = (but: Partial<SharingStrip>, today = '2026-11-30', acts: readonly string[] = []) =>
  stripOf({ ...strip, ...but }, today, at, new Set(acts))

describe('what every page about a young person says of sharing', () => {
  test.each([
    [{}, '2026-11-30', 'with 3, not with 2. Next look: 3 Dec 2026.'],
    [{}, '2026-12-04', 'with 3, not with 2. Late since 3 Dec 2026: look at it again.'],
    [{ shared: [], task: [], next: null }, '2026-11-30', 'with nobody, not with 2.'],
    [{ not: [], next: null }, '2026-11-30', 'with 3.'],
    [{ everybody: false, shared: [share], not: [], task: [], next: null }, '2026-11-30', '2 kinds of thing.'],
  ] as const)('in short: %j on %s', (but, today, short) => {
    expect(of(but, today).short).toBe(short)
  })

  test('with all of it below: with whom what, with whom nothing, who knows anyway, and when somebody looks again', () => {
    expect(of({ asked: false }).lines).toEqual([
      'They have not been asked yet what may be shared.',
      'Youth club: who they are, how to reach them, until 3 Dec 2026. Police: who they are, how to reach them, without consent.',
      'Nothing with Schools and Early help.',
      'By public task, whatever they answer: Police and Health.',
      'Next look: 3 Dec 2026.',
    ])
  })

  test('and the way to the page about it, for whoever may open that', () => {
    expect(of({}).more).toBeUndefined()
    expect(of({}, undefined, ['read S3']).more?.href).toBe(urls.sharing(at))
    expect(of({ everybody: false }, undefined, ['read S3']).more).toBeUndefined()
    expect(of({ everybody: false }, undefined, ['read what is shared']).more?.href).toBe(urls.shared(at))
  })
})

test('stands on every page about a young person, form or not, for whoever may read what may be shared', async () => {
  const holder = await world.person({ role: 'case-holder', area: 'york' })
  const child = await world.youngPerson('york', { heldBy: holder })
  const app = await signedIn(the, holder)
  const paths = features
    .flatMap(({ routes }) => routes)
    .filter(one => one.method === 'GET' && one.kind !== 'file' && one.pattern.includes('/:youngPerson'))
    .map(one => one.pattern.replace(':area', 'york').replace(':youngPerson', child.id))
    .filter(one => !one.includes(':'))
  const without: string[] = []
  let looked = 0
  for (const path of new Set(paths)) {
    const { status, text } = await app.get(path)
    if (status !== 200) continue
    looked += 1
    if (!text.includes('Sharing today')) without.push(path)
  }
  expect(without).toEqual([])
  expect(looked).toBeGreaterThan(30)
})

test('the pages of a record are folded, and what is folded says which part this page belongs to', async () => {
  const holder = await world.person({ role: 'case-holder', area: 'york' })
  const child = await world.youngPerson('york', { heldBy: holder })
  const key = { area: 'york', youngPerson: child.id }
  const app = await signedIn(the, holder)
  const said = async (path: string) => /Pages of this record[^<]*/.exec((await app.get(path)).text)?.[0].trim()
  expect(await said(`/york/young-people/${child.id}`)).toBe('Pages of this record: Record')
  expect(await said(urls.sharing(key))).toBe('Pages of this record: Sharing')
  // A page of its own below a part, also where the part's address begins another's.
  expect(await said(urls.askYoungPerson(key))).toBe('Pages of this record: Taking part')
  expect(await said(urls.shareYoungPerson(key))).toBe('Pages of this record: Sharing')
  const strip = /<aside[\s\S]*?<\/aside>/.exec((await app.get(`/york/young-people/${child.id}`)).text)?.[0]
  expect(strip).toContain(`href="${urls.sharing(key)}"`)
})
