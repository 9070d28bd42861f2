import type { z } from 'zod'
import { repeats } from '../../platform/config-fields.ts'
import type { Area } from './area.ts'
import { discussionKinds } from './words.ts'

/** What must hold within one area file beyond the shape of its fields. Every fault names the field it is about. */
export function areaChecks(area: Area, context: z.core.$RefinementCtx<Area>): void {
  const fault = (path: PropertyKey[], message: string) =>
    context.addIssue({ code: 'custom', path, message, input: area })

  for (const list of ['agencies', 'supportOptions', 'services', 'places'] as const) {
    const keys: readonly { key: string }[] = area[list]
    for (const { at, value } of repeats(keys, item => item.key)) fault([list, at, 'key'], `"${value}" is used twice`)
  }

  const agencies = new Set(area.agencies.map(agency => agency.key))
  for (const kind of discussionKinds) {
    const { quorum } = area.forum.discussions[kind]
    const path = ['forum', 'discussions', kind, 'quorum']
    quorum.mustInclude.forEach((key, at) => {
      if (!agencies.has(key)) fault([...path, 'mustInclude', at], `"${key}" is not one of the agencies of this area`)
    })
    if (quorum.agencies > agencies.size) fault([...path, 'agencies'], 'is more than the area has agencies')
  }

  area.agencies.forEach((agency, at) => {
    if (agency.kind === 'trusted-relationships' && agency.holdsCases) {
      fault(['agencies', at, 'holdsCases'], 'must be false: Trusted Relationships never holds a case (R142)')
    }
    for (const { at: team, value } of repeats(agency.teams, item => item.name)) {
      fault(['agencies', at, 'teams', team, 'name'], `"${value}" is used twice`)
    }
  })
  if (!area.agencies.some(agency => agency.holdsCases)) {
    fault(['agencies'], 'must have an agency that holds cases: every young person has a case-holder (R142)')
  }
  if (!area.agencies.some(agency => agency.kind === 'trusted-relationships')) {
    fault(['agencies'], 'must have an agency of kind trusted-relationships, where its workers belong')
  }

  if (area.supportOptions.filter(option => option.trustedRelationships).length !== 1) {
    fault(['supportOptions'], 'must have exactly one option that is Trusted Relationships (R131, R139)')
  }

  for (const strand of [1, 2] as const) {
    if (!area.services.some(service => service.strand === strand)) {
      fault(['services'], `must have a service of strand ${strand} (R33, R34)`)
    }
  }
  area.services.forEach((service, at) => {
    for (const { at: limb, value } of repeats(service.cannotTakeOnSafely.limbs, item => item.key)) {
      fault(['services', at, 'cannotTakeOnSafely', 'limbs', limb, 'key'], `"${value}" is used twice`)
    }
    for (const { at: need, value } of repeats(service.needs, item => item.key)) {
      fault(['services', at, 'needs', need, 'key'], `"${value}" is used twice`)
    }
    for (const { at: one, value } of repeats(service.worker.requirements, item => item.key)) {
      fault(['services', at, 'worker', 'requirements', one, 'key'], `"${value}" is used twice`)
    }
    const { from, to } = service.worker.ages
    if (to !== null && to < from) fault(['services', at, 'worker', 'ages', 'to'], 'must not be below "from"')
  })

  area.gssCodes.forEach((code, at) => {
    if (code.from && code.until && code.until < code.from) fault(['gssCodes', at, 'until'], 'must not be before "from"')
  })
  if (area.ages.principallyTo < area.ages.principallyFrom) {
    fault(['ages', 'principallyTo'], 'must not be below "principallyFrom"')
  }
  if (area.partnerAreas.includes(area.key)) fault(['partnerAreas'], 'must not name the area itself')
}
