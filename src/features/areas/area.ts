import { z } from 'zod'
import { day, slug, source, words } from '../../platform/config-fields.ts'
import { areaChecks } from './area-checks.ts'
import { service } from './service.ts'
import { agencyKinds, type discussionKinds } from './words.ts'

/**
 * An area: a place that runs Trusted Relationships, as its file in `config/areas` describes it (R126, R128, R129).
 * Every number and rule carries its source. Keys and the id never change once they are used.
 */

const gssCode = z.strictObject({
  code: z.string().regex(/^E\d{8}$/, 'must be E and eight digits, such as E06000014'),
  from: day.nullable().describe('First day the code was used; empty (null) for "always".'),
  until: day.nullable().describe('Last day the code was used; empty (null) while it is in use.'),
})

const agency = z.strictObject({
  key: slug,
  name: words.describe('Name on screen.'),
  kind: z.enum(agencyKinds),
  core: z.boolean().describe('Core agencies read what is marked "core agencies only" in a discussion.'),
  publicTask: z.boolean().describe('Sees what it sees as its public task, not because somebody agreed to share.'),
  standsForMany: z
    .boolean()
    .describe(
      'Whether it speaks for many, such as all schools. Nothing is shared with it: administrators add each one by name, and what is shared is shared with that one.',
    ),
  holdsCases: z.boolean().describe('Whether its professionals can be case-holders (R142).'),
  teams: z
    .array(
      z.strictObject({
        name: words,
        formerly: words
          .optional()
          .describe(
            'What this team was called before, where only its name changed. Otherwise a new name is a new team.',
          ),
        phone: words.nullable().describe('The number other professionals ring; empty (null) until it is known.'),
      }),
    )
    .min(1),
})
export type AreaAgency = z.infer<typeof agency>

const discussion = z.strictObject({
  name: words.describe('What this kind of discussion is called on screen.'),
  quorum: z.strictObject({
    agencies: z.int().min(1).describe('How many different agencies must take part.'),
    mustInclude: z.array(slug).describe('Agencies without which there is no quorum.'),
  }),
  source,
})

const forum = z.strictObject({
  key: slug,
  name: words.describe('Short name, such as MAST.'),
  longName: words,
  onScreen: words.describe('What it is called in a sentence: "on the agenda of …".'),
  howOften: z.strictObject({
    everyDays: z.int().min(1).describe('Days from one scheduled meeting to the next.'),
    words: words.describe('The same in words.'),
    source,
  }),
  discussions: z.strictObject({
    scheduled: discussion,
    urgent: discussion,
    strategy: discussion,
  } satisfies Record<(typeof discussionKinds)[number], typeof discussion>),
  source,
})
export type AreaForum = z.infer<typeof forum>

const clock = z.strictObject({
  length: z.int().min(1),
  unit: z.enum(['working-days', 'days', 'months']),
  startsWith: words.describe('The event that starts this clock, in words that stand beside the date.'),
  source,
})
export type AreaClock = z.infer<typeof clock>

const clocks = z.strictObject({
  assessment: clock.describe('Completing the risk assessment (R130).'),
  review: clock.describe('Looking at the risk assessment again.'),
  caseHolderAcceptance: clock.describe('A hand-over is accepted; until then the team holds the child.'),
  minutesConfirmed: clock.describe('The chair confirms the minutes.'),
  backOnAgenda: clock.describe('A child no service can take on safely is back with the forum.'),
  memberWindow: clock.describe('How long members still see a child after the discussion.'),
  agencyAction: clock.describe('After the date of an action has passed, it climbs to the agency’s manager (R141).'),
  nomination: clock.describe('The case-holder completes the nomination (R133).'),
  consideration: clock.describe('The panel decides on a nomination (R135).'),
  consent: clock.describe('Asking the young person whether they want to take part (R150).'),
  death: clock.describe('Telling those who must know that a young person died.'),
  newFact: clock.describe('Deciding what a new fact about safety means for a live match.'),
  waitingCheck: clock.describe('Looking how somebody is who was accepted and has no adult yet.'),
  freshFinding: clock.describe('While somebody waits for an adult, how long a finding of the forum counts as fresh.'),
})
export type ClockKey = keyof z.infer<typeof clocks>

const supportOption = z.strictObject({
  key: slug,
  name: words,
  what: words.describe('One plain sentence.'),
  trustedRelationships: z.boolean().describe('True for Trusted Relationships itself, one option among several (R139).'),
})

/** Somebody to ring, and when they answer. */
const ring = z.strictObject({ name: words, phone: words, hours: words })

const weight = z.int().min(0).max(100)

const contact = z.strictObject({
  name: words,
  website: z.url({ protocol: /^https?$/, error: 'must be an address starting with https://' }),
  otherLanguages: z
    .url({ protocol: /^https?$/, error: 'must be an address starting with https://' })
    .describe('Where to ask for another language or format (R161).'),
  email: z.email({ error: 'must be an e-mail address' }),
  phone: words,
  hours: words,
  address: words,
  dutyWorker: ring.describe('Whom to ring about a child by day; another area asks here too.'),
  outOfHours: ring.describe('Whom to ring about a child at night, at weekends and on bank holidays.'),
  checkedOn: day.nullable().describe('When the area last checked these; empty (null) until it has, and shown as such.'),
  source,
})

/** The drawings an easy-read paper can have (consent/paper/pictures.tsx). */
const paperPictures = ['two people', 'talking', 'yes or no', 'stop', 'writing', 'lock', 'shield', 'question'] as const
export type PaperPicture = (typeof paperPictures)[number]

const takingPartPaper = z.strictObject({
  asked: z.array(words).min(1).describe('What a young person is asked, a sentence or two each.'),
  whatHappens: z
    .array(words)
    .min(1)
    .describe('What happens with what they say; also what is shared whatever they say.'),
  easyRead: z
    .array(z.strictObject({ picture: z.enum(paperPictures), says: words.describe('One short sentence.') }))
    .min(1)
    .describe('The same in easy read: short sentences, each beside a drawing.'),
  source,
})

export const areaSchema = z
  .strictObject({
    key: slug.describe('The word in the address, and the name of the file.'),
    id: z.uuid().describe('Made once, never changed.'),
    name: words.describe('Name on screen.'),
    council: words,
    gssCodes: z.array(gssCode).min(1),
    partnerAreas: z.array(slug).describe('Areas asked whether they know a child, and whether a match is safe.'),
    ages: z.strictObject({
      under: z.int().describe('A new nomination needs a young person under this age (R1): a hard limit.'),
      principallyFrom: z.int().describe('Younger than this takes a reason (R3).'),
      principallyTo: z.int().describe('Older than this takes a reason (R3).'),
      source,
    }),
    frontDoor: z.strictObject({ name: words, longName: words, source }).describe('Who screens first (R30).'),
    forum,
    agencies: z.array(agency).min(1),
    supportOptions: z.array(supportOption).min(2).describe('What the forum chooses from (R131, R138, R139).'),
    supportOptionsSource: source,
    services: z.array(service).min(1),
    places: z
      .array(z.strictObject({ key: slug, name: words }))
      .min(1)
      .describe('Coarse places of the area: where a worker can travel to, and where a young person can be met.'),
    placesSource: source,
    matching: z
      .strictObject({
        weights: z
          .strictObject({
            availability: weight,
            travel: weight,
            language: weight,
            wishes: weight,
            interests: weight,
            continuity: weight,
            load: weight,
          })
          .describe(
            'Most points of each part of how well two fit. They rank those who can; they make nobody possible.',
          ),
        source,
        waiting: z
          .strictObject({
            pointsPerDay: z
              .number()
              .min(0.1)
              .max(100)
              .describe('Points of fit that one day of waiting counts as much as.'),
            source,
          })
          .describe('How waiting counts where an adult is proposed for everybody who waits.'),
      })
      .describe('How those who can be matched are put in order.'),
    workforce: z
      .strictObject({
        runsOutSoonDays: z.int().min(1).describe('So many days before a check or a training runs out, it is said.'),
        source,
      })
      .describe('What whoever manages workers is told, and when.'),
    telephones: z
      .strictObject({
        neverWords: z
          .array(
            z
              .string()
              .regex(/^[\p{L}\p{N}][\p{L}\p{N}' -]*\*?$/u, 'must be a word, with * at its end where it begins others'),
          )
          .describe('What must not stand on the telephone of an adult at a young person’s side, as it may be taken.'),
        source,
      })
      .describe('What a worker’s telephone shows of a young person.'),
    engagement: z
      .strictObject({
        beforeItEnds: z.strictObject({
          attempts: z.int().min(1).describe('So many times somebody tries to reach a young person'),
          kinds: z.int().min(1).max(7).describe('… in so many ways'),
        }),
        source,
      })
      .describe('What is tried before anything ends because a young person was not reached (R143).'),
    clocks,
    takingPartPaper: takingPartPaper
      .optional()
      .describe('The words a young person reads before they say whether they take part; left out, those of the house.'),
    contact,
  })
  .superRefine(areaChecks)

/** One area as its file describes it. */
export type Area = z.infer<typeof areaSchema>
