import { z } from 'zod'
import { slug, source, words } from '../../platform/config-fields.ts'
import { matchers, modalities, requirementKinds, riskKinds, supervisors, workerKinds } from './words.ts'

const limb = z.strictObject({
  key: z.enum(riskKinds),
  says: words.describe('What stands on screen below "This service can’t take this on safely".'),
})

const need = z.strictObject({
  key: slug,
  requirement: z.string().regex(/^R\d{1,3}$/, 'must be a requirement number such as R55'),
  modality: z.enum(modalities).describe('How firmly the plan says it. It describes; nothing is scored.'),
  says: words.describe('The statement, in words a young person may read.'),
})

const requirement = z.strictObject({
  key: slug,
  name: words.describe('Name on screen.'),
  kind: z.enum(requirementKinds),
  renewMonths: z.int().min(1).nullable().describe('After how many months it is done again; empty (null) for never.'),
  beforeMatch: z
    .enum(['must', 'should'])
    .describe('must: nobody is matched to a worker without it (R38). should: whoever matches is warned.'),
  source,
})

/** A service of a strand: who delivers it, who matches, and what it cannot take on safely. Data of the service (R60, R77, R94). */
export const service = z.strictObject({
  key: slug,
  name: words.describe('Name on screen.'),
  strand: z.union([z.literal(1), z.literal(2)], { error: 'must be 1 or 2' }),
  deliveredBy: words,
  what: words.describe('One plain sentence about what a young person gets.'),
  worker: z.strictObject({
    kind: z.enum(workerKinds),
    name: words.describe('What one of them is called.'),
    ages: z
      .strictObject({
        from: z.int().min(16),
        to: z.int().nullable().describe('Last age at which one can be matched; empty (null) for none.'),
      })
      .describe('R17: relief workers are 16 to 24; the others are adults.'),
    youngPeople: z
      .strictObject({ most: z.int().min(1).max(40), source })
      .describe('How many young people one worker has at once, where nothing else was agreed with them.'),
    supervision: z
      .strictObject({ by: z.enum(supervisors), everyDays: z.int().min(1), words, source })
      .describe('Who supervises and how often (R19, R38).'),
    requirements: z.array(requirement).min(1).describe('What a worker needs: training, checks, induction (R38).'),
    source,
  }),
  matching: z
    .strictObject({ by: z.enum(matchers), source })
    .describe('Who matches a young person to a worker (R15, R16, R36, R39).'),
  cannotTakeOnSafely: z.strictObject({
    limbs: z.array(limb).describe('Known, current risks around a young person that close this service. May be empty.'),
    source,
  }),
  cadence: z
    .strictObject({ everyDays: z.int().min(1), words, source })
    .nullable()
    .describe('How often they meet (R83); empty (null) where the plan does not say.'),
  needs: z.array(need).min(1),
  needsSource: source,
  source,
})

export type AreaService = z.infer<typeof service>
export type Limb = AreaService['cannotTakeOnSafely']['limbs'][number]
export type Need = AreaService['needs'][number]
export type Requirement = AreaService['worker']['requirements'][number]
