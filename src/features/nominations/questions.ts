/** What a nomination asks (R133, R134, R144), in the order it asks. One question is one answer in the record. */
export const questionKeys = [
  'young-person-asked',
  'young-person-words',
  'young-person-not-asked',
  'family-asked',
  'family-words',
  'family-not-asked',
  'works-with',
  'introducer-name',
  'introducer-agency',
  'introduction-how',
  'introduction-by',
  'hope-relationships',
  'hope-safety',
  'hope-stability',
  'hope-learning',
  'hope-wellbeing',
  'hope-activities',
  'could-fail',
  'anything-else',
  'age-reason',
] as const
export type QuestionKey = (typeof questionKeys)[number]
export type Answers = Readonly<Partial<Record<QuestionKey, string>>>

export const sections = {
  'young-person': {
    title: 'What the young person says',
    questions: ['young-person-asked', 'young-person-words', 'young-person-not-asked'],
  },
  family: {
    title: 'What their family says',
    questions: ['family-asked', 'family-words', 'family-not-asked'],
  },
  introduction: {
    title: 'Who makes the introduction',
    questions: ['works-with', 'introducer-name', 'introducer-agency', 'introduction-how', 'introduction-by'],
  },
  hopes: {
    title: 'What you hope for',
    questions: [
      'hope-relationships',
      'hope-safety',
      'hope-stability',
      'hope-learning',
      'hope-wellbeing',
      'hope-activities',
    ],
  },
  worries: { title: 'What would make it fail', questions: ['could-fail', 'anything-else'] },
  age: { title: 'Why at this age', questions: ['age-reason'] },
} as const satisfies Record<string, { title: string; questions: readonly QuestionKey[] }>
export type SectionKey = keyof typeof sections
export const sectionKeys = Object.keys(sections) as readonly SectionKey[]
export const isSection = (key: string): key is SectionKey => Object.hasOwn(sections, key)

/** R107–R119: the six outcome domains, in the words of the form. */
export const hopes = {
  'hope-relationships': 'People they can trust',
  'hope-safety': 'Being safer',
  'hope-stability': 'A steady home and support',
  'hope-learning': 'School, training or work',
  'hope-wellbeing': 'Feeling well, in body and mind',
  'hope-activities': 'Free of crime, and with good things to do',
} as const satisfies Partial<Record<QuestionKey, string>>

/** How each question is called where answers are shown. */
export const called: Readonly<Record<QuestionKey, string>> = {
  'young-person-asked': 'Young person asked about being nominated',
  'young-person-words': 'What the young person says, in their words',
  'young-person-not-asked': 'Why the young person was not asked',
  'family-asked': 'Family asked about the nomination',
  'family-words': 'What the family says, in their words',
  'family-not-asked': 'Why the family was not asked',
  'works-with': 'Who else works with them now',
  'introducer-name': 'Who makes the introduction',
  'introducer-agency': 'Their agency',
  'introduction-how': 'How they will do it',
  'introduction-by': 'By when',
  ...hopes,
  'could-fail': 'What would make it fail',
  'anything-else': 'Anything else',
  'age-reason': 'Why at this age',
}

const has = (answers: Answers, key: QuestionKey): boolean => (answers[key] ?? '') !== ''

/** Words, or why they were not asked: one of the two is always there. */
const saidOrWhyNot = (answers: Answers, who: 'young-person' | 'family'): boolean =>
  answers[`${who}-asked`] === 'yes'
    ? has(answers, `${who}-words`)
    : has(answers, `${who}-asked`) && has(answers, `${who}-not-asked`)

/** Whether a section says what it must. The section about age is asked only outside the usual ages (R3). */
export function isComplete(section: SectionKey, answers: Answers): boolean {
  switch (section) {
    case 'young-person':
    case 'family':
      return saidOrWhyNot(answers, section)
    case 'introduction':
      return (['introducer-name', 'introducer-agency', 'introduction-how', 'introduction-by'] as const).every(key =>
        has(answers, key),
      )
    case 'hopes':
      return sections.hopes.questions.some(key => has(answers, key))
    case 'worries':
      return has(answers, 'could-fail')
    case 'age':
      return has(answers, 'age-reason')
  }
}

/** The sections still missing, of those every nomination has; age is a matter of its own (`ageAllows`). */
export const missingSections = (answers: Answers): readonly SectionKey[] =>
  sectionKeys.filter(key => key !== 'age' && !isComplete(key, answers))

/** One answer as it was given; the highest version of a question counts. */
export interface GivenAnswer {
  readonly question: QuestionKey
  readonly version: number
  readonly says: string
  readonly givenAt: Date
  readonly by: string
  /** Why it was changed after the nomination was sent. */
  readonly reason: string | null
}

/** What a nomination says now. @param given every answer ever given, in any order */
export function currentAnswers(given: readonly GivenAnswer[]): Answers {
  const newest = new Map<QuestionKey, GivenAnswer>()
  for (const one of given) if (one.version > (newest.get(one.question)?.version ?? 0)) newest.set(one.question, one)
  return Object.fromEntries([...newest].flatMap(([key, { says }]) => (says === '' ? [] : [[key, says]])))
}

/**
 * Counts how often these questions were answered, so that nobody overwrites what they did not see: answers are only
 * ever added.
 */
export const timesAnswered = (
  given: readonly GivenAnswer[],
  questions: readonly QuestionKey[] = questionKeys,
): number => given.filter(one => questions.includes(one.question)).length

/** One change after the nomination was sent: both texts, who and why. */
export interface Amendment {
  readonly question: QuestionKey
  readonly was: string
  readonly became: string
  readonly at: Date
  readonly by: string
  readonly reason: string
}

/** What was changed after the nomination was sent, oldest first (R134). */
export const amendments = (given: readonly GivenAnswer[]): readonly Amendment[] =>
  given.flatMap(one => {
    if (one.reason === null) return []
    const was = given.find(other => other.question === one.question && other.version === one.version - 1)?.says ?? ''
    return [{ question: one.question, was, became: one.says, at: one.givenAt, by: one.by, reason: one.reason }]
  })
