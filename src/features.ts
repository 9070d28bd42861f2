import { access } from './features/access/routes.ts'
import { assessments } from './features/assessments/routes.ts'
import { audit } from './features/audit/routes.ts'
import { consent } from './features/consent/routes.ts'
import { engagement } from './features/engagement/routes.ts'
import { forum } from './features/forum/routes.ts'
import { governance } from './features/governance/routes.ts'
import { home } from './features/home/routes.ts'
import { matching } from './features/matching/routes.ts'
import { nominations } from './features/nominations/routes.ts'
import { people } from './features/people/routes.ts'
import { workforce } from './features/workforce/routes.ts'
import type { Feature } from './web/feature.ts'

/** Every feature, along the pathway. A new one is added here and in docs/architecture.md. */
export const features: readonly Feature[] = [
  access,
  people,
  assessments,
  forum,
  nominations,
  consent,
  workforce,
  matching,
  engagement,
  governance,
  audit,
  home,
]
