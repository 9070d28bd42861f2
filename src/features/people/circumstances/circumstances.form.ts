import { timesOf } from '../../../platform/week.ts'
import { choice, choices, form, text } from '../../../web/form.ts'
import { areas } from '../../areas/index.ts'
import { codeChoices, isThreeAnswer, writtenIn } from '../codes.ts'
import { whyField } from '../fields.form.ts'
import { postcodeInWords, postcodeOf } from '../postcode.ts'
import { ringings } from '../ringing.ts'
import { week } from '../week.form.ts'

interface Circumstances {
  readonly livingArea: string | null
  readonly address: string | null
  readonly postcode: string | null
  readonly livingWith: string | null
  readonly phone: string | null
  readonly school: string | null
  readonly schoolStatus: string | null
  readonly senProvision: string
  readonly senType: readonly string[]
  readonly caseStatus: string
  readonly careStatus: string
}

export function circumstancesForm(view: { areaKey: string; today: string; circumstances: Circumstances }) {
  const { today, circumstances: d } = view
  const others = areas().all.filter(area => area.key !== view.areaKey)
  const fields = {
    lives: choice({
      ask: 'In which area do they live?',
      hint: 'This area is responsible for them wherever they live.',
      missing: 'Say in which area they live',
      options: {
        here: areas().byKey.get(view.areaKey)?.name ?? 'Here',
        ...Object.fromEntries(others.map(area => [area.key, area.name])),
        [writtenIn]: 'Somewhere else',
      } as Record<string, string>,
    }),
    livesWords: text({ ask: 'Which council area is it?', hint: 'Only if they live somewhere else.', max: 200 }),
    address: text({ ask: 'Address', hint: 'Without the postcode.', max: 1_000 }),
    postcode: text({
      ask: 'Postcode',
      max: 10,
      check: (value: string) => (postcodeOf(value) ? undefined : 'Write a whole postcode, such as YO1 6GA'),
    }),
    livingWith: text({ ask: 'Whom do they live with?', max: 1_000 }),
    phone: text({
      ask: 'Their phone number',
      hint: 'Which number is safe to ring stands under “Before you ring or write”.',
      max: 50,
    }),
    school: text({ ask: 'School, college or work', max: 500 }),
    schoolStatus: text({
      ask: 'How is it going there?',
      hint: 'Such as: part time, at home since March, loves art.',
      max: 4_000,
    }),
    senProvision: choice({
      ask: 'Help with special educational needs',
      missing: 'Choose one',
      options: codeChoices('sen-provision', today, [d.senProvision]),
    }),
    senType: choices({
      ask: 'Kinds of special educational need',
      options: withoutAnswers(codeChoices('sen-type', today, d.senType)),
    }),
    caseStatus: choice({
      ask: 'Case status',
      missing: 'Choose one',
      options: codeChoices('case-status', today, [d.caseStatus]),
    }),
    careStatus: choice({
      ask: 'Care or legal status',
      missing: 'Choose one',
      options: codeChoices('care-status', today, [d.careStatus]),
    }),
    why: whyField(),
  }
  return form(fields, value =>
    value.lives === writtenIn && !value.livesWords ? { livesWords: 'Write which area it is' } : {},
  )
}

/** Whether there is a need at all is asked one field above. */
const withoutAnswers = (options: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(options).filter(([code]) => !isThreeAnswer(code)))

export function circumstancesTyped(form: ReturnType<typeof circumstancesForm>, d: Circumstances) {
  const elsewhere = d.livingArea !== null && !areas().byKey.has(d.livingArea)
  return form.typed({
    address: d.address,
    livingWith: d.livingWith,
    phone: d.phone,
    school: d.school,
    schoolStatus: d.schoolStatus,
    senProvision: d.senProvision,
    senType: d.senType,
    caseStatus: d.caseStatus,
    careStatus: d.careStatus,
    lives: d.livingArea === null ? 'here' : elsewhere ? writtenIn : d.livingArea,
    livesWords: elsewhere ? d.livingArea : '',
    postcode: d.postcode ? postcodeInWords(d.postcode) : '',
  })
}

export const safeContactForm = (() => {
  const fields = {
    safeRinging: choice({
      ask: 'When is it safe to ring them?',
      hint: 'A worker’s telephone has the number only then. It has none until somebody asked.',
      missing: 'Say when it is safe to ring them',
      options: ringings,
    }),
    ...week,
    safeWhen: text({
      ask: 'Anything else about when',
      hint: 'Such as: not when Dad is home. A worker reads it on a telephone: write nothing here that says where they live or what happened.',
      max: 500,
    }),
    safeNumber: text({ ask: 'Which number is safe to ring?', hint: 'Say whose it is, if it is not theirs.', max: 200 }),
    neverText: choice({
      ask: 'May they be sent a text?',
      hint: 'A text can be read by whoever holds the phone.',
      missing: 'Say whether they may be sent a text',
      options: { never: 'Never', fine: 'Yes, a text is fine' },
    }),
    safeWord: text({
      ask: 'A word agreed with them',
      hint: 'It tells them that it is you, or you that it is not safe.',
      max: 100,
    }),
    safeContactNote: text({
      ask: 'Anything else',
      hint: 'Words that would tell too much are not shown on a worker’s telephone: there it says to ask the manager.',
      max: 4_000,
    }),
    why: whyField(),
  }
  return form(fields, value => {
    const chosen = timesOf(value).length > 0
    if (value.safeRinging === 'at these times' && !chosen)
      return { mon: 'Choose the days and parts of the day that are safe' }
    // Where they are stricter than what is ticked they hold, also with days that a script has folded away.
    return value.safeRinging === 'any time' && chosen
      ? { safeRinging: 'Days are ticked under “Only at some times”: untick them, or choose that' }
      : {}
  })
})()
