import { fileTypes, type TypedFile, typeOf } from '../platform/file-type.ts'
import type { DateParts } from './field.ts'
import type { Choice, Choices, Day, Text, Upload } from './form.ts'
import { SentFile } from './sent-file.ts'

export type Raw = Readonly<Record<string, unknown>>
type Read<T> =
  | { ok: true; value: T | undefined; entered: string | readonly string[] | DateParts }
  | { ok: false; error: string; part?: string; entered: string | readonly string[] | DateParts }

// Everything but tab and line feed: PostgreSQL cannot hold NUL, and the rest is never typed on purpose.
// Text direction marks stay: people write names in Arabic and Hebrew.
// biome-ignore lint/suspicious/noControlCharactersInRegex: this is what finds them
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/g

// Joiners, direction marks, variation selectors: they shape other characters and show nothing by themselves.
const unseen = /[\p{Default_Ignorable_Code_Point}\p{White_Space}\u2800]/gu

/** One string out of whatever was posted: line ends become LF, composed characters NFC, the ends trimmed. */
export const plain = (raw: unknown): string =>
  typeof raw === 'string' ? raw.replace(/\r\n?/g, '\n').normalize('NFC').trim() : ''

/**
 * What is wrong with an answer, after the question: "When was it? Write …", "Date of birth: write …".
 * @param wrong with a small letter
 */
function about({ ask }: { readonly ask: string }, wrong: string): string {
  const question = ask.replace(/ \(optional\)$/, '')
  return question.endsWith('?')
    ? `${question} ${wrong.charAt(0).toUpperCase()}${wrong.slice(1)}`
    : `${question}: ${wrong}`
}

export function readText(raw: unknown, field: Text): Read<string> {
  if (raw !== undefined && typeof raw !== 'string')
    return { ok: false, error: about(field, 'give one answer'), entered: '' }
  const typed = plain(raw)
  // What is shown again is free of them too: an HTML page could not carry them.
  const value = typed.replace(control, '')
  if (value !== typed)
    return { ok: false, error: about(field, 'take out the characters that cannot be read'), entered: value }
  // A text of which nothing can be seen is no reason, name or answer.
  if (value.replace(unseen, '') === '')
    return field.missing
      ? { ok: false, error: field.missing, entered: '' }
      : { ok: true, value: undefined, entered: '' }
  if (!value.isWellFormed())
    return {
      ok: false,
      error: about(field, 'take out the characters that cannot be read'),
      entered: value.toWellFormed(),
    }
  const length = [...value].length
  if (length > field.max) {
    return {
      ok: false,
      error: about(
        field,
        `use ${field.max.toLocaleString('en-GB')} characters or fewer. You have ${length.toLocaleString('en-GB')}`,
      ),
      entered: value,
    }
  }
  const wrong = field.check?.(value)
  return wrong ? { ok: false, error: wrong, entered: value } : { ok: true, value, entered: value }
}

export function readChoice(raw: unknown, field: Choice): Read<string> {
  if (raw === undefined || raw === '')
    return field.missing
      ? { ok: false, error: field.missing, entered: '' }
      : { ok: true, value: undefined, entered: '' }
  if (typeof raw !== 'string' || !Object.hasOwn(field.options, raw))
    return { ok: false, error: about(field, 'choose one of the answers'), entered: '' }
  return { ok: true, value: raw, entered: raw }
}

export function readChoices(raw: unknown, field: Choices): Read<readonly string[]> {
  const list = raw === undefined || raw === '' ? [] : Array.isArray(raw) ? raw : [raw]
  const known = [...new Set(list.filter((v): v is string => typeof v === 'string' && Object.hasOwn(field.options, v)))]
  if (list.some(v => typeof v !== 'string' || !Object.hasOwn(field.options, v)))
    return { ok: false, error: about(field, 'choose from the answers'), entered: known }
  if (known.length === 0 && field.missing) return { ok: false, error: field.missing, entered: known }
  return { ok: true, value: known, entered: known }
}

/** A date in three boxes. Two-digit years are not guessed. */
const months = 'january february march april may june july august september october november december'.split(' ')

/** The number of a month written as a word, whole or its first three letters or more; anything else as it is. */
function monthNumber(typed: string): string {
  const word = typed.toLowerCase().replace(/\.$/, '')
  const at = word.length >= 3 ? months.findIndex(month => month.startsWith(word)) : -1
  return at < 0 ? typed : String(at + 1)
}

export function readDate(raw: { day: unknown; month: unknown; year: unknown }, field: Day): Read<string> {
  const part = (v: unknown): string => plain(v).replace(control, '').slice(0, 20).toWellFormed()
  const entered: DateParts = { day: part(raw.day), month: part(raw.month), year: part(raw.year) }
  const { day, month, year } = entered
  if (!day && !month && !year)
    return field.missing ? { ok: false, error: field.missing, entered } : { ok: true, value: undefined, entered }
  for (const [name, value] of [
    ['day', day],
    ['month', month],
    ['year', year],
  ] as const) {
    if (!value) return { ok: false, error: about(field, `give the ${name} too`), part: name, entered }
  }
  if (!/^\d{4}$/.test(year))
    return { ok: false, error: about(field, 'write the year with four digits'), part: 'year', entered }
  const number = monthNumber(month)
  const iso = `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}`
  const real = /^\d{1,2}$/.test(day) && /^\d{1,2}$/.test(number) ? new Date(`${iso}T00:00:00Z`) : new Date(Number.NaN)
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== iso || Number(year) < 1900) {
    return { ok: false, error: about(field, 'that is not a real date'), entered }
  }
  const wrong = field.check?.(iso)
  return wrong ? { ok: false, error: about(field, wrong), entered } : { ok: true, value: iso, entered }
}

/** A file by what is in it, whatever it is called. */
export function readUpload(raw: unknown, field: Upload): Read<TypedFile> {
  const wrong = (error: string) => ({ ok: false as const, error, entered: '' })
  // Words in its place are no file: a page without files sends its name at most.
  if (!(raw instanceof SentFile))
    return field.missing ? wrong(field.missing) : { ok: true, value: undefined, entered: '' }
  if (raw.tooLarge) return wrong(about(field, 'choose a file of 10 MB or less'))
  if (raw.bytes.length === 0) return wrong(about(field, 'this file is empty: choose another'))
  const type = typeOf(raw.bytes)
  if (type === undefined || !field.types.includes(type)) {
    const names = field.types.map(one => fileTypes[one].name)
    return wrong(
      about(field, `choose a ${names.slice(0, -1).join(', ')}${names.length > 1 ? ' or ' : ''}${names.at(-1)} file`),
    )
  }
  return { ok: true, value: { bytes: raw.bytes, type }, entered: '' }
}
