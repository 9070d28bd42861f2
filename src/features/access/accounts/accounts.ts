import { type Answer, no, yes } from '../../../platform/outcome.ts'

export type AccountKind = 'professional' | 'trusted-relationships'

/** What must be chosen with a role: nothing, an agency's team, or a service. */
export type Needs = 'nothing' | 'team' | 'service'

/** Every role an administrator can give, with what must go with it and who can hold it (R142). */
export const roleRules: Readonly<
  Record<string, { readonly says: string; readonly needs: Needs; readonly kind?: AccountKind }>
> = {
  'case-holder': { says: 'Case-holder', needs: 'team', kind: 'professional' },
  'team-manager': { says: 'Team manager', needs: 'team', kind: 'professional' },
  'agency-manager': { says: 'Agency manager', needs: 'team', kind: 'professional' },
  duty: { says: 'Duty and out-of-hours team', needs: 'team', kind: 'professional' },
  'partner-professional': { says: 'Reads what a family shares with them', needs: 'team', kind: 'professional' },
  'forum-coordinator': { says: 'Forum co-ordinator', needs: 'team' },
  'forum-chair': { says: 'Forum chair', needs: 'team' },
  'forum-member': { says: 'Forum member', needs: 'team' },
  coordinator: { says: 'Trusted Relationships coordinator', needs: 'nothing', kind: 'trusted-relationships' },
  'panel-member': { says: 'Panel member', needs: 'team' },
  'operational-manager': { says: 'Operational manager', needs: 'service', kind: 'trusted-relationships' },
  'service-manager': { says: 'Service manager', needs: 'service', kind: 'trusted-relationships' },
  'mentor-coordinator': { says: 'Mentor Co-ordinator', needs: 'service', kind: 'trusted-relationships' },
  'family-network-coordinator': {
    says: 'Family Network Coordinator',
    needs: 'service',
    kind: 'trusted-relationships',
  },
  'relief-worker': { says: 'RP Relief Worker', needs: 'service', kind: 'trusted-relationships' },
  'volunteer-mentor': { says: 'Volunteer Mentor', needs: 'service', kind: 'trusted-relationships' },
  'information-governance': { says: 'Information governance officer', needs: 'nothing' },
  'area-administrator': { says: 'Area administrator', needs: 'nothing' },
}

export type RoleFault =
  | 'choose a team'
  | 'choose a service'
  | 'not for a Trusted Relationships worker'
  | 'only for a Trusted Relationships worker'

/** Whether a role can be given with what was chosen. R142: a Trusted Relationships worker never holds a statutory role. */
export function givable(
  role: string,
  chosen: { kind: AccountKind; team: boolean; service: boolean },
): Answer<RoleFault> {
  const rule = roleRules[role]
  if (!rule) return no('choose a team')
  if (rule.kind && rule.kind !== chosen.kind) {
    return no(
      rule.kind === 'professional'
        ? 'not for a Trusted Relationships worker'
        : 'only for a Trusted Relationships worker',
    )
  }
  if (rule.needs === 'team' && !chosen.team) return no('choose a team')
  if (rule.needs === 'service' && !chosen.service) return no('choose a service')
  return yes
}

/** Whether somebody administers this very area: the act alone may be theirs in another one. */
export const administers = (
  who: { readonly roles: readonly { readonly area: string; readonly role: string }[] },
  areaId: string,
): boolean => who.roles.some(one => one.area === areaId && one.role === 'area-administrator')
