import type { RiskKind } from '../../src/features/areas/index.ts'
import { noAnswers } from '../../src/features/assessments/assessment-answers.ts'
import type { Level } from '../../src/features/assessments/index.ts'
import { type Answers, type RiskAssessmentForm, suggestedLevel } from '../../src/features/assessments/index.ts'
import { addDays, type Day } from '../../src/platform/working-days.ts'
import type { Chance } from './random.ts'
import {
  evidence,
  familySays,
  helpNow,
  helpProfessionals,
  helpYoungPerson,
  levelReasons,
  longStory,
  ownWords,
} from './texts.ts'

/** Somebody around the young person, as a story has it. */
export interface Around {
  readonly kind: RiskKind
  readonly certainty: 'known' | 'suspected'
  readonly timing: 'current' | 'past'
}

export interface Severity {
  /** The strongest sign there may be. */
  readonly upTo: Level
  readonly around: readonly Around[]
  /** They have not been heard yet. */
  readonly notHeardYet?: boolean
  /** One answer as long as people sometimes write. */
  readonly long?: boolean
}

const sources = ['own-observation', 'young-person', 'parent-or-carer', 'school', 'police', 'health', 'record'] as const
const ladder: readonly Level[] = ['none', 'emerging', 'moderate', 'significant']

/** The answers of a whole risk assessment, of the form in force, as somebody would give them on this day. */
export function assessmentAnswers(form: RiskAssessmentForm, random: Chance, day: Day, severity: Severity): Answers {
  const answers = noAnswers()
  const highest = ladder.indexOf(severity.upTo)
  const found = (domain: string) => ({
    evidence: random.pick(evidence[domain] ?? evidence.missing ?? []),
    evidenceOn: addDays(day, -random.below(40)),
    source: random.pick(sources),
    sourceOther: '',
  })
  for (const domain of form.domains) {
    for (const { key, kind } of domain.indicators) {
      if (random.happens(0.2)) continue
      // Signs of actual harm are rarer, and only where the story has some.
      const share = kind === 'harm' ? (highest === 3 ? 0.25 : 0) : 0.45
      const level = highest > 0 && random.happens(share) ? (ladder[1 + random.below(highest)] ?? 'none') : 'none'
      answers.indicators[key] =
        level === 'none'
          ? { level, evidence: '', evidenceOn: null, source: null, sourceOther: '' }
          : { level, ...found(domain.key) }
    }
  }
  for (const { key } of form.protective.factors) {
    if (random.happens(0.25)) continue
    const strength = random.pick(['not-yet', 'somewhat', 'somewhat', 'strong'] as const)
    answers.factors[key] = { strength, words: strength === 'strong' ? random.pick(familySays) : '' }
  }
  for (const { key } of form.people.kinds) {
    const entries = severity.around
      .filter(one => one.kind === key)
      .map(({ certainty, timing }) => ({
        who:
          certainty === 'known'
            ? 'A man of about 25, known to the police; they call him “Uncle”.'
            : 'Somebody they only call “G”. Age not known.',
        certainty,
        time: timing,
        ...found('adults'),
      }))
    answers.people[key] = entries.length
      ? { answer: 'yes', entries }
      : { answer: random.happens(0.5) ? 'nobody-known-of' : 'not-known', entries: [] }
  }
  Object.assign(answers.questions, plainAnswers(random, severity))
  const suggested = suggestedLevel(answers, form).level ?? severity.upTo
  answers.judgement = {
    level: random.happens(0.85) ? suggested : (ladder[Math.max(0, ladder.indexOf(suggested) - 1)] ?? suggested),
    reason: levelReasons[suggested],
  }
  return answers
}

function plainAnswers(random: Chance, { notHeardYet, long }: Severity): Answers['questions'] {
  const standing = random.pick(['none-known', 'none-known', 'alleged', 'not-known'])
  return {
    'own-actions-standing': standing,
    ...(standing === 'alleged'
      ? {
          'own-actions-what': 'Said to have held a bag for somebody. It has not been decided.',
          'own-actions-made-to': 'maybe',
        }
      : {}),
    ...(notHeardYet
      ? {
          'voice-how': 'not-yet',
          'voice-not-yet-why':
            'Tried twice at school. Next: a walk with the dog, on Saturday, with the aunt they trust.',
        }
      : { 'voice-how': random.pick(['spoken', 'trusted-person', 'shown']), 'voice-words': random.pick(ownWords) }),
    'voice-family': long ? longStory(20_000) : random.pick(familySays),
    'help-young-person': random.pick(helpYoungPerson),
    'help-professionals': random.pick(helpProfessionals),
    'help-now': random.pick(helpNow),
  }
}
