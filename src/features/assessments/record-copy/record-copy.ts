import type { Unknown } from '../assessment-missing.ts'
import type { Shown, ShownSection } from '../shown.ts'

/** An assessment as it is copied into the main record of an agency: the same words as text and as a file to print. */

export type CopyBlock =
  | { readonly is: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'item'; readonly text: string }

export interface Copied {
  readonly title: string
  /** Printed on every page of the copy. */
  readonly reference: string
  /** Facts about the whole: who, when, which form. */
  readonly facts: readonly (readonly [string, string])[]
  readonly level: string
  readonly levelReason: string
  /** How the suggestion was worked out. */
  readonly steps: readonly string[]
  readonly unknown: readonly Unknown[]
  readonly sections: readonly ShownSection[]
}

/** The reference of a copy: that of the young person's record and the day of completion. It says nothing to a stranger. */
export const copyReference = (youngPersonReference: string, completedOn: string): string =>
  `${youngPersonReference}-A-${completedOn.replaceAll('-', '')}`

/** The copy, block by block. What may not be read by whoever copies is marked as restricted, never left out unseen. */
export function copyBlocks(copied: Copied): readonly CopyBlock[] {
  const heading = (level: 1 | 2 | 3, text: string): CopyBlock => ({ is: 'heading', level, text })
  const paragraph = (text: string): CopyBlock => ({ is: 'paragraph', text })
  return [
    heading(1, copied.title),
    paragraph(`Reference ${copied.reference}`),
    ...copied.facts.map(([name, value]) => paragraph(`${name}: ${value}`)),
    heading(2, 'Level'),
    paragraph(copied.level),
    paragraph(copied.levelReason),
    heading(3, 'How the suggestion was worked out'),
    ...copied.steps.map((text): CopyBlock => ({ is: 'item', text })),
    ...copied.sections
      .filter(section => section.is !== 'judgement')
      .flatMap(section => [heading(2, section.name), ...sectionBlocks(section)]),
    heading(2, 'What we don’t know yet'),
    ...(copied.unknown.length === 0
      ? [paragraph('Nothing that the form asks.')]
      : copied.unknown.map((each): CopyBlock => ({ is: 'item', text: `${each.sectionName}: ${each.says}` }))),
  ]
}

function sectionBlocks({ restricted, items }: ShownSection): readonly CopyBlock[] {
  if (restricted) return [{ is: 'paragraph', text: 'Restricted' }]
  const known = items.filter(item => item.known)
  if (known.length === 0) return [{ is: 'paragraph', text: 'Nothing is known yet.' }]
  return known.flatMap(item => [
    { is: 'heading', level: 3, text: item.says } as const,
    ...[answerLine(item), item.words].filter(text => text !== '').map(text => ({ is: 'paragraph', text }) as const),
  ])
}

const answerLine = ({ answer, facts }: Shown): string => [answer, ...facts].filter(text => text !== '').join(', ')

/** The copy as plain text, lines ended by LF. */
export const copyText = (blocks: readonly CopyBlock[]): string =>
  `${blocks
    .map(block => {
      if (block.is === 'item') return `- ${block.text}`
      if (block.is === 'paragraph') return block.text
      const line = block.level === 1 ? '=' : block.level === 2 ? '-' : ''
      return line ? `\n${block.text}\n${line.repeat([...block.text].length)}` : `\n${block.text}`
    })
    .join('\n')
    .trim()}\n`
