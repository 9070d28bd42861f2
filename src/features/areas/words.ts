/** The words of the domain that code decides on. What they are called on screen is configuration. */

/** Kinds of risk that people around a young person may pose; they are also the limbs of R60 and R77. */
export const riskKinds = ['sexual-exploitation', 'serious-assault', 'organised-crime-gang-violence'] as const
export type RiskKind = (typeof riskKinds)[number]

/** What kind of organisation an agency is. R142 turns on one of them: Trusted Relationships never holds a case. */
export const agencyKinds = [
  'childrens-social-care',
  'early-help',
  'youth-justice',
  'police',
  'health',
  'education',
  'voluntary-sector',
  'trusted-relationships',
  'other-local-authority',
  'other',
] as const
export type AgencyKind = (typeof agencyKinds)[number]

/** Who becomes the trusted adult (R17, R18, R20). */
export const workerKinds = ['rp-relief-worker', 'volunteer-mentor', 'family-network-coordinator'] as const
export type WorkerKind = (typeof workerKinds)[number]

/** Who matches a young person to a worker of a service (R15, R16, R36, R39). */
export const matchers = ['operational-manager', 'service-manager'] as const
export type Matcher = (typeof matchers)[number]

/** The three shapes of a multi-agency discussion. Each may record the finding and both answers. */
export const discussionKinds = ['scheduled', 'urgent', 'strategy'] as const
export type DiscussionKind = (typeof discussionKinds)[number]

/** How firmly the plan words a statement of need. They describe; nothing is scored. */
export const modalities = ['will have', 'may', 'is likely to'] as const
export type Modality = (typeof modalities)[number]

/** Who supervises the workers of a service (R19, R38). */
export const supervisors = ['operational-manager', 'service-manager', 'mentor-coordinator'] as const
export type Supervisor = (typeof supervisors)[number]

/** What a worker needs before they meet a young person (R38). */
export const requirementKinds = ['induction', 'training', 'check'] as const
export type RequirementKind = (typeof requirementKinds)[number]
