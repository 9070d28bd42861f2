import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ConfigurationError, faultLine } from '../../platform/yaml-config.ts'
import { loadCodeLists, riskKinds } from '../areas/index.ts'
import { formHash, indicatorsOf, levels, sectionsOf } from './form-definition.ts'
import { loadForms } from './form-definition-files.ts'
import { formJsonSchemas } from './form-definition-json-schemas.ts'

const codeLists = loadCodeLists('config')
const forms = loadForms('config', codeLists)
const { form } = forms.riskAssessment.current
const screening = forms.screening.current.form

describe('the risk assessment (R130)', () => {
  test('has fourteen domains: thirteen that ask for signs, and what protects', () => {
    expect([...form.domains.map(domain => domain.key), form.protective.key]).toEqual([
      'missing',
      'education',
      'home',
      'peers',
      'adults',
      'money',
      'online',
      'substances',
      'offending',
      'travel',
      'health',
      'services',
      'recognising',
      'protective',
    ])
  })

  test('every domain asks for three to eight signs, and holds signs of risk and of actual harm apart', () => {
    for (const { indicators } of form.domains) {
      expect(indicators.length).toBeGreaterThanOrEqual(3)
      expect(indicators.length).toBeLessThanOrEqual(8)
      expect(new Set(indicators.map(indicator => indicator.kind))).toEqual(new Set(['risk', 'harm']))
    }
  })

  test('counts none, emerging, moderate, significant as 0, 1, 2, 3', () => {
    expect(form.levels.map(level => [level.key, level.points])).toEqual(levels.map((level, points) => [level, points]))
  })

  test('asks for evidence from emerging up, from a closed list of sources and "other"', () => {
    expect(form.evidence.requiredFrom).toBe('emerging')
    expect(form.evidence.sources.map(each => each.key)).toEqual([
      'own-observation',
      'young-person',
      'parent-or-carer',
      'school',
      'police',
      'health',
      'other-agency',
      'record',
      'other',
    ])
  })

  test('R6: asks for a trusted adult in the family, the community and among professionals', () => {
    const keys = form.protective.factors.map(factor => factor.key)
    expect(keys).toEqual(
      expect.arrayContaining(['trusted-adult-family', 'trusted-adult-community', 'trusted-adult-professional']),
    )
  })

  test('R60, R77: asks for people who pose a risk by the kinds that services turn on, apart from the young person’s own actions', () => {
    expect(form.people.kinds.map(kind => kind.key)).toEqual([...riskKinds])
    expect(form.ownActions.questions.map(question => question.key)).toContain('own-actions-made-to')
  })

  test('the words never blame', () => {
    const said = JSON.stringify([form, screening]).toLowerCase()
    for (const word of [
      'perpetrator',
      'barred',
      'refus',
      'fails to',
      'failed to',
      'fault of',
      'themselves at risk',
      'lifestyle',
      'promiscu',
      'non-engag',
      'disengag',
      'hard to reach',
      'naive',
      'runaway',
      'exclusion',
    ]) {
      expect(said, word).not.toContain(word)
    }
  })

  test('every sign reads as one line and is written once', () => {
    const says = indicatorsOf(form).map(({ indicator }) => indicator.says)
    expect(new Set(says).size).toBe(says.length)
    expect(says.filter(text => text.length > 120 || text.endsWith('.'))).toEqual([])
  })
})

describe('the screening (R30)', () => {
  const question = (key: string) =>
    sectionsOf(screening)
      .flatMap(section => section.questions)
      .find(each => each.key === key)

  test('records who told us, when, the worries, what was decided, why, when and by whom', () => {
    const required = sectionsOf(screening).flatMap(section =>
      section.questions.filter(each => each.required).map(each => each.key),
    )
    expect(required).toEqual([
      'received-on',
      'received-from',
      'concerns',
      'what-worries-us',
      'outcome',
      'outcome-reason',
      'instead',
      'decided-on',
      'decided-by',
    ])
  })

  test('ends in an assessment, a strategy discussion now, or neither', () => {
    expect(question('outcome')?.options?.map(option => option.key)).toEqual([
      'assess',
      'strategy-discussion',
      'no-assessment',
    ])
    expect(question('instead')?.onlyWhen).toEqual({ question: 'outcome', is: ['no-assessment'] })
  })

  test('R4: takes the kinds of exploitation from the code list, several at once', () => {
    expect(question('concerns')).toMatchObject({ type: 'choices', optionsFrom: 'exploitation-type' })
  })
})

describe('the hash of a form', () => {
  test('is of what it asks: the order of fields does not matter, a word does', () => {
    const turned = Object.fromEntries(Object.entries(form).reverse()) as typeof form
    expect(formHash(turned)).toBe(formHash(form))
    expect(formHash({ ...form, title: `${form.title}.` })).not.toBe(formHash(form))
    expect(formHash({ ...form, domains: form.domains.toReversed() })).not.toBe(formHash(form))
  })
})

describe('the folder of forms', () => {
  let config: string
  beforeEach(() => {
    config = mkdtempSync(join(tmpdir(), 'forms-'))
    cpSync('config/forms', join(config, 'forms'), { recursive: true })
  })
  afterEach(() => rmSync(config, { recursive: true }))

  const file = (name: string) => join(config, 'forms', `${name}.yaml`)
  const text = (name: string) => readFileSync(file(name), 'utf8')
  const change = (name: string, from: string | RegExp, to: string, into = name) => {
    expect(text(name)).toMatch(from)
    writeFileSync(file(into), text(name).replace(from, to))
  }
  const faults = (): string[] => {
    try {
      loadForms(config, codeLists)
    } catch (error) {
      if (error instanceof ConfigurationError)
        return error.faults.map(fault => faultLine(fault).replace(`${config}/forms/`, ''))
      throw error
    }
    return []
  }

  test.each([
    ['a word of a sign', 'exploitation-risk-assessment', 'Arguments or violence at home', 'Violence at home'],
    ['the rule of the suggestion', 'exploitation-risk-assessment', 'cannotSuggestOver: 50', 'cannotSuggestOver: 60'],
    ['a question of the screening', 'screening', 'What are people worried about?', 'What is the worry?'],
  ])('nobody edits a published version in place: %s', (_, name, from, to) => {
    change(name, from, to)
    expect(faults()).toEqual([
      expect.stringMatching(
        /version: version 1 is published and must stay as it was: undo the change, and make version 2 instead/,
      ),
    ])
  })

  test('a comment is not part of what it asks', () => {
    change('screening', 'kind: screening', '# Reviewed in spring.\nkind: screening')
    expect(faults()).toEqual([])
  })

  test('nobody takes a published version away: answers were given under it', () => {
    rmSync(file('screening'))
    expect(faults()).toEqual([
      expect.stringMatching(/^published\.yaml, line \d+, screening › key: no file holds version 1 of "screening"/),
    ])
  })

  test('a second version is a draft until it is published, and then it is the current one, and the first can still be read', () => {
    change('screening', 'version: 1', 'version: 2', 'screening.2')
    expect(loadForms(config, codeLists).screening.current.form.version).toBe(1)

    writeFileSync(file('published'), `${text('published')}- key: screening\n  version: 2\n  hash: ""\n`)
    const [told = ''] = faults()
    const hash = /[0-9a-f]{64}$/.exec(told)?.[0] ?? ''
    writeFileSync(file('published'), text('published').replace('hash: ""\n', `hash: ${hash}\n`))

    const { current, byVersion } = loadForms(config, codeLists).screening
    expect(current).toMatchObject({ hash, form: { version: 2 } })
    expect([...byVersion.keys()].sort()).toEqual([1, 2])
    expect(byVersion.get(1)?.hash).toBe(forms.screening.current.hash)
  })

  test('two files of one version, a version pinned twice, and two keys of one kind are faults', () => {
    change('screening', 'kind: screening', 'kind: screening', 'copy')
    expect(faults()).toEqual([expect.stringContaining('more than one file holds version 1 of "screening"')])
    change('screening', 'key: screening', 'key: front-door', 'copy')
    expect(faults()).toEqual(
      expect.arrayContaining([expect.stringContaining('"front-door" is one of several keys for screening')]),
    )
    rmSync(file('copy'))
    writeFileSync(file('published'), text('published') + text('published').replace(/^#.*\n/gm, ''))
    expect(faults()).toEqual(expect.arrayContaining([expect.stringContaining('screening 1 stands twice')]))
  })

  test.each<[string, string, string | RegExp, string, RegExp]>([
    [
      'a kind of form nobody knows',
      'screening',
      'kind: screening',
      'kind: poem',
      /must say which kind of form this is/,
    ],
    [
      'two signs of one key',
      'exploitation-risk-assessment',
      'key: home-few-adults',
      'key: home-conflict',
      /domains › home › indicators › home-conflict › key: "home-conflict" is used twice/,
    ],
    [
      'a sign that is neither risk nor harm',
      'exploitation-risk-assessment',
      'kind: risk\n',
      'kind: both\n',
      /kind: must be one of risk, harm; it says "both"/,
    ],
    [
      'points that do not rise',
      'exploitation-risk-assessment',
      'points: 2',
      'points: 1',
      /levels › moderate › points: must be more than of the level before/,
    ],
    [
      'a question with nothing to choose from',
      'screening',
      /\n\s+optionsFrom: referral-source/,
      '',
      /received-from › type: needs either options or optionsFrom/,
    ],
    [
      'a list that does not exist',
      'screening',
      'optionsFrom: referral-source',
      'optionsFrom: shoe-sizes',
      /"shoe-sizes", and there is no such code list/,
    ],
    [
      'a text with options',
      'screening',
      'type: text',
      'type: text\n        optionsFrom: sex',
      /has nothing to choose from/,
    ],
    [
      'a required question without words for when it is missing',
      'screening',
      /\n\s+missing: Give the reason/,
      '',
      /outcome-reason › missing: must say what to answer/,
    ],
    [
      'a condition on a question that is not there',
      'screening',
      'question: outcome,',
      'question: income,',
      /there is no earlier question "income"/,
    ],
    [
      'a condition on an answer that is not there',
      'screening',
      'is: [no-assessment]',
      'is: [perhaps]',
      /"perhaps" is no answer of "outcome"/,
    ],
    [
      'a question with the key of a sign',
      'exploitation-risk-assessment',
      'key: help-now',
      'key: home-conflict',
      /help › questions › home-conflict › key: "home-conflict" is used twice/,
    ],
    [
      'a share above the whole',
      'exploitation-risk-assessment',
      'cannotSuggestOver: 50',
      'cannotSuggestOver: 101',
      /cannotSuggestOver: must be at most 100/,
    ],
    [
      'evidence without "other"',
      'exploitation-risk-assessment',
      'key: other\n',
      'key: others\n',
      /sources: must have one with key: other/,
    ],
  ])('says so: %s', (_, name, from, to, expected) => {
    change(name, from, to)
    expect(faults()).toEqual(expect.arrayContaining([expect.stringMatching(expected)]))
  })

  test('nothing published is a fault', () => {
    writeFileSync(file('published'), '[]\n')
    expect(faults()).toEqual(['published.yaml: must publish a risk-assessment form and a screening form'])
    rmSync(file('published'))
    expect(faults()).toEqual(['published.yaml: there is no such file'])
  })
})

describe('the schemas for editors', () => {
  test.each(formJsonSchemas())('$path is what the code checks; if not, run npm run generate', ({ path, text }) => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})
