import { choice, choices, date, form, notAhead, text } from '../../../web/form.ts'
import { codeChoices, isThreeAnswer, openChoices, splitOpen, writtenIn, yesNoOrNot } from '../codes.ts'
import { whyField } from '../fields.form.ts'
import { nameWords } from '../name-words.ts'

interface Identity {
  readonly givenNames: string
  readonly surname: string
  readonly knownAs: string | null
  readonly pronouns: string | null
  readonly bornOn: string | null
  readonly bornOnEstimated: boolean
  readonly bornOnSource: string | null
  readonly sex: string
  readonly gender: string
  readonly ethnicity: string
  readonly language: string
  readonly interpreterNeed: string
  readonly interpreter: string | null
  readonly easyRead: string
  readonly disability: readonly string[]
}

const aName = (value: string) => (nameWords(value).length > 0 ? undefined : 'Write the name with letters')

export function identityForm({ today, youngPerson: y }: { today: string; youngPerson: Identity }) {
  const fields = {
    givenNames: text({ ask: 'Given names', missing: 'Write their given names', max: 200, check: aName }),
    surname: text({ ask: 'Surname', missing: 'Write their surname', max: 200, check: aName }),
    knownAs: text({ ask: 'The name they go by, if it is another', max: 200, check: aName }),
    pronouns: text({ ask: 'Pronouns', hint: 'As they said, such as she and her.', max: 100 }),
    birth: choice({
      ask: 'Do you know their date of birth?',
      missing: 'Say whether you know their date of birth',
      options: { certain: 'Yes', estimated: 'Only about: it is an estimate', unknown: 'No, not yet' },
    }),
    bornOn: date({
      ask: 'Date of birth',
      hint: 'If you know only the year, write 1 1 and the year.',
      check: notAhead(today),
    }),
    bornOnSource: text({
      ask: 'Where does the estimate come from?',
      hint: 'Such as: their school, or what they said.',
      max: 500,
    }),
    sex: choice({ ask: 'Sex', missing: 'Choose one', options: codeChoices('sex', today, [y.sex]) }),
    gender: choice({
      ask: 'Gender, as they describe it',
      missing: 'Choose one',
      options: codeChoices('gender', today, [y.gender]),
    }),
    ethnicity: choice({
      ask: 'Ethnicity',
      missing: 'Choose one',
      options: codeChoices('ethnicity', today, [y.ethnicity]),
    }),
    language: choice({
      ask: 'The language they prefer',
      missing: 'Choose one',
      options: openChoices('language', today, [y.language]),
    }),
    languageWords: text({ ask: 'Which language?', max: 100 }),
    interpreterNeed: choice({
      ask: 'Interpreter',
      hint: 'A neighbour or relative is never the interpreter.',
      missing: 'Choose one',
      options: codeChoices('interpreter-need', today, [y.interpreterNeed]),
    }),
    interpreter: text({ ask: 'Reference of the agency that sends the interpreter', max: 200 }),
    easyRead: choice({ ask: 'Do they want easy read?', missing: 'Choose one', options: yesNoOrNot }),
    disability: choices({
      ask: 'Disability',
      hint: 'Choose all that are true.',
      missing: 'Choose what is true, or say that you do not know',
      options: codeChoices('disability', today, y.disability),
    }),
    why: whyField(),
  }
  return form(fields, value => {
    const alone = value.disability.filter(code => code === 'NONE' || isThreeAnswer(code))
    return {
      ...(value.birth && value.birth !== 'unknown' && !value.bornOn ? { bornOn: 'Give the date of birth' } : {}),
      ...(value.birth === 'estimated' && !value.bornOnSource
        ? { bornOnSource: 'Say where the estimate comes from' }
        : {}),
      ...(value.language === writtenIn && !value.languageWords ? { languageWords: 'Write which language' } : {}),
      ...(alone.length > 0 && value.disability.length > 1
        ? { disability: 'Choose disabilities, or one answer that stands alone' }
        : {}),
    }
  })
}

/** What stands in the form at first. */
export function identityTyped(form: ReturnType<typeof identityForm>, y: Identity) {
  const language = splitOpen('language', y.language)
  const { bornOnEstimated: _, ...same } = y
  return form.typed({
    ...same,
    birth: y.bornOn ? (y.bornOnEstimated ? 'estimated' : 'certain') : 'unknown',
    language: language.chosen,
    languageWords: language.words,
  })
}
