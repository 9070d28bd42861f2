import { choice, date, form, notAhead, text } from '../../../web/form.ts'
import type { Area, AreaService } from '../../areas/index.ts'
import { type Kept, neutral } from '../../people/index.ts'
import { whenAndWhere } from '../when-and-where.form.ts'
import { genders, leavings } from '../worker.ts'

const whole = /^\d{1,2}$/

const usually = (services: readonly AreaService[]): string =>
  services.length === 1
    ? String(services[0]?.worker.youngPeople.most)
    : services.map(one => `${one.worker.youngPeople.most} for ${one.name}`).join(', ')

/**
 * How many young people somebody has at once at most: as was said, or what the area's file calls usual.
 * @param before what it was, where the area offers their service no more
 */
export const atMost = (
  said: string | undefined,
  { services }: Area,
  serviceKey: string | undefined,
  before = 0,
): number => Number(said ?? services.find(one => one.key === serviceKey)?.worker.youngPeople.most ?? before)

/** What whoever manages a worker says of them. R17: of a relief worker's own past only who confirmed it, and when. */
const aboutFields = (today: string, services: readonly AreaService[]) => ({
  bornOn: date({
    ask: 'When were they born?',
    hint: 'Their age counts on the day of each match.',
    missing: 'Give their date of birth',
    check: notAhead(today),
  }),
  startedOn: date({ ask: 'When did they start, or when will they?', missing: 'Give the day they start' }),
  youngPeopleAtMost: text({
    ask: 'How many young people can they have at once?',
    // A service that the area offers no more has nothing usual.
    hint:
      services.length > 0
        ? `Leave it empty for what is usual: ${usually(services)}.`
        : 'Leave it empty to change nothing.',
    max: 20,
    check: value => (whole.test(value) && Number(value) <= 40 ? undefined : 'Give a whole number up to 40'),
  }),
  gender: choice({
    ask: 'How do they describe themself?',
    hint: 'Some young people wish for a woman or a man.',
    missing: 'Choose one',
    options: genders,
  }),
  emergencyContact: text({
    ask: 'Whom do we ring about them in an emergency?',
    hint: 'A name and a number. Needed for somebody under 18.',
    max: 300,
  }),
  safeguardingLead: text({
    ask: 'Their own safeguarding lead',
    hint: 'A name and a number. Needed for somebody under 18.',
    max: 300,
  }),
  confirmedBy: text({
    ask: 'Who confirmed that Children and Families Services knew them before?',
    hint: 'For relief workers. The name and job of whoever confirmed it; never what it was about.',
    max: 200,
  }),
  confirmedOn: date({ ask: 'When was it confirmed?', hint: 'For relief workers.', check: notAhead(today) }),
})

const together = (value: { confirmedBy: string | undefined; confirmedOn: string | undefined }) => ({
  ...(value.confirmedBy && !value.confirmedOn ? { confirmedOn: 'Say when it was confirmed' } : {}),
  ...(value.confirmedOn && !value.confirmedBy ? { confirmedBy: 'Say who confirmed it' } : {}),
})

export const changeForm = (today: string, services: readonly AreaService[]) =>
  form(aboutFields(today, services), together)

/** Who becomes a worker: people with a role in a service the asker manages. */
export const addForm = (
  today: string,
  people: readonly {
    readonly id: string
    readonly name: string
    readonly service: string
    readonly serviceKey: string
  }[],
  services: readonly AreaService[],
) =>
  form(
    {
      who: choice({
        ask: 'Who is it?',
        hint: 'Somebody who is not here has no role in your service yet: the area administrator gives it.',
        missing: 'Choose who it is',
        options: Object.fromEntries(people.map(p => [`${p.serviceKey}.${p.id}`, `${p.name}, ${p.service}`])),
      }),
      ...aboutFields(today, services),
    },
    together,
  )

export const requirementForm = (today: string, { worker }: AreaService) =>
  form({
    requirement: choice({
      ask: 'What did they do?',
      missing: 'Choose what they did',
      options: Object.fromEntries(worker.requirements.map(one => [one.key, one.name])),
    }),
    doneOn: date({
      ask: 'When?',
      hint: 'For a check, the day on the certificate.',
      missing: 'Give the day',
      check: notAhead(today),
    }),
    seen: text({
      ask: 'What did you see?',
      hint: 'Such as: the certificate, in person. Never the number of a check, nor what it says.',
      missing: 'Say what you saw',
      max: 300,
    }),
  })

export const takeBackForm = form({
  reason: text({ ask: 'Why is it wrong?', missing: 'Say why it is wrong', max: 2_000 }),
})

/**
 * What was said in a supervision.
 * @param kept what must not be read on a telephone, where the worker reads it on one
 */
export const supervisionForm = (today: string, kept: Kept | null) => {
  const check = kept ? neutral(kept, 'A worry about a young person belongs in their own record') : () => undefined
  return form(
    {
      heldOn: date({ ask: 'When was it?', missing: 'Give the day', check: notAhead(today) }),
      how: choice({
        ask: 'How?',
        missing: 'Say how',
        options: {
          'in person': 'In person',
          'by video': 'By video',
          'by telephone': 'By telephone',
          'in a group': 'In a group',
        },
      }),
      wellbeing: choice({
        ask: 'How are they?',
        missing: 'Say how they are',
        options: {
          well: 'Well',
          'some strain': 'Some strain',
          'needs support': 'They need support',
          'not asked': 'I did not ask',
        },
      }),
      support: text({ ask: 'What do you do about it?', hint: 'If they need support.', max: 10_000, check }),
      says: text({ ask: 'What did you talk about?', missing: 'Write what you talked about', max: 50_000, check }),
      agreed: text({ ask: 'What did you agree until next time?', max: 10_000, check }),
    },
    value => (value.wellbeing === 'needs support' && !value.support ? { support: 'Say what you do about it' } : {}),
  )
}

export const awayForm = form(
  {
    fromOn: date({ ask: 'First day away', missing: 'Give the first day away' }),
    backOn: date({ ask: 'First day back', hint: 'Leave it empty while nobody knows.' }),
  },
  value =>
    value.fromOn && value.backOn && value.backOn <= value.fromOn
      ? { backOn: 'The first day back must be after the first day away' }
      : {},
)

export const availabilityForm = (area: Area) => form(whenAndWhere(area, { where: 'Where can they travel to?' }))

export const leavesForm = form({
  why: choice({ ask: 'Why do they leave?', missing: 'Say why they leave', options: leavings }),
})
