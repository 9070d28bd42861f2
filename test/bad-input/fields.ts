// Reads the forms of a page as a browser would: what is sent comes from the page, not from what we know of the program.

export interface Field {
  readonly name: string
  readonly kind: 'hidden' | 'text' | 'one' | 'many' | 'date'
  /** What a browser would send untouched. */
  readonly value: readonly string[]
  /** What there is to choose from. */
  readonly options: readonly string[]
}

export interface PageForm {
  readonly action: string
  readonly method: 'get' | 'post'
  readonly fields: readonly Field[]
  /** Values of the buttons that have one. */
  readonly buttons: readonly string[]
}

const attributes = (tag: string): Record<string, string> =>
  Object.fromEntries(
    [...tag.matchAll(/([a-z][\w-]*)(?:="([^"]*)")?/gi)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      plain(value),
    ]),
  )

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** The forms of a page. */
export function formsOf(html: string): PageForm[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => {
    const { action = '', method = 'get' } = attributes(head)
    return {
      action,
      method: method.toLowerCase() === 'post' ? 'post' : 'get',
      fields: fieldsOf(body),
      buttons: [...body.matchAll(/<button\b([^>]*)>/g)].flatMap(([, tag = '']) => attributes(tag).value ?? []),
    }
  })
}

function fieldsOf(html: string): Field[] {
  const found = new Map<string, Field>()
  const add = (name: string, kind: Field['kind'], value: readonly string[], options: readonly string[]): void => {
    const before = found.get(name)
    found.set(name, {
      name,
      kind: /-(day|month|year)$/.test(name) && kind === 'text' ? 'date' : kind,
      value: [...(before?.value ?? []), ...value],
      options: [...(before?.options ?? []), ...options],
    })
  }
  for (const [whole, tag = '', rest = ''] of html.matchAll(/<(input|textarea|select)\b[^>]*>(?:([\s\S]*?)<\/\1>)?/g)) {
    const at = attributes(whole.slice(tag.length + 1, whole.indexOf('>')))
    // A file is no words: its own tests send some (src/features/consent/signed-copy).
    if (!at.name || at.type === 'file') continue
    if (tag === 'textarea') add(at.name, 'text', [plain(rest).replace(/^\n/, '')], [])
    else if (tag === 'select') {
      const options = [...rest.matchAll(/<option\b([^>]*)>/g)].map(([, o = '']) => attributes(o))
      add(
        at.name,
        'one',
        options.flatMap(o => ('selected' in o ? (o.value ?? '') : [])),
        options.map(o => o.value ?? ''),
      )
    } else if (at.type === 'radio' || at.type === 'checkbox')
      add(at.name, at.type === 'radio' ? 'one' : 'many', 'checked' in at ? [at.value ?? 'on'] : [], [at.value ?? 'on'])
    else add(at.name, at.type === 'hidden' ? 'hidden' : 'text', [at.value ?? ''], [])
  }
  return [...found.values()]
}

/** The paths of ours that a page links to. */
export const linksOf = (html: string): string[] =>
  [...html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)].map(([, href = '']) => plain(href))

/** Values by name, as they stand in a body: already encoded, so that it can also say what no browser would. */
export type Encoded = ReadonlyMap<string, readonly string[]>

/** The form filled in as somebody would who has something to say to every question. */
export function filledIn(form: PageForm, words: (name: string, at: number) => string): Map<string, readonly string[]> {
  const past = new Date(Date.now() - 40 * 86_400_000)
  const parts: Record<string, number> = {
    day: past.getUTCDate(),
    month: past.getUTCMonth() + 1,
    year: past.getUTCFullYear(),
  }
  return new Map(
    form.fields.map((field, at) => {
      const [first = ''] = field.value
      const value = (): readonly string[] => {
        if (field.kind === 'hidden') return field.value
        if (field.kind === 'text') return [first === '' ? words(field.name, at) : first]
        if (field.kind === 'date')
          return [first === '' ? String(parts[field.name.split('-').at(-1) ?? ''] ?? '') : first]
        return field.value.length > 0 ? field.value : [field.options.find(o => o !== '') ?? '']
      }
      return [field.name, value().map(encodeURIComponent)]
    }),
  )
}

/** A body out of encoded values. */
export const bodyOf = (values: Encoded): string =>
  [...values].flatMap(([name, all]) => all.map(value => `${encodeURIComponent(name)}=${value}`)).join('&')
