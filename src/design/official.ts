import { type ComponentChildren, h, type VNode } from 'preact'
import { type Components, renderComponent } from './nunjucks.ts'
import { raw } from './raw.ts'

/** What the templates take in most places: words, which they escape, or markup. */
export interface Words {
  readonly text?: string
  readonly html?: string
}
export interface Put {
  /** Turns children into what the templates take. Nothing to show is undefined. */
  (content: ComponentChildren): Words | undefined
  /** The same where a template takes only markup; bare words become a paragraph. */
  markup(content: ComponentChildren): string | undefined
}

/**
 * What was given, where every name in it is one the component knows. The compiler looks for unknown names only in
 * literals that are assigned on the spot, not in what a function answers; and a misspelt option is a blank on the page.
 */
type Exactly<Given, Wanted> = Given extends readonly (infer Item)[]
  ? readonly Exactly<Item, ItemOf<Wanted>>[]
  : Given extends object
    ? { readonly [Key in keyof Given]: Key extends Keys<Wanted> ? Exactly<Given[Key], At<Wanted, Key>> : never }
    : Given
type ItemOf<Wanted> = Wanted extends readonly (infer Item)[] ? Item : never
type Keys<Wanted> = Wanted extends object ? keyof Wanted : never
type At<Wanted, Key> = Wanted extends object ? (Key extends keyof Wanted ? Wanted[Key] : never) : never

/**
 * Draws an official component whose options may hold children.
 * Words go to the template as `text`. Other children leave a mark in the markup and are drawn in its place afterwards:
 * the templates indent and trim what they are given, which would add spaces to what somebody typed in a text area
 * inside, and costs time at every level.
 */
export function official<Name extends keyof Components, Given extends Components[Name]>(
  name: Name,
  options: (put: Put) => Given & Exactly<Given, Components[Name]>,
): VNode {
  const held: ComponentChildren[] = []
  const drawn = renderComponent(name, options(putting(held)))
  // A seventh of a page on a telephone was the templates' own indentation. Children are not in this markup yet; only in a text
  // area does what somebody typed stand in it with its spaces.
  const markup = name === 'govukTextarea' ? drawn : drawn.replaceAll(/\n +(?=<)/g, '\n')
  if (held.length === 0) return raw([markup])
  // Nothing typed can look like a mark: the templates have escaped every "<" in it.
  const pieces: string[] = []
  const between: ComponentChildren[] = []
  let from = 0
  for (const mark of markup.matchAll(/<slot (\d+)>/g)) {
    pieces.push(markup.slice(from, mark.index))
    between.push(held[Number(mark[1])])
    from = mark.index + mark[0].length
  }
  pieces.push(markup.slice(from))
  return raw(pieces, between)
}

function putting(held: ComponentChildren[]): Put {
  const hold = (content: ComponentChildren) => `<slot ${held.push(content) - 1}>`
  const put = (content: ComponentChildren) => {
    const words = asWords(content)
    if (words !== undefined) return words === '' ? undefined : { text: words }
    return { html: hold(content) }
  }
  return Object.assign(put, {
    markup: (content: ComponentChildren) => {
      const words = asWords(content)
      if (words === undefined) return hold(content)
      return words === '' ? undefined : hold(h('p', { class: 'govuk-body' }, words))
    },
  })
}

/** The children as plain words, where they are nothing else. */
function asWords(content: ComponentChildren): string | undefined {
  if (content === null || content === undefined || typeof content === 'boolean') return ''
  if (typeof content === 'string' || typeof content === 'number' || typeof content === 'bigint') return String(content)
  if (!Array.isArray(content)) return undefined
  let words = ''
  for (const part of content) {
    const more = asWords(part)
    if (more === undefined) return undefined
    words += more
  }
  return words
}

/** Several class names as one, without the empty ones. */
export const classes = (...names: readonly (string | false | undefined)[]): string => names.filter(Boolean).join(' ')
