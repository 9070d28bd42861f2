import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigurationError, faultLine } from '../../platform/yaml-config.ts'
import { type Area, type AreaService, jsonSchemas, loadAreas, riskKinds } from './index.ts'

const areas = loadAreas('config')
const area = (key: string): Area => {
  const found = areas.byKey.get(key)
  if (!found) throw new Error(`no area ${key}`)
  return found
}
const service = (areaKey: string, key: string): AreaService => {
  const found = area(areaKey).services.find(item => item.key === key)
  if (!found) throw new Error(`no service ${key} in ${areaKey}`)
  return found
}

describe('the two areas', () => {
  test('are North Yorkshire and York, found by key and by id', () => {
    expect(areas.all.map(item => item.name)).toEqual(['North Yorkshire', 'York'])
    for (const item of areas.all) expect(areas.byId.get(item.id)).toBe(item)
  })

  test.each([
    ['north-yorkshire', 'MAST', 'R12'],
    ['york', 'MACEM', 'R13'],
  ])('R129: the forum of %s is %s', (key, name, requirement) => {
    expect(area(key).forum.name).toBe(name)
    expect(area(key).forum.source.from).toContain(requirement)
  })

  test.each([
    [
      'north-yorkshire',
      'rp-relief-worker',
      ['sexual-exploitation', 'serious-assault', 'organised-crime-gang-violence'],
      'R60',
    ],
    ['york', 'volunteer-mentor', ['serious-assault', 'organised-crime-gang-violence'], 'R77'],
    ['north-yorkshire', 'family-network-coordinator', [], 'R94'],
    ['york', 'family-network-coordinator', [], 'R94'],
  ])('in %s, %s cannot take on safely %j (%s)', (areaKey, key, limbs, requirement) => {
    const { cannotTakeOnSafely } = service(areaKey, key)
    expect(cannotTakeOnSafely.limbs.map(limb => limb.key)).toEqual(limbs)
    expect(cannotTakeOnSafely.source).toMatchObject({ sure: 'stated', from: expect.stringContaining(requirement) })
  })

  test.each([
    ['north-yorkshire', 'rp-relief-worker', 1, 'operational-manager', { from: 16, to: 24 }, null],
    ['york', 'volunteer-mentor', 1, 'operational-manager', { from: 18, to: null }, 7],
    ['north-yorkshire', 'family-network-coordinator', 2, 'service-manager', { from: 18, to: null }, null],
    ['york', 'family-network-coordinator', 2, 'service-manager', { from: 18, to: null }, null],
  ])(
    'in %s, %s is strand %i, matched by the %s, workers aged %j, every %s days (R15–R18, R33, R34, R36, R39, R83)',
    (areaKey, key, strand, by, ages, every) => {
      const found = service(areaKey, key)
      expect(found.strand).toBe(strand)
      expect(found.matching.by).toBe(by)
      expect(found.worker.ages).toEqual(ages)
      expect(found.cadence?.everyDays ?? null).toBe(every)
    },
  )

  const firm = { 'will have': ' will have ', may: ' may ', 'is likely to': ' likely to ' }
  test.each([
    ['north-yorkshire', 'rp-relief-worker', 55, ['will have', 'may', 'may', 'may', 'may']],
    ['york', 'volunteer-mentor', 72, ['will have', 'may', 'may', 'may', 'may']],
    ['york', 'family-network-coordinator', 89, ['will have', 'is likely to', 'is likely to', 'is likely to', 'may']],
    [
      'north-yorkshire',
      'family-network-coordinator',
      89,
      ['will have', 'is likely to', 'is likely to', 'is likely to', 'may'],
    ],
  ] as const)(
    'in %s, the needs of %s are R%i and the next four, worded as firmly as the plan does',
    (areaKey, key, first, modalities) => {
      const { needs } = service(areaKey, key)
      expect(needs.map(need => need.requirement)).toEqual([0, 1, 2, 3, 4].map(offset => `R${first + offset}`))
      expect(needs.map(need => need.modality)).toEqual(modalities)
      for (const need of needs) expect(need.says).toContain(firm[need.modality])
    },
  )

  test.each(['north-yorkshire', 'york'])('%s: ten working days for an assessment, three months to the next', key => {
    expect(area(key).clocks.assessment).toMatchObject({ length: 10, unit: 'working-days' })
    expect(area(key).clocks.review).toMatchObject({ length: 3, unit: 'months' })
    expect(area(key).clocks.memberWindow).toMatchObject({ length: 28, unit: 'days' })
  })

  test('North Yorkshire changed its code with the council, York did not', () => {
    expect(area('north-yorkshire').gssCodes).toEqual([
      { code: 'E10000023', from: null, until: '2023-03-31' },
      { code: 'E06000065', from: '2023-04-01', until: null },
    ])
    expect(area('york').gssCodes).toEqual([{ code: 'E06000014', from: null, until: null }])
  })

  test('R139: Trusted Relationships is one option among several, R142: and holds no case', () => {
    for (const { supportOptions, agencies } of areas.all) {
      expect(supportOptions.filter(option => option.trustedRelationships)).toHaveLength(1)
      expect(supportOptions.length).toBeGreaterThan(5)
      const ours = agencies.filter(agency => agency.kind === 'trusted-relationships')
      expect(ours.map(agency => agency.holdsCases)).toEqual([false])
    }
  })

  test('R160: the contact block is the plan’s for North Yorkshire, and nothing counts as checked until somebody checks it', () => {
    expect(area('north-yorkshire').contact).toMatchObject({
      phone: '01609 780 780',
      email: 'customer.services@northyorks.gov.uk',
    })
    expect(areas.all.map(item => item.contact.checkedOn)).toEqual([null, null])
    expect(area('york').contact.source.sure).toBe('assumed')
  })
})

describe('words on screen', () => {
  const forbidden = /perpetrator|barred|exclusion|refus|fails? to engage|at fault|themselves at risk/i
  const spoken = (value: unknown): string[] => {
    if (typeof value === 'string') return [value]
    if (Array.isArray(value)) return value.flatMap(spoken)
    if (value === null || typeof value !== 'object') return []
    return Object.entries(value).flatMap(([key, inner]) => (/source$|neverWords/i.test(key) ? [] : spoken(inner)))
  }
  // neverWords are those that nobody may write.
  test('never blame, and never say what the plan’s own words would', () => {
    const all = areas.all.flatMap(spoken)
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter(text => forbidden.test(text))).toEqual([])
  })
})

describe('the folder of areas', () => {
  let config: string
  beforeEach(() => {
    config = mkdtempSync(join(tmpdir(), 'areas-'))
    cpSync('config', config, { recursive: true })
  })
  afterEach(() => rmSync(config, { recursive: true }))

  const york = () => readFileSync(join(config, 'areas/york.yaml'), 'utf8')
  const write = (name: string, text: string) => writeFileSync(join(config, 'areas', name), text)
  const change = (from: string | RegExp, to: string) => {
    expect(york()).toMatch(from)
    write('york.yaml', york().replace(from, to))
  }
  const faults = (): string[] => {
    try {
      loadAreas(config)
    } catch (error) {
      if (error instanceof ConfigurationError)
        return error.faults.map(fault => faultLine(fault).replace(`${config}/`, ''))
      throw error
    }
    return []
  }

  test('R126: a third file is a third area', () => {
    const hull = york()
      .replace('key: york\n', 'key: hull\n')
      .replace(/^id: .*/m, 'id: 01980e5c-7a10-7aaa-8a42-b7d09e14c699')
      .replace('name: York\n', 'name: Hull\n')
      .replace('E06000014', 'E06000010')
      .replace('partnerAreas: [north-yorkshire]', 'partnerAreas: [york]')
    write('hull.yaml', hull)
    const loaded = loadAreas(config)
    expect(loaded.all.map(item => item.key)).toEqual(['hull', 'north-yorkshire', 'york'])
    expect(loaded.byKey.get('hull')?.services.map(item => item.key)).toEqual([
      'volunteer-mentor',
      'family-network-coordinator',
    ])
  })

  test.each<[string, string | RegExp, string, RegExp]>([
    [
      'a key that is not the name of the file',
      'key: york\n',
      'key: yorke\n',
      /^areas\/york\.yaml, line \d+, key: must be the name of the file, "york"$/,
    ],
    [
      'a partner that is not there',
      '[north-yorkshire]',
      '[hull]',
      /line \d+, partnerAreas › item 1: there is no area "hull"$/,
    ],
    [
      'a limb nobody knows',
      '- key: serious-assault',
      '- key: shouting',
      /services › volunteer-mentor › cannotTakeOnSafely › limbs › shouting › key: must be one of/,
    ],
    [
      'the same limb twice',
      '- key: organised-crime-gang-violence',
      '- key: serious-assault',
      /limbs › serious-assault › key: "serious-assault" is used twice/,
    ],
    [
      'a quorum with a stranger',
      'mustInclude: [childrens-social-care]',
      'mustInclude: [fire-brigade]',
      /quorum › mustInclude › item 1: "fire-brigade" is not one of the agencies/,
    ],
    [
      'a quorum nobody can reach',
      'agencies: 2',
      'agencies: 20',
      /urgent › quorum › agencies: is more than the area has agencies/,
    ],
    ['two agencies of one key', '- key: early-help\n    name', '- key: police\n    name', /"police" is used twice/],
    [
      'Trusted Relationships holding cases',
      /(kind: trusted-relationships\n {4}core: false\n {4}publicTask: false\n {4}standsForMany: false\n {4}holdsCases:) false/,
      '$1 true',
      /holdsCases: must be false: Trusted Relationships never holds a case \(R142\)/,
    ],
    ['a strand nobody delivers', 'strand: 2', 'strand: 1', /services: must have a service of strand 2/],
    ['a strand that is none', 'strand: 2', 'strand: 3', /strand: must be 1 or 2/],
    [
      'no Trusted Relationships among the options',
      'trustedRelationships: true',
      'trustedRelationships: false',
      /exactly one option/,
    ],
    [
      'a clock without a source',
      /(startsWith: the discussion)\n.*\n/,
      '$1\n',
      /clocks › memberWindow › source: is missing/,
    ],
    ['a clock of zero', 'length: 28', 'length: 0', /clocks › memberWindow › length: must be at least 1/],
    ['an id that is none', /^id: .*/m, 'id: york-1', /id: must be an identifier such as/],
    [
      'a telephone number that YAML takes for a number',
      'phone: 01904 551 550',
      'phone: 1904551550',
      /contact › phone: must be text; put quotation marks/,
    ],
    [
      'an address that is none',
      'website: https://www.york.gov.uk',
      'website: york',
      /website: must be an address starting with https/,
    ],
    ['ages the wrong way round', 'principallyTo: 17', 'principallyTo: 9', /ages › principallyTo: must not be below/],
  ])('says so: %s', (_, from, to, expected) => {
    change(from, to)
    expect(faults()).toEqual(expect.arrayContaining([expect.stringMatching(expected)]))
  })

  test('two areas cannot share an id or a code, and all files are told at once', () => {
    change(/^id: .*/m, 'id: 01980e5c-7a10-7c4e-9b1d-5f2a6c3e8d01')
    change('E06000014', 'E06000065')
    writeFileSync(join(config, 'bank-holidays-england.yaml'), 'from: 2018-01-01\n')
    const found = faults().join('\n')
    expect(found).toMatch(/york\.yaml, line \d+, id: is already the id of north-yorkshire/)
    expect(found).toMatch(/york\.yaml, line \d+, gssCodes › item 1 › code: is already a code of north-yorkshire/)
    expect(found).toMatch(/bank-holidays-england\.yaml, line 1, days: is missing/)
  })

  test('a folder without areas is a fault', () => {
    rmSync(join(config, 'areas'), { recursive: true })
    expect(faults()).toEqual(['areas: holds no area; add one .yaml file'])
  })
})

describe('the schemas for editors', () => {
  test.each(jsonSchemas())('$path is what the code checks; if not, run npm run generate', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })

  test('offer the kinds of risk to choose from', () => {
    const [{ text } = { text: '' }] = jsonSchemas()
    for (const kind of riskKinds) expect(text).toContain(`"${kind}"`)
  })
})
