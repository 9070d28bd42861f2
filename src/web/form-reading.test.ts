import { describe, expect, test } from 'vitest'
import { choice, choices, date, text } from './form.ts'
import { readChoice, readChoices, readDate, readText } from './form-reading.ts'

const reason = text({ ask: 'Why?', missing: 'Say why', max: 20 })
const note = text({ ask: 'Anything else?', max: 20 })

describe('a text', () => {
  test.each<[string, unknown, string]>([
    ['as it is', 'because', 'because'],
    ['without the space around it', '  \t because \n', 'because'],
    ['with Windows line ends', 'one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['composed, however the keyboard sends it', 'Zoe\u0308', 'Zoë'],
    ['with a tab inside', 'a\tb', 'a\tb'],
    ['in emoji, counted as people count', '👩‍👩‍👧‍👦'.repeat(2), '👩‍👩‍👧‍👦'.repeat(2)],
    ['of exactly the most characters', '😀'.repeat(20), '😀'.repeat(20)],
    ['in Arabic with its marks', '\u200fمحمد', '\u200fمحمد'],
    ['turned around', '\u202eevil', '\u202eevil'],
    ['like SQL', "'; drop table --", "'; drop table --"],
    ['like a script', '<script>', '<script>'],
    ['like a number', '0', '0'],
    ['like something of the program', '__proto__', '__proto__'],
  ])('%s', (_, raw, value) => {
    expect(readText(raw, reason)).toEqual({ ok: true, value, entered: value })
  })

  test.each<[string, unknown, string, string]>([
    ['not there', undefined, 'Say why', ''],
    ['empty', '', 'Say why', ''],
    ['only space', ' \r\n\t\u00a0\u2003\ufeff', 'Say why', ''],
    ['only what cannot be seen', '\u200b\u200d\u202e\u2060\u00ad\ufe0f\u3164\u2800', 'Say why', ''],
    ['said twice', ['a', 'b'], 'Why? Give one answer', ''],
    ['an object', { toString: 'x' }, 'Why? Give one answer', ''],
    ['a number', 5, 'Why? Give one answer', ''],
    ['null', null, 'Why? Give one answer', ''],
    ['NUL', 'a\u0000b', 'Why? Take out the characters that cannot be read', 'ab'],
    ['an escape', 'a\u001b[31mb', 'Why? Take out the characters that cannot be read', 'a[31mb'],
    ['delete', 'a\u007fb', 'Why? Take out the characters that cannot be read', 'ab'],
    ['half a character', 'a\ud83db', 'Why? Take out the characters that cannot be read', 'a\ufffdb'],
    ['the other half', '\ude00', 'Why? Take out the characters that cannot be read', '\ufffd'],
    ['one too many', 'x'.repeat(21), 'Why? Use 20 characters or fewer. You have 21', 'x'.repeat(21)],
    ['far too long', 'é'.repeat(200_000), 'Why? Use 20 characters or fewer. You have 200,000', 'é'.repeat(200_000)],
  ])('%s is not well, and what can be kept of it is', (_, raw, error, entered) => {
    expect(readText(raw, reason)).toEqual({ ok: false, error, entered })
  })

  test('that may be left out is then nothing, not an empty text', () => {
    for (const raw of [undefined, '', '  ', '\u200b'])
      expect(readText(raw, note)).toEqual({ ok: true, value: undefined, entered: '' })
    expect(readText(['a'], note).ok).toBe(false)
  })

  test('is checked only where there is one, after everything else', () => {
    const seen: string[] = []
    const postcode = text({
      ask: 'Postcode',
      max: 8,
      check: v => {
        seen.push(v)
        return v.startsWith('YO') ? undefined : 'Write a postcode of ours'
      },
    })
    expect(readText('', postcode).ok).toBe(true)
    expect(readText('Y\u0000', postcode).ok).toBe(false)
    expect(readText('x'.repeat(9), postcode).ok).toBe(false)
    expect(readText(' LS1 ', postcode)).toEqual({ ok: false, error: 'Write a postcode of ours', entered: 'LS1' })
    expect(readText(' YO1 ', postcode)).toEqual({ ok: true, value: 'YO1', entered: 'YO1' })
    expect(seen).toEqual(['LS1', 'YO1'])
  })
})

describe('one of several', () => {
  const options = { yes: 'Yes', no: { label: 'No', hint: 'Not yet' } }
  const told = choice({ ask: 'Told?', options, missing: 'Say whether' })
  const maybe = choice({ ask: 'Told?', options })

  test('is its key', () => {
    expect(readChoice('yes', told)).toEqual({ ok: true, value: 'yes', entered: 'yes' })
    expect(readChoice('no', maybe)).toEqual({ ok: true, value: 'no', entered: 'no' })
  })

  test.each([undefined, ''])('%j is missing, or nothing where that may be', raw => {
    expect(readChoice(raw, told)).toEqual({ ok: false, error: 'Say whether', entered: '' })
    expect(readChoice(raw, maybe)).toEqual({ ok: true, value: undefined, entered: '' })
  })

  test.each([
    'perhaps',
    'Yes',
    ' yes',
    'yes\u0000',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    ['yes'],
    ['yes', 'no'],
    { yes: 1 },
    1,
    true,
    null,
  ])('%j is none of them', raw => {
    for (const field of [told, maybe])
      expect(readChoice(raw, field)).toEqual({ ok: false, error: 'Told? Choose one of the answers', entered: '' })
  })
})

describe('any of several', () => {
  const options = { home: 'Home', school: 'School', street: { label: 'Street', hint: 'Or park' } }
  const where = choices({ ask: 'Where?', options, missing: 'Say where' })
  const anywhere = choices({ ask: 'Where?', options })

  test.each<[unknown, readonly string[]]>([
    ['home', ['home']],
    [
      ['school', 'home'],
      ['school', 'home'],
    ],
    [['home', 'home'], ['home']],
  ])('%j', (raw, value) => {
    expect(readChoices(raw, where)).toEqual({ ok: true, value, entered: value })
  })

  test.each([undefined, '', [[]]])('%j is missing, or nothing where that may be', raw => {
    const sent = Array.isArray(raw) ? [] : raw
    expect(readChoices(sent, where)).toEqual({ ok: false, error: 'Say where', entered: [] })
    expect(readChoices(sent, anywhere)).toEqual({ ok: true, value: [], entered: [] })
  })

  test.each<[unknown, readonly string[]]>([
    ['moon', []],
    [['home', 'moon'], ['home']],
    [['home', ''], ['home']],
    [['__proto__'], []],
    [['constructor', 'school'], ['school']],
    [[['home']], []],
    [{ home: 'home' }, []],
    [5, []],
    [null, []],
  ])('%j has something that is none of them; the rest is kept', (raw, entered) => {
    for (const field of [where, anywhere])
      expect(readChoices(raw, field)).toEqual({ ok: false, error: 'Where? Choose from the answers', entered })
  })
})

describe('a date', () => {
  const born = date({ ask: 'Born?', missing: 'Say when' })
  const seen = date({ ask: 'Born?' })
  const parts = (day: unknown, month: unknown, year: unknown) => ({ day, month, year })

  test.each<[string, string, string, string]>([
    ['1', '2', '2026', '2026-02-01'],
    ['01', '02', '2026', '2026-02-01'],
    [' 29 ', '2', '2024', '2024-02-29'],
    ['31', '12', '1999', '1999-12-31'],
    ['29', '2', '2000', '2000-02-29'],
    ['1', '1', '1900', '1900-01-01'],
    ['31', '12', '9999', '9999-12-31'],
    ['3', 'February', '2026', '2026-02-03'],
    ['3', 'sept.', '2026', '2026-09-03'],
  ])('%s %s %s', (day, month, year, value) => {
    expect(readDate(parts(day, month, year), born)).toMatchObject({ ok: true, value })
  })

  test.each<[string, unknown, unknown, unknown, string, string | undefined]>([
    ['the day is not there', '', '2', '2026', 'Born? Give the day too', 'day'],
    ['the month is not there', '1', undefined, '2026', 'Born? Give the month too', 'month'],
    ['the year is not there', '1', '2', ' ', 'Born? Give the year too', 'year'],
    ['only the day is there', '1', '', '', 'Born? Give the month too', 'month'],
    ['the year has two digits', '1', '2', '26', 'Born? Write the year with four digits', 'year'],
    ['the year has five', '1', '2', '20266', 'Born? Write the year with four digits', 'year'],
    ['the year is a sum', '1', '2', '2e03', 'Born? Write the year with four digits', 'year'],
    ['the year is below nothing', '1', '2', '-999', 'Born? Write the year with four digits', 'year'],
    ['digits of another script', '١', '٢', '٢٠٢٦', 'Born? Write the year with four digits', 'year'],
    ['31 February', '31', '2', '2026', 'Born? That is not a real date', undefined],
    ['29 February of a common year', '29', '2', '2026', 'Born? That is not a real date', undefined],
    ['29 February 1900', '29', '2', '1900', 'Born? That is not a real date', undefined],
    ['31 April', '31', '4', '2026', 'Born? That is not a real date', undefined],
    ['31 of February in words', '31', 'feb', '2026', 'Born? That is not a real date', undefined],
    ['no word for a month', '1', 'ju', '2026', 'Born? That is not a real date', undefined],
    ['the thirteenth month', '1', '13', '2026', 'Born? That is not a real date', undefined],
    ['no month', '1', '0', '2026', 'Born? That is not a real date', undefined],
    ['no day', '00', '1', '2026', 'Born? That is not a real date', undefined],
    ['day 32', '32', '1', '2026', 'Born? That is not a real date', undefined],
    ['a sum', '1+1', '1', '2026', 'Born? That is not a real date', undefined],
    ['three digits', '001', '1', '2026', 'Born? That is not a real date', undefined],
    ['words', 'first', 'May', '2026', 'Born? That is not a real date', undefined],
    ['before anybody alive', '1', '1', '1899', 'Born? That is not a real date', undefined],
    ['SQL', "1'; --", '1', '2026', 'Born? That is not a real date', undefined],
  ])('%s', (_, day, month, year, error, part) => {
    for (const field of [born, seen]) {
      const read = readDate(parts(day, month, year), field)
      expect(read).toMatchObject({ ok: false, error })
      expect('part' in read ? read.part : undefined).toBe(part)
    }
  })

  test('that may be left out is then nothing', () => {
    expect(readDate(parts('', undefined, '  '), seen)).toMatchObject({ ok: true, value: undefined })
    expect(readDate(parts('', undefined, '  '), born)).toMatchObject({ ok: false, error: 'Say when' })
  })

  test('parts said twice, of control characters or without end do no harm', () => {
    expect(readDate(parts(['1', '2'], '2', '2026'), born)).toMatchObject({ ok: false, part: 'day' })
    expect(readDate(parts('1\u0000', '2', '2026'), born)).toMatchObject({ ok: true, value: '2026-02-01' })
    expect(readDate(parts('\ud800', '2', '2026'), born).entered).toMatchObject({ day: '\ufffd' })
    expect(readDate(parts(`${'9'.repeat(19)}😀`, '2', '2026'), born).entered).toMatchObject({
      day: `${'9'.repeat(19)}\ufffd`,
    })
    const endless = readDate(parts('9'.repeat(200_000), '2', '2026'), born)
    expect(endless).toMatchObject({ ok: false, entered: { day: '9'.repeat(20), month: '2', year: '2026' } })
  })

  test('is checked only where it is real', () => {
    const past = date({ ask: 'Born?', check: day => (day > '2026-01-01' ? 'that is in the future' : undefined) })
    expect(readDate(parts('31', '2', '2027'), past)).toMatchObject({ error: 'Born? That is not a real date' })
    expect(readDate(parts('1', '2', '2027'), past)).toMatchObject({ error: 'Born? That is in the future' })
    expect(readDate(parts('1', '2', '2025'), past)).toMatchObject({ ok: true })
  })
})
