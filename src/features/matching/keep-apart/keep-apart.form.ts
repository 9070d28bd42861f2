import { choice, date, form, text } from '../../../web/form.ts'
import { type NamedWorker, namedRoles } from './roles.ts'

/** A worker to be kept apart from, with the service they work for. */
const aWorker = (ask: string, workers: readonly NamedWorker[]) =>
  choice({
    ask,
    options: Object.fromEntries(workers.map(one => [one.id, `${one.name}, ${one.worksFor}`])) as Record<string, string>,
  })

const inWords = (hint: string) => text({ ask: 'Or somebody else, in words', hint, max: 500 })
const role = choice({ ask: 'What are they?', hint: 'Only if you wrote somebody in words.', options: namedRoles })

/** How far apart any two can be kept. */
const distances = {
  'no contact at all': 'No contact at all',
  'not in the same place at the same time': 'Not in the same place at the same time',
} as const

const fromOwnPast = (ask: string, hint: string) =>
  choice({ ask, hint, missing: 'Say whether it does', options: { no: 'No', yes: 'Yes' } })

const why = {
  reason: text({
    ask: 'Why?',
    hint: 'Leave it empty if it comes from a worker’s own past: of that nothing is written down.',
    max: 10_000,
  }),
  evidence: text({ ask: 'What does it rest on?', max: 10_000 }),
  confirmedBy: text({
    ask: 'Who confirmed it?',
    hint: 'Only if it comes from a worker’s own past: a name and a job.',
    max: 200,
  }),
  reviewOn: date({ ask: 'When does somebody look at it again?', missing: 'Give a day to look at it again' }),
} as const

interface Said {
  readonly ownPast?: 'no' | 'yes' | undefined
  readonly reason?: string | undefined
  readonly evidence?: string | undefined
  readonly confirmedBy?: string | undefined
  readonly words?: string | undefined
  readonly role?: string | undefined
}

const saysWhy = (value: Said) => ({
  ...(value.words && !value.role ? { role: 'Say what they are' } : {}),
  ...(!value.words && value.role ? { role: 'You wrote nobody in words: choose “I chose somebody above”' } : {}),
  ...(value.ownPast === 'no' && !value.reason ? { reason: 'Say why' } : {}),
  ...(value.ownPast === 'no' && !value.evidence ? { evidence: 'Say what it rests on' } : {}),
  ...(value.ownPast === 'no' && value.confirmedBy
    ? { confirmedBy: 'Only of a worker’s own past: leave it empty' }
    : {}),
  ...(value.ownPast === 'yes' && value.reason
    ? { reason: 'Take this out: of somebody’s own past nothing is written down' }
    : {}),
  ...(value.ownPast === 'yes' && value.evidence
    ? { evidence: 'Take this out: of somebody’s own past nothing is written down' }
    : {}),
  ...(value.ownPast === 'yes' && !value.confirmedBy ? { confirmedBy: 'Say who confirmed it' } : {}),
})

/** With whom a young person must be kept apart: another young person, a worker, or somebody in words. */
export const keepApartForm = (workers: readonly NamedWorker[]) =>
  form(
    {
      reference: text({
        ask: 'The reference of another young person',
        hint: 'It stands at the top of their record. They may be of a partner area, if you can open their record.',
        max: 20,
      }),
      worker: aWorker('Or a worker', workers),
      words: inWords('Such as: her stepfather’s cousin, who drives a white van.'),
      role,
      howFar: choice({
        ask: 'How far apart?',
        missing: 'Say how far apart',
        options: { ...distances, 'not matched': 'Not matched with each other' },
      }),
      ownPast: fromOwnPast(
        'Does it come from the worker’s own past?',
        'Then whoever finds a match reads only that they are not suitable, and is sent to the safeguarding lead.',
      ),
      ...why,
    },
    value => {
      const given = [value.reference, value.worker, value.words].filter(Boolean).length
      return {
        ...(given !== 1 ? { reference: 'Say who it is in one of the three ways' } : {}),
        ...saysWhy(value),
        ...(value.ownPast === 'yes' && !value.worker ? { ownPast: 'Only of a worker: choose who' } : {}),
        // Nobody matches young people: it would keep nobody apart.
        ...(value.howFar === 'not matched' && value.reference
          ? { howFar: 'Nobody matches two young people: choose one of the two above' }
          : {}),
      }
    },
  )

/** From whom a worker must be kept apart: another worker, or somebody in words. */
export const workerApartForm = (workers: readonly NamedWorker[]) =>
  form(
    {
      worker: aWorker('Another worker', workers),
      words: inWords('Such as: her uncle, who lives near the station.'),
      role,
      howFar: choice({ ask: 'How far apart?', missing: 'Say how far apart', options: distances }),
      ownPast: fromOwnPast(
        'Does it come from the own past of a worker?',
        'Theirs, or the other worker’s. Then only who confirmed it is written down: not whose past it is, and nothing of what happened.',
      ),
      ...why,
    },
    value => ({
      ...([value.worker, value.words].filter(Boolean).length !== 1
        ? { worker: 'Say who it is in one of the two ways' }
        : {}),
      ...saysWhy(value),
    }),
  )

/** Of a worker’s own past nothing is written down but who confirmed it: a name and a job. */
const whoConfirmed = text({
  ask: 'Who confirmed it?',
  hint: 'A name and a job. It comes from a worker’s own past: nothing else is written down.',
  missing: 'Say who confirmed it',
  max: 200,
})

export const closeKeepApartForm = (ownPast: boolean) =>
  form({
    reason: ownPast
      ? whoConfirmed
      : text({ ask: 'Why need they not be kept apart any more?', missing: 'Say why', max: 10_000 }),
  })

export const lookAtKeepApartForm = (ownPast: boolean) =>
  form({
    says: ownPast
      ? whoConfirmed
      : text({
          ask: 'Why must they still be kept apart?',
          hint: 'What has changed since, and what has not.',
          missing: 'Say why',
          max: 10_000,
        }),
    nextOn: date({ ask: 'When does somebody look at it again?', missing: 'Give a day to look at it again' }),
  })
