import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  agencyKinds,
  codeAllowed,
  codeListKeys,
  codeName,
  codeOptions,
  loadCodeLists,
  riskKinds,
  threeAnswers,
} from './index.ts'

const lists = loadCodeLists('config')
const today = '2026-06-01'
const three = threeAnswers.map(answer => answer.code)

describe('the code lists', () => {
  test('ethnicity has the eighteen official codes, in groups', () => {
    const offered = codeOptions(lists, 'ethnicity', today).filter(option => option.group)
    expect(offered.map(option => option.code).join(' ')).toBe(
      'WBRI WIRI WIRT WROM WOTH MWBC MWBA MWAS MOTH AIND APKN ABAN CHNE AOTH BCRB BAFR BOTH OOTH',
    )
  })

  test.each([
    ['sex', '1 2'],
    ['disability', 'AUT BEH COMM CON DDA HAND HEAR INC LD MOB PC VIS NONE'],
    ['sen-type', 'SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD OTH'],
    ['sen-provision', 'N K E'],
    ['care-status', 'C1 C2 E1 V2 V3 V4 L1 L2 L3 J1 J2 J3 none'],
    [
      'case-status',
      'not-open early-help child-in-need child-protection-plan looked-after care-leaver other-local-authority',
    ],
  ] as const)('%s offers the official codes and the three answers', (key, codes) => {
    expect(codeOptions(lists, key, today).map(option => option.code)).toEqual([...codes.split(' '), ...three])
  })

  test('whatever is asked of a person can be not known, not asked, or not said, and the three stay three', () => {
    const asked = codeListKeys.filter(key => lists[key].askedOfAPerson)
    expect(asked).toEqual(
      expect.arrayContaining([
        'ethnicity',
        'sex',
        'gender',
        'disability',
        'sen-type',
        'case-status',
        'language',
        'interpreter-need',
      ]),
    )
    for (const key of asked)
      expect(
        codeOptions(lists, key, today)
          .slice(-3)
          .map(option => option.code),
      ).toEqual(three)
    expect(codeOptions(lists, 'referral-source', today).map(option => option.code)).not.toContain('not asked')
  })

  test('R4: six kinds of exploitation', () => {
    expect(codeOptions(lists, 'exploitation-type', today).map(option => option.code)).toEqual([
      'criminal',
      'county-lines',
      'sexual',
      'modern-slavery',
      'peer-or-relationship',
      'gang',
    ])
  })

  test('R7: networks are an open list, so another place can be written in; sex is not', () => {
    expect(codeOptions(lists, 'originating-network', today).map(option => option.name)).toEqual([
      'Liverpool',
      'Birmingham',
      'Leeds',
      'Sheffield',
      'Manchester',
    ])
    expect(codeAllowed(lists, 'originating-network', 'Bradford', today)).toBe(true)
    expect(codeName(lists, 'originating-network', 'Bradford')).toBe('Bradford')
    expect(codeAllowed(lists, 'sex', '3', today)).toBe(false)
    expect(codeAllowed(lists, 'sex', 'not asked', today)).toBe(true)
  })

  test('the kinds the code decides on are the kinds the lists name', () => {
    expect(lists['risk-kind'].items.map(item => item.code)).toEqual([...riskKinds])
    expect(lists['agency-kind'].items.map(item => item.code)).toEqual([...agencyKinds])
  })

  test('an official code that is never offered still has a name', () => {
    expect(codeAllowed(lists, 'ethnicity', 'REFU', today)).toBe(false)
    expect(codeName(lists, 'ethnicity', 'REFU')).toBe('Prefers not to say')
    expect(codeName(lists, 'ethnicity', 'not known')).toBe('Not known')
  })

  test('no word on screen says somebody refused', () => {
    const names = codeListKeys.flatMap(key =>
      codeOptions(lists, key, today).flatMap(option => [option.name, option.help ?? '']),
    )
    expect(names.filter(name => /refus|perpetrator|barred|exclusion/i.test(name))).toEqual([])
  })
})

describe('the folder of code lists', () => {
  let config: string
  beforeEach(() => {
    config = mkdtempSync(join(tmpdir(), 'lists-'))
    cpSync('config/code-lists', join(config, 'code-lists'), { recursive: true })
  })
  afterEach(() => rmSync(config, { recursive: true }))
  const file = (key: string) => join(config, 'code-lists', `${key}.yaml`)
  const change = (key: string, from: string, to: string) => {
    const text = readFileSync(file(key), 'utf8')
    expect(text).toContain(from)
    writeFileSync(file(key), text.replace(from, to))
  }

  test('a code that is retired is no longer offered, and still has its name', () => {
    change('case-status', 'name: "Care leaver"', 'name: "Care leaver", until: 2025-12-31')
    const changed = loadCodeLists(config)
    expect(codeAllowed(changed, 'case-status', 'care-leaver', '2025-12-31')).toBe(true)
    expect(codeAllowed(changed, 'case-status', 'care-leaver', '2026-01-01')).toBe(false)
    expect(codeName(changed, 'case-status', 'care-leaver')).toBe('Care leaver')
  })

  test.each<[string, () => void, RegExp]>([
    ['a list that is missing', () => rmSync(file('sex')), /sex\.yaml: there is no such file/],
    [
      'a list nobody uses',
      () => writeFileSync(file('shoes'), readFileSync(file('sex'), 'utf8').replace('key: sex', 'key: shoes')),
      /shoes\.yaml, line 2, key: is not a list this system uses/,
    ],
    [
      'a key that is not the file’s name',
      () => change('sex', 'key: sex', 'key: sexes'),
      /sex\.yaml, line 2, key: must be the name of the file, "sex"/,
    ],
    ['a code twice', () => change('sex', 'code: "2"', 'code: "1"'), /items › item 2 › code: "1" is used twice/],
    [
      'a code without quotation marks',
      () => change('sex', 'code: "2"', 'code: 2'),
      /items › item 2 › code: must be text/,
    ],
    [
      'a list that is no list',
      () => writeFileSync(file('sex'), 'key: sex\nitems: 3\n'),
      /line 2, items: must be a list/,
    ],
  ])('says so: %s', (_, spoil, expected) => {
    spoil()
    expect(() => loadCodeLists(config)).toThrow(expected)
  })
})
