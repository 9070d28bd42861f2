import {
  type Answers,
  factorAnswer,
  indicatorAnswer,
  type PeopleAnswer,
  peopleAnswer,
  questionAnswers,
} from './assessment-answers.ts'
import {
  indicatorsOf,
  levels,
  type Question,
  type RiskAssessmentForm,
  sectionsOf,
  strengths,
} from './form-definition.ts'

/** Answers, as `answersSchema` reads them, with the version of the form they were given under. */
export type Given = { readonly answers: Answers; readonly form: RiskAssessmentForm }

/** "new evidence": the level is the same, what it rests on is not. */
export type Direction =
  | 'more'
  | 'less'
  | 'now known'
  | 'no longer known'
  | 'new evidence'
  | 'newly asked'
  | 'no longer asked'
  | 'changed'

/** One answer that is not what it was. */
export type Change = {
  readonly section: string
  readonly sectionName: string
  readonly key: string
  readonly says: string
  /** The answers in words; empty where there was none. */
  readonly from: string
  readonly to: string
  readonly direction: Direction
}

/** One answer in words, with its rank where it has one: -1 is "not known yet". */
type Entry = {
  section: string
  sectionName: string
  key: string
  says: string
  words: string
  rank: number | null
  /** Everything that was answered, without the words of the form: other words alone are no change. */
  basis: string
}

/**
 * What is different between two assessments of a child, in the order of the newer form and then what it no longer asks.
 * Answers are matched by key, so two versions of the form can be compared.
 */
export function whatChanged(previous: Given, next: Given): Change[] {
  const before = new Map(entries(previous).map(entry => [entry.key, entry]))
  const after = entries(next)
  const kept = new Set(after.map(entry => entry.key))
  return [
    ...after.flatMap(entry => {
      const old = before.get(entry.key)
      if (!old) return isSilent(entry) ? [] : [change(null, entry, 'newly asked')]
      const direction = directionOf(old, entry)
      return direction ? [change(old, entry, direction)] : []
    }),
    ...[...before.values()].flatMap(old =>
      kept.has(old.key) || isSilent(old) ? [] : [change(old, null, 'no longer asked')],
    ),
  ]
}

const isSilent = ({ rank, words }: Entry): boolean => rank === -1 || words === ''

function directionOf(old: Entry, entry: Entry): Direction | null {
  if (old.rank !== entry.rank && old.rank !== null && entry.rank !== null) {
    if (old.rank === -1) return 'now known'
    if (entry.rank === -1) return 'no longer known'
    return entry.rank > old.rank ? 'more' : 'less'
  }
  if (old.basis === entry.basis) return null
  return old.words === entry.words ? 'new evidence' : 'changed'
}

function change(old: Entry | null, entry: Entry | null, direction: Direction): Change {
  const { section = '', sectionName = '', key = '', says = '' } = entry ?? old ?? {}
  return { section, sectionName, key, says, from: old?.words ?? '', to: entry?.words ?? '', direction }
}

function entries({ answers, form }: Given): Entry[] {
  return [
    ...indicatorEntries(answers, form),
    ...form.protective.factors.map(({ key, says }): Entry => {
      const given = factorAnswer(answers, key)
      const named = form.protective.strengths.find(each => each.key === given.strength)
      return {
        section: form.protective.key,
        sectionName: form.protective.name,
        key,
        says,
        words: named?.name ?? form.notKnown.name,
        rank: given.strength === 'not-known' ? -1 : strengths.indexOf(given.strength),
        basis: JSON.stringify(given),
      }
    }),
    ...form.people.kinds.map(({ key, name }): Entry => {
      const given = peopleAnswer(answers, key)
      return {
        section: 'people',
        sectionName: form.people.name,
        key: `people.${key}`,
        says: name,
        words: peopleWords(given, form),
        rank: given.answer === 'not-known' ? -1 : given.answer === 'yes' ? given.entries.length : 0,
        basis: JSON.stringify(given),
      }
    }),
    ...sectionsOf(form).flatMap(section =>
      section.questions.map((question): Entry => {
        const given = questionAnswers(answers.questions, question.key)
        return {
          section: section.key,
          sectionName: section.name,
          key: question.key,
          says: question.ask,
          words: answerWords(question, given),
          rank: null,
          basis: JSON.stringify(given),
        }
      }),
    ),
    ...judgementEntries(answers, form),
  ]
}

function indicatorEntries(answers: Answers, form: RiskAssessmentForm): Entry[] {
  return indicatorsOf(form).map(({ domain, indicator: { key, says } }) => {
    const given = indicatorAnswer(answers, key)
    const named = form.levels.find(each => each.key === given.level)
    return {
      section: domain.key,
      sectionName: domain.name,
      key,
      says,
      words: named?.name ?? form.notKnown.name,
      rank: given.level === 'not-known' ? -1 : levels.indexOf(given.level),
      basis: JSON.stringify(given),
    }
  })
}

function judgementEntries({ judgement }: Answers, form: RiskAssessmentForm): Entry[] {
  const at = { section: 'judgement', sectionName: form.judgement.name }
  const named = form.judgement.levels.find(each => each.key === judgement.level)
  return [
    {
      ...at,
      key: 'judgement.level',
      says: form.judgement.askLevel,
      words: named?.name ?? '',
      rank: judgement.level ? levels.indexOf(judgement.level) : null,
      basis: String(judgement.level),
    },
    {
      ...at,
      key: 'judgement.reason',
      says: form.judgement.askReason,
      words: judgement.reason,
      rank: null,
      basis: judgement.reason,
    },
  ]
}

function peopleWords({ answer, entries: listed }: PeopleAnswer, form: RiskAssessmentForm): string {
  if (answer === 'not-known') return form.notKnown.name
  if (answer === 'nobody-known-of') return 'Nobody known of'
  return listed
    .map(({ who, certainty, time }) => {
      const certain = form.people.certainties.find(each => each.key === certainty)?.name ?? ''
      const when = form.people.times.find(each => each.key === time)?.name ?? ''
      return [who, certain, when].filter(word => word !== '').join(', ')
    })
    .join('; ')
}

const answerWords = (question: Question, given: readonly string[]): string =>
  given.map(answer => question.options?.find(option => option.key === answer)?.name ?? answer).join(', ')
