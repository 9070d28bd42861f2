import { choice, date, form, notAhead, text } from '../../../web/form.ts'
import { yesNoOrNot } from '../codes.ts'
import { circles, wouldBeLost } from './trusted-adult.ts'

const answer = (at: 0 | 1 | 2) =>
  choice({ ask: circles[at].ask, missing: 'Choose one for each: “Not asked yet” is an answer', options: yesNoOrNot })
const words = (says: string) =>
  text({ ask: says, hint: 'Who it is, and what they said about it, in their own words.', max: 50_000 })

/** An answer as it stands. */
interface Standing {
  readonly circle: string
  readonly answer: string
  readonly words: string | null
}

const slip = 'You wrote who it is and did not choose “Yes”. Choose “Yes” to keep it, or take out what you wrote first'

export function trustedAdultsForm(today: string, newest: readonly Standing[]) {
  const fields = {
    family: answer(0),
    familyWords: words('Who in the family?'),
    community: answer(1),
    communityWords: words('Who among the people they know?'),
    professional: answer(2),
    professionalWords: words('Which professional?'),
    askedOn: date({
      ask: 'When did you talk about it?',
      missing: 'Say when you talked about it',
      check: notAhead(today),
    }),
  }
  const before = (circle: string) => newest.find(one => one.circle === circle)?.words ?? null
  return form(fields, value => ({
    ...(wouldBeLost(value.family, value.familyWords, before('family')) ? { family: slip } : {}),
    ...(wouldBeLost(value.community, value.communityWords, before('community')) ? { community: slip } : {}),
    ...(wouldBeLost(value.professional, value.professionalWords, before('professional')) ? { professional: slip } : {}),
  }))
}

/** The last answers, so that only what is different needs to be typed. */
export function trustedAdultsTyped(
  form: ReturnType<typeof trustedAdultsForm>,
  adults: readonly Standing[],
  today: string,
) {
  const newest = (circle: string) => adults.find(one => one.circle === circle)
  return form.typed({
    family: newest('family')?.answer,
    familyWords: newest('family')?.words,
    community: newest('community')?.answer,
    communityWords: newest('community')?.words,
    professional: newest('professional')?.answer,
    professionalWords: newest('professional')?.words,
    askedOn: today,
  })
}
