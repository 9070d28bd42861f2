import { bodyOf, type Encoded, type Field, filledIn, type PageForm } from './fields.ts'

/** Stands in everything hostile, so that it can be looked for wherever it must not be. */
export const marker = 'zqHostile'

/** As much as a short field takes, of everything that has ever broken a page. Short enough for a name. */
const acceptable =
  encodeURIComponent(`<script>alert(1)</script>'; drop table app.person; --\u202e😀"><img onerror=x>${marker}`) +
  '%ED%A0%80%zz'

/** What no field takes, as it stands in a body; `refused` where every text must refuse it. */
const wounds: { readonly name: string; readonly value: readonly string[]; readonly refused: boolean }[] = [
  { name: 'NUL', value: [`${marker}%00x`], refused: true },
  { name: 'control characters', value: [`%1B[31m${marker}%07%08`], refused: true },
  { name: 'an answer said twice', value: [marker, marker], refused: true },
  { name: '200,000 characters', value: [`${marker}${'y'.repeat(200_000)}`], refused: true },
  { name: 'nothing', value: [''], refused: false },
  { name: 'only what cannot be seen', value: ['%E2%80%8B%E2%80%AE'], refused: false },
]

export interface Attack {
  readonly says: string
  readonly body: string
  /** Words that were typed beside it, which a page that comes back must still hold. */
  readonly typed: readonly string[]
  /** The field that must be refused, where one must. */
  readonly refuses?: string
}

/** What somebody would type where not every text will do. */
const known: Readonly<Record<string, string>> = {
  email: 'somebody@example.org',
  phone: '01904 000000',
  postcode: 'YO1 7HH',
  startsAt: '10:30',
}
/** Short, plain, and another for each field. */
const words = (name: string, at: number): string => known[name] ?? `Typed ${at} here`

const withValue = (values: Encoded, name: string, value: readonly string[] | undefined): string => {
  const changed = new Map(values)
  if (value) changed.set(name, value)
  else changed.delete(name)
  return bodyOf(changed)
}

/** Longest a body may be: some forms have so many answers that not all can be endless at once. */
const longest = 4_000_000

/**
 * What every form must refuse: nothing of it changes anything.
 * @param fresh makes a token for each sending
 */
export function mustFail(form: PageForm, fresh: () => string): Attack[] {
  const { own, asked, typedExcept } = parts(form, fresh)
  return [
    ...everyAtOnce(asked, own).filter(attack => attack.refuses),
    ...asked.flatMap(field => oneByOne(field, own, typedExcept(field.name))),
  ]
}

/** What a form may take or refuse, as it likes, but not break on. */
export function mayFail(form: PageForm, fresh: () => string): Attack[] {
  const { own, asked } = parts(form, fresh)
  return [...everyAtOnce(asked, own).filter(attack => !attack.refuses), ...asHidden(form, own)]
}

/** The names of the fields that take a text. */
export const textsOf = (form: PageForm): string[] =>
  form.fields.filter(field => field.kind === 'text').map(field => field.name)

/** The form filled in, with script and SQL in one text: what may well be taken, and shown ever after. */
export const withScript = (form: PageForm, name: string, fresh: () => string): Attack => ({
  says: `script and SQL in ${name}`,
  body: withValue(parts(form, fresh).own(), name, [acceptable]),
  typed: [],
})

/** Stands where the token of the session goes. */
export const token = 'tokenOfTheSession'

function parts(form: PageForm, fresh: () => string) {
  const start = filledIn(form, words)
  return {
    own: (): Map<string, readonly string[]> => {
      const values = new Map(start)
      values.set('_csrf', [token])
      values.set('_form', [fresh()])
      return values
    },
    asked: form.fields.filter(field => field.kind !== 'hidden'),
    typedExcept: (name: string): string[] =>
      form.fields.flatMap((field, at) =>
        field.kind === 'text' && field.name !== name && field.value[0] === '' ? [words(field.name, at)] : [],
      ),
  }
}

/** Each field is read by itself, so all of them can be hurt together. */
function everyAtOnce(asked: readonly Field[], own: () => Map<string, readonly string[]>): Attack[] {
  if (asked.length === 0) return []
  return wounds.map(wound => {
    const values = own()
    let length = 0
    for (const { name } of asked) {
      length += wound.value.join('').length
      if (length < longest) values.set(name, wound.value)
    }
    const text = asked.find(field => field.kind === 'text')?.name
    return {
      says: `${wound.name} everywhere`,
      body: bodyOf(values),
      typed: [],
      ...(wound.refused && text ? { refuses: text } : {}),
    }
  })
}

function oneByOne(
  { name, kind }: Field,
  own: () => Map<string, readonly string[]>,
  typed: readonly string[],
): Attack[] {
  const one = (says: string, value: readonly string[], refused = true): Attack => ({
    says: `${says} in ${name}`,
    body: withValue(own(), name, value),
    typed,
    ...(refused ? { refuses: name } : {}),
  })
  if (kind === 'text') return [one('NUL', [`${marker}%00`])]
  if (kind === 'date') return [one('words', [marker])]
  return [one('an unknown answer', [marker]), one('a name of the program', ['__proto__'])]
}

/** What the page carries unseen, and names that no page has. */
function asHidden(form: PageForm, own: () => Map<string, readonly string[]>): Attack[] {
  const hidden = form.fields.filter(field => field.kind === 'hidden').map(field => field.name)
  const plain = (says: string, body: string): Attack => ({ says, body, typed: [] })
  const odd = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '__defineGetter__',
    'a[b][c]',
    '_at',
    '_button',
    '',
    '%00',
  ]
  return [
    ...['-1', '1e400', '99999999999999999999', 'x', '', '0x10', 'NaN'].map(v =>
      plain(`version ${v}`, withValue(own(), '_version', [v])),
    ),
    plain('no token of the form and a broken instance', `${withValue(own(), '_form', ['nonsense'])}&_instance=%00`),
    plain(
      'hidden fields said twice',
      bodyOf(new Map([...own()].map(([n, v]) => [n, hidden.includes(n) && n !== '_csrf' ? [...v, ...v] : v]))),
    ),
    plain('odd names', `${bodyOf(own())}&${odd.map(name => `${name}=${marker}`).join('&')}&&&===&%zz=%zz`),
    ...hidden.filter(name => name !== '_form').map(name => plain(`no ${name}`, withValue(own(), name, undefined))),
  ]
}
