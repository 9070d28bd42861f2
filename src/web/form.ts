import type { FileType, TypedFile } from '../platform/file-type.ts'
import type { DateParts, FilledField } from './field.ts'

import { type Raw, readChoice, readChoices, readDate, readText, readUpload } from './form-reading.ts'

// A form knows what people type: it asks, checks, keeps what was typed, and says what is wrong in their words.

interface Common {
  /** The question, as a label. */
  readonly ask: string
  readonly hint?: string
  /** What to say when it is empty. Left out: the field may stay empty. */
  readonly missing?: string
}

export interface Text extends Common {
  readonly is: 'text'
  /** Most characters. */
  readonly max: number
  readonly autocomplete?: string
  /** Says what is wrong with a filled-in text, or nothing. */
  readonly check?: (value: string) => string | undefined
}
export interface Choice<K extends string = string> extends Common {
  readonly is: 'choice'
  readonly options: Readonly<Record<K, string | { readonly label: string; readonly hint: string }>>
}
export interface Choices<K extends string = string> extends Common {
  readonly is: 'choices'
  readonly options: Readonly<Record<K, string | { readonly label: string; readonly hint: string }>>
}
export interface Day extends Common {
  readonly is: 'date'
  /** Says what is wrong with a real date (as yyyy-mm-dd), to stand after the question and with a small letter; or nothing. */
  readonly check?: (value: string) => string | undefined
}
/** A file out of a few types. The route has to say `takesFiles`, and its form too. */
export interface Upload extends Common {
  readonly is: 'upload'
  readonly types: readonly FileType[]
}
/** A question that is answered in words, a choice or a day. */
export type Field = Text | Choice | Choices | Day
type AnyField = Field | Upload
export type Fields = Readonly<Record<string, AnyField>>

type Required<F> = F extends { missing: string } ? true : false
type Maybe<F, T> = Required<F> extends true ? T : T | undefined
/** What a field gives when all is well. Dates are yyyy-mm-dd; text has LF line ends; an empty optional field is undefined. */
export type ValueOf<F> = F extends Text
  ? Maybe<F, string>
  : F extends Choice<infer K>
    ? Maybe<F, K>
    : F extends Choices<infer K>
      ? readonly K[]
      : F extends Day
        ? Maybe<F, string>
        : F extends Upload
          ? Maybe<F, TypedFile>
          : never
export type Values<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> }
/** What somebody typed, kept as it was. */
export type Entered = Readonly<Record<string, string | readonly string[] | DateParts>>

export interface FormError {
  readonly text: string
  readonly href: string
  readonly field: string
}
export interface Filled<F extends Fields = Fields> {
  readonly fields: { readonly [K in keyof F]: FilledField }
  readonly errors: readonly FormError[]
}
export type Parsed<F extends Fields> =
  | { readonly ok: true; readonly value: Values<F>; readonly entered: Entered }
  | { readonly ok: false; readonly errors: readonly FormError[]; readonly entered: Entered }

/** What is well so far. A field with an error of its own is not in it; one that was left empty is, as undefined. */
export type SoFar<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Choices ? ValueOf<F[K]> : ValueOf<F[K]> | undefined
}
/** Checks across fields: answers errors by field. All that is wrong is said at once; a field's own error goes first. */
export type Across<F extends Fields> = (value: SoFar<F>) => Partial<Record<keyof F & string, string>>

export interface Form<F extends Fields = Fields> {
  readonly fields: F
  /** Parses a posted body (also one with nonsense in it). Never throws. */
  parse(body: unknown): Parsed<F>
  /** The fields with what was typed or known, and errors, ready for the page. */
  fill(entered?: Entered, errors?: readonly FormError[]): Filled<F>
  /** Turns values (of a record, say) into what would have been typed. */
  typed(values: { readonly [K in keyof F]?: string | readonly string[] | null | undefined }): Entered
}

export const text = <const O extends Omit<Text, 'is'>>(options: O): O & { is: 'text' } => ({ is: 'text', ...options })
export const choice = <const O extends Omit<Choice, 'is'>>(
  options: O,
): O & { is: 'choice' } & Choice<keyof O['options'] & string> =>
  ({ is: 'choice', ...options }) as O & { is: 'choice' } & Choice<keyof O['options'] & string>
export const choices = <const O extends Omit<Choices, 'is'>>(
  options: O,
): O & { is: 'choices' } & Choices<keyof O['options'] & string> =>
  ({ is: 'choices', ...options }) as O & { is: 'choices' } & Choices<keyof O['options'] & string>
export const date = <const O extends Omit<Day, 'is'>>(options: O): O & { is: 'date' } => ({ is: 'date', ...options })
export const upload = <const O extends Omit<Upload, 'is'>>(options: O): O & { is: 'upload' } => ({
  is: 'upload',
  ...options,
})
/** A check of a day that must not lie ahead. */
export const notAhead =
  (today: string) =>
  (day: string): string | undefined =>
    day > today ? 'give a day that is today or in the past' : undefined

/** Makes a form. Field names become names and ids in the page. */
export function form<const F extends Fields>(fields: F, across?: Across<F>): Form<F> {
  const names = Object.keys(fields)

  const parse = (body: unknown): Parsed<F> => {
    const raw: Raw = typeof body === 'object' && body !== null ? (body as Raw) : {}
    const entered: Record<string, string | readonly string[] | DateParts> = {}
    const value: Record<string, unknown> = {}
    const errors: FormError[] = []
    for (const name of names) {
      const field = fields[name] as AnyField
      const result = readField(name, field, raw)
      entered[name] = result.entered
      if (result.ok) value[name] = result.value
      else if (field.is === 'choices') value[name] = []
      if (!result.ok) errors.push({ text: result.error, href: `#${firstId(name, field, result.part)}`, field: name })
    }
    for (const [name, message] of Object.entries(across?.(value as SoFar<F>) ?? {}))
      if (message && !errors.some(error => error.field === name))
        errors.push({ text: message as string, href: `#${firstId(name, fields[name] as AnyField)}`, field: name })
    // A page cannot carry a file: whatever sends it back, the file has to be chosen once more.
    if (errors.length > 0)
      for (const name of names)
        if (fields[name]?.is === 'upload' && value[name] !== undefined)
          errors.push({
            text: `Choose the file again: ${fields[name].ask.replace(/\?$/, '')}`,
            href: `#${name}`,
            field: name,
          })
    errors.sort((one, other) => names.indexOf(one.field) - names.indexOf(other.field))
    return errors.length > 0 ? { ok: false, errors, entered } : { ok: true, value: value as Values<F>, entered }
  }

  const fill = (entered: Entered = {}, errors: readonly FormError[] = []): Filled<F> => ({
    errors,
    fields: Object.fromEntries(
      names.map(name => [
        name,
        filledField(name, fields[name] as AnyField, entered[name], errors.find(e => e.field === name)?.text),
      ]),
    ) as Filled<F>['fields'],
  })

  const typed: Form<F>['typed'] = values =>
    Object.fromEntries(
      names.map(name => {
        const value = values[name]
        const field = fields[name] as AnyField
        if (field.is === 'choices') return [name, Array.isArray(value) ? value : []]
        if (field.is === 'date') return [name, dateParts(typeof value === 'string' ? value : '')]
        return [name, typeof value === 'string' ? value : '']
      }),
    )

  return { fields, parse, fill, typed }
}

function readField(name: string, field: AnyField, raw: Raw) {
  switch (field.is) {
    case 'text':
      return readText(raw[name], field)
    case 'choice':
      return readChoice(raw[name], field)
    case 'choices':
      return readChoices(raw[name], field)
    case 'upload':
      return readUpload(raw[name], field)
    case 'date':
      return readDate({ day: raw[`${name}-day`], month: raw[`${name}-month`], year: raw[`${name}-year`] }, field)
  }
}

const firstId = (name: string, field: AnyField, part?: string): string =>
  field.is === 'date' ? `${name}-${part ?? 'day'}` : name

export const dateParts = (iso: string): DateParts => {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { day: day.replace(/^0/, ''), month: month.replace(/^0/, ''), year }
}

function filledField(
  name: string,
  field: AnyField,
  entered: Entered[string] | undefined,
  error: string | undefined,
): FilledField {
  const empty = field.is === 'choices' ? [] : field.is === 'date' ? dateParts('') : ''
  return {
    name,
    id: name,
    label: field.ask,
    value: entered ?? empty,
    ...(field.hint ? { hint: field.hint } : {}),
    ...(error ? { error } : {}),
    ...(field.is === 'text'
      ? { max: field.max, ...(field.autocomplete ? { autocomplete: field.autocomplete } : {}) }
      : {}),
    ...(field.is === 'upload' ? { types: field.types } : {}),
    ...(field.is === 'choice' || field.is === 'choices'
      ? {
          options: Object.entries(field.options).map(([value, o]) =>
            typeof o === 'string' ? { value, label: o } : { value, label: o.label, hint: o.hint },
          ),
        }
      : {}),
  }
}
