import type { Need } from '../areas/index.ts'
import type { WholeAssessment } from '../assessments/index.ts'

// R55–R59, R72–R76, R89–R93: what each service says it is for stands beside what the record says. People compare;
// nothing is counted up, and no number decides (product, settled questions).

/** Parts of the assessment that speak about a statement of need, by the statement's key in the area file. */
const parts: Readonly<Record<string, readonly string[]>> = {
  'low-level-offending': ['offending', 'peers'],
  'higher-level-offending': ['offending', 'peers'],
  substances: ['substances'],
  school: ['education', 'services'],
  'missing-and-home': ['missing', 'home'],
  relationship: ['adults', 'online'],
}

/** What the record says about one statement. */
export interface Beside {
  /** Signs that were seen, with how strong and what shows them. */
  readonly signs: readonly {
    readonly key: string
    readonly says: string
    readonly level: string
    readonly evidence: string
  }[]
  /** How many were looked at without a sign. */
  readonly noSign: number
  /** How many nobody has been able to find out yet. */
  readonly notKnown: number
}

/** What the newest completed assessment says about a statement of need. Statements of other keys look for a part of their own name. */
export function besideNeed(need: Pick<Need, 'key'>, { assessment, answers }: WholeAssessment): Beside {
  const keys = parts[need.key] ?? [need.key]
  const indicators = assessment.form.domains.filter(d => keys.includes(d.key)).flatMap(d => d.indicators)
  const given = indicators.map(({ key, says }) => ({ key, says, answer: answers.indicators[key] }))
  return {
    signs: given.flatMap(({ key, says, answer }) => {
      if (!answer || answer.level === 'not-known' || answer.level === 'none') return []
      const level = assessment.form.levels.find(l => l.key === answer.level)?.name ?? answer.level
      return [{ key, says, level, evidence: answer.evidence }]
    }),
    noSign: given.filter(({ answer }) => answer?.level === 'none').length,
    notKnown: given.filter(({ answer }) => !answer || answer.level === 'not-known').length,
  }
}
