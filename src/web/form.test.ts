import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { choice, choices, date, dateParts, form, text } from './form.ts'

const told = { yes: 'Yes', no: { label: 'No', hint: 'Not yet' } }
const nomination = form(
  {
    reason: text({ ask: 'Why?', hint: 'In your words', missing: 'Say why', max: 500, autocomplete: 'off' }),
    told: choice({ ask: 'Do they know?', options: told, missing: 'Say whether they know' }),
    places: choices({ ask: 'Where?', options: { home: 'Home', school: 'School' } }),
    from: date({ ask: 'From when?', missing: 'Say from when' }),
    until: date({ ask: 'Until when?' }),
    note: text({ ask: 'Anything else?', max: 50 }),
  },
  value => ({
    ...(value.until && value.from && value.until < value.from ? { until: 'It cannot end before it begins' } : {}),
    ...(value.told === 'no' && !value.note ? { note: 'Say why they do not know' } : {}),
  }),
)
const well = { reason: 'Because', told: 'yes', places: 'home', 'from-day': '1', 'from-month': '2', 'from-year': '2026' }

describe('parsing', () => {
  test('gives every field its value, and nothing to what was left out', () => {
    expect(nomination.parse(well)).toMatchObject({
      ok: true,
      value: {
        reason: 'Because',
        told: 'yes',
        places: ['home'],
        from: '2026-02-01',
        until: undefined,
        note: undefined,
      },
    })
  })

  test('says everything that is wrong at once, in the order of the page, each linked to where it stands', () => {
    const parsed = nomination.parse({
      told: 'perhaps',
      'from-day': '1',
      'from-month': '2',
      'from-year': '26',
      note: 'x'.repeat(51),
    })
    expect(parsed.ok ? [] : parsed.errors).toEqual([
      { field: 'reason', href: '#reason', text: 'Say why' },
      { field: 'told', href: '#told', text: 'Do they know? Choose one of the answers' },
      { field: 'from', href: '#from-year', text: 'From when? Write the year with four digits' },
      { field: 'note', href: '#note', text: 'Anything else? Use 50 characters or fewer. You have 51' },
    ])
  })

  test('what is wrong between fields is said with the rest, and not of a field that is wrong by itself', () => {
    const { 'from-day': _, ...dayless } = well
    const until = { 'until-day': '1', 'until-month': '1', 'until-year': '2026' }
    const errors = (body: unknown) => {
      const parsed = nomination.parse(body)
      return parsed.ok ? [] : parsed.errors.map(({ field, text }) => `${field}: ${text}`)
    }
    expect(errors({ ...well, ...until, reason: '', told: 'no' })).toEqual([
      'reason: Say why',
      'until: It cannot end before it begins',
      'note: Say why they do not know',
    ])
    expect(errors({ ...dayless, ...until, told: 'no', note: 'x'.repeat(51) })).toEqual([
      expect.stringMatching(/^from: From when\? /),
      'note: Anything else? Use 50 characters or fewer. You have 51',
    ])
  })

  test('keeps what was typed beside the errors', () => {
    const typed = {
      reason: '<b>bold</b>',
      note: 'y'.repeat(60),
      'from-day': '31',
      'from-month': '2',
      'from-year': '2026',
    }
    expect(nomination.parse(typed).entered).toEqual({
      reason: '<b>bold</b>',
      told: '',
      places: [],
      from: { day: '31', month: '2', year: '2026' },
      until: { day: '', month: '', year: '' },
      note: 'y'.repeat(60),
    })
  })

  test('leaves out whatever is no field of it', () => {
    const parsed = nomination.parse({ ...well, extra: 'x', _csrf: 'y', __proto__: { reason: 'z' }, constructor: 'w' })
    expect(parsed.ok && Object.keys(parsed.value)).toEqual(['reason', 'told', 'places', 'from', 'until', 'note'])
    expect(Object.keys(parsed.entered)).toEqual(['reason', 'told', 'places', 'from', 'until', 'note'])
  })

  test('reads no field from a prototype', () => {
    const parsed = form({ toString: text({ ask: 'What?', max: 9, missing: 'Say what' }) }).parse(Object.create(null))
    expect(parsed).toMatchObject({ ok: false, errors: [{ text: 'Say what' }] })
  })

  test('never throws, and never lets an unknown key through, whatever is posted', () => {
    const nonsense = fc.oneof(
      fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withSparseArray: true }),
      fc.record(
        Object.fromEntries(
          [...Object.keys(nomination.fields), 'from-day', 'from-month', 'from-year'].map(name => [
            name,
            fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' }))),
          ]),
        ),
        { requiredKeys: [] },
      ),
    )
    fc.assert(
      fc.property(nonsense, body => {
        const parsed = nomination.parse(body)
        expect(JSON.stringify(parsed.entered)).not.toMatch(/\\u0000|\\ud[89a-f]/)
        const filled = nomination.fill(parsed.entered, parsed.ok ? [] : parsed.errors)
        expect(parsed.ok || filled.errors.length > 0).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})

describe('checks across fields', () => {
  test('stand beside the field they name, at the first box of a date', () => {
    const parsed = nomination.parse({
      ...well,
      told: 'no',
      'until-day': '31',
      'until-month': '1',
      'until-year': '2026',
    })
    expect(parsed.ok ? [] : parsed.errors).toEqual([
      { field: 'until', href: '#until-day', text: 'It cannot end before it begins' },
      { field: 'note', href: '#note', text: 'Say why they do not know' },
    ])
  })

  test('get what is well so far: nothing of a field that is wrong, and a list always', () => {
    const asked: unknown[] = []
    const fields = {
      a: text({ ask: 'A', missing: 'Say a', max: 5 }),
      b: choices({ ask: 'B', options: { x: 'X' } }),
      c: text({ ask: 'C', max: 5 }),
    }
    const counted = form(fields, soFar => {
      asked.push(soFar)
      return {}
    })
    counted.parse({ a: 'too long', b: 'none of these', c: 'well' })
    expect(asked).toEqual([{ b: [], c: 'well' }])
    expect(counted.parse({ a: 'x' }).ok).toBe(true)
  })
})

describe('filling', () => {
  test('gives a page all it needs to draw a field', () => {
    const { fields } = nomination.fill()
    expect(fields.reason).toEqual({
      name: 'reason',
      id: 'reason',
      label: 'Why?',
      hint: 'In your words',
      value: '',
      autocomplete: 'off',
      max: 500,
    })
    expect(fields.told.options).toEqual([
      { value: 'yes', label: 'Yes' },
      { value: 'no', label: 'No', hint: 'Not yet' },
    ])
    expect(fields.places.value).toEqual([])
    expect(fields.from.value).toEqual({ day: '', month: '', year: '' })
  })

  test('puts each error beside its field and all of them on top', () => {
    const parsed = nomination.parse({})
    const filled = nomination.fill(parsed.entered, parsed.ok ? [] : parsed.errors)
    expect(filled.fields.reason.error).toBe('Say why')
    expect(filled.fields.note.error).toBeUndefined()
    expect(filled.errors).toHaveLength(3)
  })

  test('a date of a record stands in its boxes without leading noughts', () => {
    expect(dateParts('2026-02-01')).toEqual({ day: '1', month: '2', year: '2026' })
    expect(dateParts('2026-10-20')).toEqual({ day: '20', month: '10', year: '2026' })
    expect(dateParts('')).toEqual({ day: '', month: '', year: '' })
  })
})

test('what a record holds, shown in a form and sent back untouched, is what the record holds', () => {
  const day = fc
    .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2999-12-31T00:00:00Z'), noInvalidDate: true })
    .map(d => d.toISOString().slice(0, 10))
  // Texts as they are stored: composed, trimmed, with line feeds, without control characters, something to be seen.
  const stored = (maxLength: number) =>
    fc
      .string({ unit: 'grapheme', minLength: 1, maxLength })
      .map(s =>
        s
          .normalize('NFC')
          .replace(/[\r\p{Cc}]/gu, '\n')
          .trim(),
      )
      .filter(s => /[\p{L}\p{N}\p{P}\p{S}]/u.test(s) && [...s].length <= maxLength && s.normalize('NFC') === s)
  const record = fc.record({
    reason: stored(500),
    told: fc.constantFrom('yes' as const, 'no' as const),
    places: fc.subarray(['home', 'school'] as const),
    from: day,
    until: fc.constant(undefined),
    note: stored(50),
  })
  fc.assert(
    fc.property(record, value => {
      const shown = nomination.fill(nomination.typed(value)).fields
      const body: Record<string, string | readonly string[]> = {}
      for (const { name, value: is } of Object.values(shown)) {
        if (typeof is === 'string')
          body[name] = is.replaceAll('\n', '\r\n') // as browsers send it
        else if ('day' in is) for (const part of ['day', 'month', 'year'] as const) body[`${name}-${part}`] = is[part]
        else body[name] = is
      }
      expect(nomination.parse(body)).toMatchObject({ ok: true, value })
    }),
    { numRuns: 300 },
  )
})
