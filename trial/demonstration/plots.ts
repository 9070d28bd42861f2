import type { Level } from '../../src/features/assessments/index.ts'
import type { Around } from './answers.ts'

/** How far a young person's story has come when somebody signs in for the first time. */
export const stages = [
  'only just recorded',
  'screened',
  'screened, no assessment',
  'assessment begun',
  'assessment overdue',
  'assessment completed',
  'assessment due again',
  'assessment begun again',
  'sent to the forum',
  'on an agenda',
  'papers frozen',
  'urgent discussion',
  'strategy meeting held',
  'found neither',
  'would not benefit',
  'asked for a nomination',
  'nomination begun',
  'nomination submitted',
  'waiting for information',
  'accepted to Strand 1',
  'accepted to Strand 2',
  'not accepted',
  'back with the forum',
  'nomination withdrawn',
  'come back',
] as const
export type Stage = (typeof stages)[number]

/** What has become of somebody since a strand took them: both areas have one of each. */
export type Since =
  | 'met'
  | 'waits for approval'
  | 'to be introduced'
  | 'a fact came'
  | 'handing over'
  | 'their adult leaves'
  | 'goodbye'
  | 'found long ago'
  | 'known adult'
  | 'says no'
  | 'not asked'

/** What else is so about them. */
export interface Traits {
  readonly status?: 'missing now' | 'custody' | 'hospital' | 'secure'
  /** Brothers and sisters share one. */
  readonly family?: string
  readonly born?: 'estimated' | 'not known' | 'eighteen soon' | 'nine years ago'
  readonly speaks?: { readonly language: string; readonly interpreter: string }
  readonly easyRead?: true
  /** Asked of another team; made by a manager, whose new team holds the case meanwhile; or held by a team, by nobody in it. */
  readonly case?: 'hand-over asked' | 'hand-over by manager' | 'team holds'
  readonly level?: Level
  readonly around?: readonly Around[]
  readonly livesElsewhere?: string
  readonly notHeardYet?: true
  readonly since?: Since
  readonly long?: true
}
export interface Plot {
  readonly area: 'north-yorkshire' | 'york'
  readonly stage: Stage
  /** How many of this stage came before, in this area. */
  readonly nth: number
  readonly traits: Traits
}

type Script = readonly (readonly [Stage, readonly Traits[]])[]

const suspected: Around = { kind: 'sexual-exploitation', certainty: 'suspected', timing: 'current' }
const past: Around = { kind: 'organised-crime-gang-violence', certainty: 'known', timing: 'past' }
const none: Traits = {}
const others: readonly Traits[] = [
  { since: 'handing over' },
  { since: 'their adult leaves' },
  { since: 'goodbye' },
  { since: 'found long ago' },
  { since: 'known adult' },
  { since: 'says no' },
]

const northYorkshire: Script = [
  ['only just recorded', [{ born: 'not known' }, none, { case: 'team holds' }]],
  ['screened', [{ easyRead: true }, { status: 'missing now' }]],
  ['screened, no assessment', [none]],
  [
    'assessment begun',
    [
      none,
      { status: 'hospital' },
      { speaks: { language: 'ukr', interpreter: 'Ukrainian, Pretend Interpreting, ref. 4471' } },
    ],
  ],
  ['assessment overdue', [{ case: 'hand-over asked' }, none]],
  ['assessment completed', [{ level: 'none' }, { long: true, level: 'moderate' }]],
  ['assessment due again', [none]],
  ['assessment begun again', [{ level: 'emerging' }]],
  [
    'sent to the forum',
    [{ around: [suspected] }, { status: 'missing now', level: 'significant' }, { notHeardYet: true }],
  ],
  ['on an agenda', [{ family: 'a' }, { family: 'a' }, { born: 'estimated' }]],
  ['papers frozen', [{ level: 'significant', around: [suspected, past] }, { long: true }]],
  ['urgent discussion', [{ status: 'custody', level: 'significant' }]],
  ['strategy meeting held', [{ level: 'significant', around: [past] }]],
  ['found neither', [{ level: 'none' }, { level: 'emerging' }]],
  ['would not benefit', [none]],
  ['asked for a nomination', [{ born: 'eighteen soon' }, { around: [suspected] }]],
  ['nomination begun', [none, { case: 'hand-over by manager' }]],
  [
    'nomination submitted',
    [
      none,
      { born: 'nine years ago' },
      { speaks: { language: 'ara', interpreter: 'Arabic, Imaginary Languages, ref. 88' } },
    ],
  ],
  ['waiting for information', [none, { easyRead: true }]],
  [
    'accepted to Strand 1',
    [
      { since: 'met' },
      { since: 'to be introduced', family: 'b' },
      { since: 'waits for approval', family: 'b' },
      { since: 'not asked', status: 'hospital' },
      { since: 'a fact came', around: [suspected] },
      ...others,
    ],
  ],
  [
    'accepted to Strand 2',
    [
      { level: 'significant', around: [past], since: 'to be introduced' },
      { level: 'significant', status: 'secure', since: 'not asked' },
    ],
  ],
  ['not accepted', [none]],
  [
    'back with the forum',
    [{ level: 'significant', around: [{ kind: 'sexual-exploitation', certainty: 'known', timing: 'current' }] }],
  ],
  ['nomination withdrawn', [none]],
  ['come back', [none]],
] // prettier-ignore

const york: Script = [
  ['only just recorded', [{ born: 'estimated' }]],
  ['screened', [none, { speaks: { language: 'ron', interpreter: 'Romanian, Fictional Voices, ref. 12-B' } }]],
  ['screened, no assessment', [none]],
  ['assessment begun', [{ easyRead: true }]],
  ['assessment overdue', [none]],
  ['assessment completed', [none]],
  ['assessment due again', [none]],
  ['sent to the forum', [none, { around: [suspected] }]],
  ['on an agenda', [{ family: 'c' }, { family: 'c' }]],
  ['papers frozen', [{ level: 'significant', around: [past] }, { notHeardYet: true }]],
  ['urgent discussion', [{ status: 'missing now', level: 'significant' }]],
  ['found neither', [{ level: 'none' }]],
  ['would not benefit', [none]],
  ['asked for a nomination', [none, { case: 'hand-over asked' }]],
  ['nomination begun', [{ livesElsewhere: 'Leeds' }]],
  ['nomination submitted', [{ born: 'eighteen soon' }, none]],
  ['waiting for information', [none]],
  // The same found fact that closes the service of the other area leaves York's mentors open (R60, R77).
  [
    'accepted to Strand 1',
    [
      {
        since: 'met',
        level: 'moderate',
        around: [{ kind: 'sexual-exploitation', certainty: 'known', timing: 'current' }],
      },
      { since: 'to be introduced' },
      { since: 'waits for approval' },
      { since: 'not asked' },
      { since: 'a fact came', around: [{ kind: 'serious-assault', certainty: 'suspected', timing: 'current' }] },
      ...others,
    ],
  ],
  [
    'accepted to Strand 2',
    [
      { level: 'significant', since: 'to be introduced' },
      { level: 'significant', status: 'custody', since: 'not asked' },
    ],
  ],
  ['not accepted', [none]],
  [
    'back with the forum',
    [{ level: 'significant', around: [{ kind: 'serious-assault', certainty: 'known', timing: 'current' }] }],
  ],
  ['nomination withdrawn', [none]],
  ['come back', [{ livesElsewhere: 'Hull' }]],
] // prettier-ignore

const staged = (area: Plot['area'], script: Script): readonly Plot[] =>
  script.flatMap(([stage, all]) => all.map((traits, nth) => ({ area, stage, nth, traits })))

/** The young people of the invented world. */
export const plots: readonly Plot[] = [...staged('north-yorkshire', northYorkshire), ...staged('york', york)]
