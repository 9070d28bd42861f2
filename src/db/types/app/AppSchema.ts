// Generated from the database by `npm run generate`: do not edit.

import type { default as AgencyTable } from './Agency.ts';
import type { default as AreaTable } from './Area.ts';
import type { default as AuditEventTable } from './AuditEvent.ts';
import type { default as AuditSealTable } from './AuditSeal.ts';
import type { default as CaseHoldingTable } from './CaseHolding.ts';
import type { default as DraftTable } from './Draft.ts';
import type { default as IdentityTable } from './Identity.ts';
import type { default as InvitationTable } from './Invitation.ts';
import type { default as MembershipTable } from './Membership.ts';
import type { default as NotificationTable } from './Notification.ts';
import type { default as PersonTable } from './Person.ts';
import type { default as RelationKindTable } from './RelationKind.ts';
import type { default as RelationMayTable } from './RelationMay.ts';
import type { default as RoleTable } from './Role.ts';
import type { default as RoleMayTable } from './RoleMay.ts';
import type { default as SentFormTable } from './SentForm.ts';
import type { default as ServiceTable } from './Service.ts';
import type { default as SessionTable } from './Session.ts';
import type { default as SignInTable } from './SignIn.ts';
import type { default as SystemTable } from './System.ts';
import type { default as TaskTable } from './Task.ts';
import type { default as TeamTable } from './Team.ts';
import type { default as WallTable } from './Wall.ts';
import type { default as YoungPersonTable } from './YoungPerson.ts';
import type { default as YoungPersonDetailTable } from './YoungPersonDetail.ts';
import type { default as YoungPersonNameTable } from './YoungPersonName.ts';
import type { default as AreaRelationTable } from './AreaRelation.ts';
import type { default as AreaRelationDutyTable } from './AreaRelationDuty.ts';
import type { default as RelationTable } from './Relation.ts';
import type { default as RelationCaseHolderTable } from './RelationCaseHolder.ts';

export default interface AppSchema {
  agency: AgencyTable;

  area: AreaTable;

  audit_event: AuditEventTable;

  audit_seal: AuditSealTable;

  case_holding: CaseHoldingTable;

  draft: DraftTable;

  identity: IdentityTable;

  invitation: InvitationTable;

  membership: MembershipTable;

  notification: NotificationTable;

  person: PersonTable;

  relation_kind: RelationKindTable;

  relation_may: RelationMayTable;

  role: RoleTable;

  role_may: RoleMayTable;

  sent_form: SentFormTable;

  service: ServiceTable;

  session: SessionTable;

  sign_in: SignInTable;

  system: SystemTable;

  task: TaskTable;

  team: TeamTable;

  wall: WallTable;

  young_person: YoungPersonTable;

  young_person_detail: YoungPersonDetailTable;

  young_person_name: YoungPersonNameTable;

  area_relation: AreaRelationTable;

  area_relation_duty: AreaRelationDutyTable;

  relation: RelationTable;

  relation_case_holder: RelationCaseHolderTable;
}
