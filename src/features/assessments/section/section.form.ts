import type { Day } from '../../../platform/working-days.ts'
import {
  choice,
  date,
  type Entered,
  type Field,
  type Form,
  form,
  notAhead,
  text,
  type Values,
} from '../../../web/form.ts'
import type { RiskKind } from '../../areas/index.ts'
import {
  type Answers,
  copyAnswer,
  factorAnswer,
  indicatorAnswer,
  noAnswers,
  type PersonWhoPosesARisk,
  peopleAnswer,
  same,
} from '../assessment-answers.ts'
import { type AssessmentSection, answersOf, type SectionAnswers } from '../assessment-sections.ts'
import {
  type Certainty,
  type Level,
  longestAnswer,
  type RiskAssessmentForm,
  type Strength,
  type Time,
} from '../form-definition.ts'
import { bothAnswered, notAsked, questionFields, questionsGiven, questionsTyped } from '../question.form.ts'
import { shownFactor, shownIndicator, shownPeople, shownQuestions } from '../shown.ts'

/** One section of an assessment as a form. Field names are those of `Missing.field`, so that what is missing links to them. */

export interface SectionAsked {
  readonly form: RiskAssessmentForm
  readonly section: AssessmentSection
  /** What the section holds now. */
  readonly answers: Answers
  /** The last assessment, under its own form. */
  readonly last: { readonly answers: Answers; readonly form: RiskAssessmentForm } | null
  readonly today: Day
}

/** People of one kind that a page takes at a time: those saved, and one more. */
const mostPeople = 30
export const placesFor = (answers: Answers, kind: RiskKind): number =>
  Math.min(mostPeople, peopleAnswer(answers, kind).entries.length + 1)

type AnyForm = Form<Record<string, Field>>
type Given = Values<Record<string, Field>>

/** The form of a section. Nothing is required: a draft can be saved at any moment; what is missing is said on completion. */
export function sectionForm(asked: SectionAsked): AnyForm {
  const { section } = asked
  switch (section.is) {
    case 'domain':
      return form(
        Object.fromEntries(section.domain.indicators.flatMap(each => indicatorFields(asked, each.key, each.says))),
        given =>
          sameAndNew(
            given,
            section.domain.indicators.map(({ key }) => [`${key}.level`, evidenceGiven(given, key)] as const),
          ),
      )
    case 'protective':
      return form(
        Object.fromEntries(asked.form.protective.factors.flatMap(each => factorFields(asked, each.key, each.says))),
        given =>
          sameAndNew(
            given,
            asked.form.protective.factors.map(
              ({ key }) => [`${key}.strength`, { words: words(given[`${key}.words`]) }] as const,
            ),
          ),
      )
    case 'people':
      return form(Object.fromEntries(asked.form.people.kinds.flatMap(each => kindFields(asked, each.key))), given => ({
        ...nobodyNamed(asked, given),
        ...sameAndNew(
          given,
          asked.form.people.kinds.map(({ key }) => [`people.${key}`, { ...entriesGiven(asked, given, key) }] as const),
        ),
      }))
    case 'questions': {
      const { questions } = section.questions
      return form(
        questionFields(questions, asked.today, each => {
          const [shown] = asked.last
            ? shownQuestions([{ ...each, onlyWhen: undefined }], asked.last.answers.questions, day => day)
            : []
          return shown && (shown.answer || shown.words) ? shown.answer || 'see below' : undefined
        }),
        given => ({
          ...notAsked(questions, questionsGiven(questions, given, asked.last?.answers.questions)),
          ...bothAnswered(questions, given),
        }),
      )
    }
    case 'judgement': {
      const { askLevel, askReason, levels } = asked.form.judgement
      return form({
        'judgement.level': choice({
          ask: askLevel,
          options: Object.fromEntries(levels.map(({ key, name, means }) => [key, { label: name, hint: means }])),
        }),
        'judgement.reason': text({ ask: askReason, max: longestAnswer }),
      })
    }
  }
}

/** The answer of last time as one more option, where it was known. */
const lastOption = (known: boolean, answer: string): Record<string, string> =>
  known ? { [same]: `The same as last time: ${answer}` } : {}

function indicatorFields({ form: asks, last, today }: SectionAsked, key: string, says: string): [string, Field][] {
  const before = last ? shownIndicator(last.answers, last.form, key, says, day => day) : undefined
  return [
    [
      `${key}.level`,
      choice({
        ask: says,
        options: {
          'not-known': asks.notKnown.name,
          ...Object.fromEntries(asks.levels.map(level => [level.key, level.name])),
          ...lastOption(before?.known ?? false, before?.answer ?? ''),
        },
      }),
    ],
    ...evidenceFields(key, says, asks, today),
  ]
}

const evidenceFields = (name: string, about: string, asks: RiskAssessmentForm, today: Day): [string, Field][] => [
  [`${name}.evidence`, text({ ask: `${about}: what was seen or heard?`, max: longestAnswer })],
  [`${name}.evidenceOn`, date({ ask: `${about}: when was that?`, check: notAhead(today) })],
  [
    `${name}.source`,
    choice({
      ask: `${about}: where does this come from?`,
      options: Object.fromEntries(asks.evidence.sources.map(source => [source.key, source.name])),
    }),
  ],
  [`${name}.sourceOther`, text({ ask: `${about}: who or what?`, max: 500 })],
]

function factorFields({ form: asks, last }: SectionAsked, key: string, says: string): [string, Field][] {
  const before = last ? shownFactor(last.answers, last.form, key, says) : undefined
  return [
    [
      `${key}.strength`,
      choice({
        ask: says,
        options: {
          'not-known': asks.notKnown.name,
          ...Object.fromEntries(asks.protective.strengths.map(each => [each.key, each.name])),
          ...lastOption(before?.known ?? false, before?.answer ?? ''),
        },
      }),
    ],
    [`${key}.words`, text({ ask: `${says}: say more, if it helps`, max: longestAnswer })],
  ]
}

function kindFields({ form: asks, answers, last, today }: SectionAsked, kind: RiskKind): [string, Field][] {
  const { name, means } = asks.people.kinds.find(each => each.key === kind) ?? { name: kind, means: '' }
  const before = last ? shownPeople(last.answers, last.form, kind, day => day) : []
  const many = last ? peopleAnswer(last.answers, kind).entries.length : 0
  const told = many > 0 ? `${many} ${many === 1 ? 'person' : 'people'}` : (before[0]?.answer ?? '')
  return [
    [
      `people.${kind}`,
      choice({
        ask: name,
        hint: means,
        options: {
          'not-known': asks.notKnown.name,
          'nobody-known-of': 'Nobody known of',
          yes: 'Yes',
          ...lastOption(
            before.some(each => each.known),
            told,
          ),
        },
      }),
    ],
    ...Array.from({ length: placesFor(answers, kind) }, (_, at): [string, Field][] => {
      const place = `people.${kind}.${at}`
      const about = `${name}, ${at + 1}`
      return [
        [`${place}.who`, text({ ask: `${about}: who is it, or what is known of them?`, max: longestAnswer })],
        [
          `${place}.certainty`,
          choice({ ask: `${about}: how sure is it?`, options: namesAndMeanings(asks.people.certainties) }),
        ],
        [`${place}.time`, choice({ ask: `${about}: is it now?`, options: namesAndMeanings(asks.people.times) })],
        ...evidenceFields(place, about, asks, today),
      ]
    }).flat(),
  ]
}

const namesAndMeanings = (list: readonly { key: string; name: string; means: string }[]) =>
  Object.fromEntries(list.map(({ key, name, means }) => [key, { label: name, hint: means }]))

/** "The same as last time" beside something new: what was written would be lost, so it is asked which was meant. */
const sameAndNew = (
  given: Given,
  answers: readonly (readonly [field: string, written: Readonly<Record<string, unknown>>])[],
): Record<string, string> =>
  Object.fromEntries(
    answers.flatMap(([field, written]) =>
      given[field] === same && Object.values(written).some(Boolean)
        ? [
            [
              field,
              'You chose the same as last time and wrote something new: choose another answer, or take out what you wrote',
            ],
          ]
        : [],
    ),
  )

/** Somebody was written about, and the answer says nobody was: what was meant is asked, never guessed. */
const nobodyNamed = (asked: SectionAsked, given: Given): Record<string, string> =>
  Object.fromEntries(
    asked.form.people.kinds.flatMap(({ key }) =>
      given[`people.${key}`] !== 'yes' && given[`people.${key}`] !== same && entriesGiven(asked, given, key).length > 0
        ? [[`people.${key}`, 'You wrote about somebody here: choose Yes, or take out what you wrote']]
        : [],
    ),
  )

/** What stands in the fields: what was saved. */
export function sectionTyped(asked: SectionAsked): Entered {
  const { section, answers } = asked
  const typed = sectionForm(asked).typed
  switch (section.is) {
    case 'domain':
      return typed(
        Object.fromEntries(
          section.domain.indicators.flatMap(({ key }) => {
            const { level, ...evidence } = indicatorAnswer(answers, key)
            return [[`${key}.level`, level], ...under(key, evidence)]
          }),
        ),
      )
    case 'protective':
      return typed(
        Object.fromEntries(asked.form.protective.factors.flatMap(({ key }) => under(key, factorAnswer(answers, key)))),
      )
    case 'people':
      return typed(
        Object.fromEntries(
          asked.form.people.kinds.flatMap(({ key }) => {
            const { answer, entries } = peopleAnswer(answers, key)
            return [[`people.${key}`, answer], ...entries.flatMap((entry, at) => under(`people.${key}.${at}`, entry))]
          }),
        ),
      )
    case 'questions':
      return typed(questionsTyped(section.questions.questions, answers.questions))
    case 'judgement':
      return typed({ 'judgement.level': answers.judgement.level, 'judgement.reason': answers.judgement.reason })
  }
}

const under = (name: string, fields: Readonly<Record<string, string | null>>): [string, string | null][] =>
  Object.entries(fields).map(([field, value]) => [`${name}.${field}`, value])

/** The answers of a checked form, those of last time put in where "the same" was chosen. */
export function sectionGiven(asked: SectionAsked, given: Given): SectionAnswers {
  const { section, last } = asked
  let answers = noAnswers()
  const again = (key: string): void => {
    if (last) answers = copyAnswer(last.answers, answers, key)
  }
  switch (section.is) {
    case 'domain':
      for (const { key } of section.domain.indicators) {
        if (given[`${key}.level`] === same) again(key)
        else
          answers.indicators[key] = {
            level: (given[`${key}.level`] ?? 'not-known') as Level | 'not-known',
            ...evidenceGiven(given, key),
          }
      }
      break
    case 'protective':
      for (const { key } of asked.form.protective.factors) {
        if (given[`${key}.strength`] === same) again(key)
        else
          answers.factors[key] = {
            strength: (given[`${key}.strength`] ?? 'not-known') as Strength | 'not-known',
            words: words(given[`${key}.words`]),
          }
      }
      break
    case 'people':
      for (const { key } of asked.form.people.kinds) {
        const answer = given[`people.${key}`]
        if (answer === same) again(`people.${key}`)
        else {
          answers.people[key] = {
            answer: answer === 'yes' || answer === 'nobody-known-of' ? answer : 'not-known',
            entries: entriesGiven(asked, given, key),
          }
        }
      }
      break
    case 'questions':
      answers.questions = questionsGiven(section.questions.questions, given, last?.answers.questions)
      break
    case 'judgement':
      answers.judgement = {
        level: (given['judgement.level'] ?? null) as Level | null,
        reason: words(given['judgement.reason']),
      }
  }
  return answersOf(section, answers, asked.form)
}

/** The people of one kind that something was written about; places left empty are nobody. */
function entriesGiven(asked: SectionAsked, given: Given, kind: RiskKind): PersonWhoPosesARisk[] {
  return Array.from({ length: placesFor(asked.answers, kind) }, (_, at) => {
    const place = `people.${kind}.${at}`
    return {
      who: words(given[`${place}.who`]),
      // The form takes these words and no others.
      certainty: (given[`${place}.certainty`] ?? null) as Certainty | null,
      time: (given[`${place}.time`] ?? null) as Time | null,
      ...evidenceGiven(given, place),
    }
  }).filter(entry => Object.values(entry).some(value => value !== null && value !== ''))
}

const evidenceGiven = (given: Given, name: string) => ({
  evidence: words(given[`${name}.evidence`]),
  evidenceOn: words(given[`${name}.evidenceOn`]) || null,
  source: words(given[`${name}.source`]) || null,
  sourceOther: words(given[`${name}.sourceOther`]),
})

const words = (value: Given[string] | undefined): string => (typeof value === 'string' ? value : '')
