import type { Who } from '../../../db/who.ts'

/** Whether a team is one that these roles manage: theirs, or one of their agency's. */
export const managedBy = (
  roles: Who['roles'],
  areaId: string,
  team: { readonly teamId: string; readonly agencyId: string },
): boolean =>
  roles.some(
    role =>
      role.area === areaId &&
      ((role.role === 'team-manager' && role.team === team.teamId) ||
        (role.role === 'agency-manager' && role.agency === team.agencyId)),
  )
