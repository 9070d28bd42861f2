import { choice, choices, date, form, notAhead, text } from '../../../web/form.ts'
import type { Area } from '../../areas/index.ts'
import { whenAndWhere } from '../../workforce/index.ts'

/** What a young person wishes of the adult, or why they were not asked. */
export const wishesForm = (area: Area, today: string, interests: Readonly<Record<string, string>>) =>
  form(
    {
      asked: choice({
        ask: 'Did somebody ask them what they wish?',
        missing: 'Say whether they were asked',
        options: { asked: 'Yes', 'not asked': 'No' },
      }),
      askedOn: date({ ask: 'When?', hint: 'If they were asked.', check: notAhead(today) }),
      notAskedReason: text({ ask: 'Why not?', hint: 'If they were not asked.', max: 4_000 }),
      words: text({
        ask: 'What do they wish, in their words?',
        hint: 'Such as: somebody who boxes, not a man, nobody from my estate.',
        max: 10_000,
      }),
      gender: choice({
        ask: 'Would they rather meet a woman or a man?',
        missing: 'Choose one',
        options: { woman: 'A woman', man: 'A man', 'no matter': 'It does not matter, or they did not say' },
      }),
      languages: text({
        ask: 'Which languages do they want to talk in?',
        hint: 'With commas between them, such as: English, Polish.',
        max: 200,
      }),
      interests: choices({ ask: 'What do they like to do?', options: interests }),
      ...whenAndWhere(area, { where: 'Where can they meet somebody?' }),
    },
    value => ({
      ...(value.asked === 'asked' && !value.askedOn && 'askedOn' in value
        ? { askedOn: 'Say when they were asked' }
        : {}),
      ...(value.asked === 'asked' && value.notAskedReason
        ? { notAskedReason: 'You wrote why they were not asked, and said that they were: which is it?' }
        : {}),
      ...(value.asked === 'not asked' && !value.notAskedReason
        ? { notAskedReason: 'Say why they were not asked' }
        : {}),
      ...(value.asked === 'not asked' && value.askedOn
        ? { askedOn: 'You gave a day, and said that they were not asked: which is it?' }
        : {}),
    }),
  )
