import { z } from 'zod'
import { riskKinds } from '../areas/index.ts'

// What is frozen. Kept as the words people read, not as codes: what was on the table stays readable when forms change.

const line = z.object({ ask: z.string(), says: z.string() })
export type PaperLine = z.infer<typeof line>

const section = z.object({ key: z.string(), heading: z.string(), lines: z.array(line) })
export type PaperSection = z.infer<typeof section>

const word = z.object({ says: z.string(), about: z.string().nullable().default(null) })

/** The part for all agencies at the item. */
export const openPaper = z.object({
  youngPerson: z.array(line),
  caseHolder: z.array(line),
  /** What the child said, in their own words, first on the page. */
  words: z.array(word),
  assessment: z
    .object({
      completedOn: z.string(),
      level: z.string(),
      levelReason: z.string(),
      sections: z.array(section),
    })
    .nullable(),
  notKnown: z.array(z.string()),
})
export type OpenPaper = z.infer<typeof openPaper>

const person = z.object({
  kind: z.enum(riskKinds),
  certainty: z.enum(['known', 'suspected']),
  timing: z.enum(['current', 'past']),
  says: z.string(),
})
export type ProposedFact = z.infer<typeof person>

/** The part for core agencies only: people who pose a risk, as the assessment proposes them and as earlier discussions found. */
export const corePaper = z.object({
  proposed: z.array(person),
  found: z.array(person.extend({ reviewOn: z.string() })),
  /** Kinds of risk of which nobody knows yet whether there is such a person. */
  notKnown: z.array(z.string()),
})
export type CorePaper = z.infer<typeof corePaper>

/** One moment of the papers; the part for core agencies is there only for those who may read it. */
export interface Edition {
  readonly edition: number
  readonly frozenAt: Date
  readonly hash: string
  readonly open: OpenPaper
  readonly core: CorePaper | null
}

/** Puts the stored parts together, first edition first. */
export function editions(
  rows: readonly {
    readonly handling: string
    readonly edition: number
    readonly body: unknown
    readonly hash: string
    readonly frozenAt: Date
  }[],
): readonly Edition[] {
  return rows
    .filter(row => row.handling === 'all at this item')
    .map(row => {
      const core = rows.find(other => other.edition === row.edition && other.handling === 'core agencies only')
      return {
        edition: row.edition,
        frozenAt: row.frozenAt,
        hash: row.hash,
        open: openPaper.parse(row.body),
        core: core ? corePaper.parse(core.body) : null,
      }
    })
    .sort((a, b) => a.edition - b.edition)
}

/** Answers of a section as they are read out: one by one where only one line says it, and what says the very same together. */
export interface ReadOut {
  readonly apart: readonly PaperLine[]
  readonly alike: readonly { readonly says: string; readonly asks: readonly string[] }[]
}

/** Puts lines that say the very same together, such as everything of which there was no sign: twelve children in ninety minutes. */
export function readOut(lines: readonly PaperLine[]): ReadOut {
  const groups = [...Map.groupBy(lines, one => one.says)]
  const many = groups.filter(([, alike]) => alike.length > 1)
  return {
    apart: groups.filter(([, alike]) => alike.length === 1).flatMap(([, alike]) => alike),
    alike: many.map(([says, alike]) => ({ says, asks: alike.map(one => one.ask) })),
  }
}

/** A section of what changed: lines that are new or say something else, and lines that are not there any more. */
export interface PaperChange extends PaperSection {
  readonly gone: readonly PaperLine[]
}

/** What a later edition says otherwise than the one before, and what it does not say any more, under their headings. */
export function changes(before: OpenPaper, after: OpenPaper): readonly PaperChange[] {
  const changed = (then: readonly PaperLine[], now: readonly PaperLine[]) => {
    const said = new Map(then.map(one => [one.ask, one.says]))
    return now.filter(one => said.get(one.ask) !== one.says)
  }
  const gone = (then: readonly PaperLine[], now: readonly PaperLine[]) => {
    const asked = new Set(now.map(one => one.ask))
    return then.filter(one => !asked.has(one.ask))
  }
  const sections = (paper: OpenPaper): readonly PaperSection[] => [
    { key: 'young-person', heading: 'About the young person', lines: paper.youngPerson },
    { key: 'case-holder', heading: 'Case-holder', lines: paper.caseHolder },
    ...(paper.assessment
      ? [
          {
            key: 'level',
            heading: 'Risk assessment',
            lines: [
              { ask: 'Completed on', says: paper.assessment.completedOn },
              { ask: 'Level', says: paper.assessment.level },
              { ask: 'Why', says: paper.assessment.levelReason },
            ],
          },
          ...paper.assessment.sections,
        ]
      : []),
    {
      key: 'words',
      heading: 'In their own words',
      lines: paper.words.map((one, at) => ({ ask: one.about ?? `${at + 1}`, says: one.says })),
    },
    {
      key: 'not-known',
      heading: 'What we don’t know yet',
      lines: paper.notKnown.map(ask => ({ ask, says: 'Not known yet' })),
    },
  ]
  const then = sections(before)
  const now = sections(after)
  const linesOf = (all: readonly PaperSection[], key: string) => all.find(one => one.key === key)?.lines ?? []
  // A whole section may have gone, with everything it said.
  return [...now, ...then.filter(one => !now.some(other => other.key === one.key))]
    .map(one => ({
      ...one,
      lines: changed(linesOf(then, one.key), linesOf(now, one.key)),
      gone: gone(linesOf(then, one.key), linesOf(now, one.key)),
    }))
    .filter(one => one.lines.length + one.gone.length > 0)
}
