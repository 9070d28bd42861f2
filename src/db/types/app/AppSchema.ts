// Generated from the database by `npm run generate`: do not edit.

import type { default as AgencyTable } from './Agency.ts';
import type { default as AreaTable } from './Area.ts';
import type { default as AssessmentTable } from './Assessment.ts';
import type { default as AssessmentSectionTable } from './AssessmentSection.ts';
import type { default as AuditEventTable } from './AuditEvent.ts';
import type { default as AuditSealTable } from './AuditSeal.ts';
import type { default as BriefTable } from './Brief.ts';
import type { default as BriefReadTable } from './BriefRead.ts';
import type { default as BudgetTable } from './Budget.ts';
import type { default as CaseHoldingTable } from './CaseHolding.ts';
import type { default as ClosedServiceTable } from './ClosedService.ts';
import type { default as ConsentTable } from './Consent.ts';
import type { default as ConsentCopyTable } from './ConsentCopy.ts';
import type { default as ConsentShareTable } from './ConsentShare.ts';
import type { default as ContributionTable } from './Contribution.ts';
import type { default as CopyForRecordTable } from './CopyForRecord.ts';
import type { default as DeputyTable } from './Deputy.ts';
import type { default as DifferentViewTable } from './DifferentView.ts';
import type { default as DiscussionTable } from './Discussion.ts';
import type { default as DiscussionAgencyTable } from './DiscussionAgency.ts';
import type { default as DraftTable } from './Draft.ts';
import type { default as DutyLookTable } from './DutyLook.ts';
import type { default as EmergencyAccessTable } from './EmergencyAccess.ts';
import type { default as EngagementAttemptTable } from './EngagementAttempt.ts';
import type { default as EngagementReviewTable } from './EngagementReview.ts';
import type { default as EngagementTipsTable } from './EngagementTips.ts';
import type { default as EpisodeTable } from './Episode.ts';
import type { default as ExploitationConcernTable } from './ExploitationConcern.ts';
import type { default as FormatRequestTable } from './FormatRequest.ts';
import type { default as ForumActionTable } from './ForumAction.ts';
import type { default as ForumOutcomeTable } from './ForumOutcome.ts';
import type { default as HandOverTable } from './HandOver.ts';
import type { default as IdentityTable } from './Identity.ts';
import type { default as InvitationTable } from './Invitation.ts';
import type { default as KeepApartTable } from './KeepApart.ts';
import type { default as KeepApartLookTable } from './KeepApartLook.ts';
import type { default as KnownAdultTable } from './KnownAdult.ts';
import type { default as KnownAdultStepTable } from './KnownAdultStep.ts';
import type { default as LawfulShareTable } from './LawfulShare.ts';
import type { default as LocalPictureTable } from './LocalPicture.ts';
import type { default as LoneVisitTable } from './LoneVisit.ts';
import type { default as LoneVisitNoteTable } from './LoneVisitNote.ts';
import type { default as MailingTable } from './Mailing.ts';
import type { default as MatchTable } from './Match.ts';
import type { default as MatchPauseTable } from './MatchPause.ts';
import type { default as MeetingTable } from './Meeting.ts';
import type { default as MembershipTable } from './Membership.ts';
import type { default as NamedAgencyTable } from './NamedAgency.ts';
import type { default as NightNoteTable } from './NightNote.ts';
import type { default as NominationTable } from './Nomination.ts';
import type { default as NominationAnswerTable } from './NominationAnswer.ts';
import type { default as NominationDecisionTable } from './NominationDecision.ts';
import type { default as NotificationTable } from './Notification.ts';
import type { default as OptionConsideredTable } from './OptionConsidered.ts';
import type { default as PanelDeclarationTable } from './PanelDeclaration.ts';
import type { default as PanelQuestionTable } from './PanelQuestion.ts';
import type { default as PaperTable } from './Paper.ts';
import type { default as PasskeyTable } from './Passkey.ts';
import type { default as PersonTable } from './Person.ts';
import type { default as PersonWhoPosesRiskTable } from './PersonWhoPosesRisk.ts';
import type { default as PlannedMeetingTable } from './PlannedMeeting.ts';
import type { default as RecordChangeTable } from './RecordChange.ts';
import type { default as RelationKindTable } from './RelationKind.ts';
import type { default as RelationMayTable } from './RelationMay.ts';
import type { default as RelevantIndividualTable } from './RelevantIndividual.ts';
import type { default as RequirementMetTable } from './RequirementMet.ts';
import type { default as RiskFactTable } from './RiskFact.ts';
import type { default as RoleTable } from './Role.ts';
import type { default as RoleMayTable } from './RoleMay.ts';
import type { default as ScreeningTable } from './Screening.ts';
import type { default as SealedEntryTable } from './SealedEntry.ts';
import type { default as SearchMatchTable } from './SearchMatch.ts';
import type { default as SentFormTable } from './SentForm.ts';
import type { default as ServiceTable } from './Service.ts';
import type { default as ServiceRequirementTable } from './ServiceRequirement.ts';
import type { default as SessionTable } from './Session.ts';
import type { default as SignInTable } from './SignIn.ts';
import type { default as StrandAllocationTable } from './StrandAllocation.ts';
import type { default as SupervisionTable } from './Supervision.ts';
import type { default as SupervisionNoteTable } from './SupervisionNote.ts';
import type { default as SystemTable } from './System.ts';
import type { default as TaskTable } from './Task.ts';
import type { default as TaskSettledByTable } from './TaskSettledBy.ts';
import type { default as TeamTable } from './Team.ts';
import type { default as TrustedAdultTable } from './TrustedAdult.ts';
import type { default as WaitingCheckTable } from './WaitingCheck.ts';
import type { default as WallTable } from './Wall.ts';
import type { default as WishesTable } from './Wishes.ts';
import type { default as WorkerTable } from './Worker.ts';
import type { default as WorkerApartTable } from './WorkerApart.ts';
import type { default as WorkerApartLookTable } from './WorkerApartLook.ts';
import type { default as WorkerLeaveTable } from './WorkerLeave.ts';
import type { default as WrongChildTable } from './WrongChild.ts';
import type { default as YoungPersonTable } from './YoungPerson.ts';
import type { default as YoungPersonDetailTable } from './YoungPersonDetail.ts';
import type { default as YoungPersonLinkTable } from './YoungPersonLink.ts';
import type { default as YoungPersonMergeTable } from './YoungPersonMerge.ts';
import type { default as YoungPersonNameTable } from './YoungPersonName.ts';
import type { default as YoungPersonSearchTable } from './YoungPersonSearch.ts';
import type { default as YoungPersonStatusTable } from './YoungPersonStatus.ts';
import type { default as AllocationWithAdultTable } from './AllocationWithAdult.ts';
import type { default as AreaListTable } from './AreaList.ts';
import type { default as AreaRelationTable } from './AreaRelation.ts';
import type { default as AreaRelationAgencyTable } from './AreaRelationAgency.ts';
import type { default as AreaRelationDutyTable } from './AreaRelationDuty.ts';
import type { default as AreaRelationForumTable } from './AreaRelationForum.ts';
import type { default as AreaRelationLivingTable } from './AreaRelationLiving.ts';
import type { default as AreaRelationPanelTable } from './AreaRelationPanel.ts';
import type { default as AtDiscussionTable } from './AtDiscussion.ts';
import type { default as DiscussionOpenToAgencyTable } from './DiscussionOpenToAgency.ts';
import type { default as RelationTable } from './Relation.ts';
import type { default as RelationCaseHolderTable } from './RelationCaseHolder.ts';
import type { default as RelationDeputyTable } from './RelationDeputy.ts';
import type { default as RelationEmergencyTable } from './RelationEmergency.ts';
import type { default as RelationForumTable } from './RelationForum.ts';
import type { default as RelationHandOverTable } from './RelationHandOver.ts';
import type { default as RelationMatchTable } from './RelationMatch.ts';
import type { default as RelationMergedTable } from './RelationMerged.ts';
import type { default as RelationSharedTable } from './RelationShared.ts';
import type { default as RelationStrandTable } from './RelationStrand.ts';
import type { default as SharedByConsentTable } from './SharedByConsent.ts';
import type { default as SharedLawfullyTable } from './SharedLawfully.ts';

export default interface AppSchema {
  agency: AgencyTable;

  area: AreaTable;

  assessment: AssessmentTable;

  assessment_section: AssessmentSectionTable;

  audit_event: AuditEventTable;

  audit_seal: AuditSealTable;

  brief: BriefTable;

  brief_read: BriefReadTable;

  budget: BudgetTable;

  case_holding: CaseHoldingTable;

  closed_service: ClosedServiceTable;

  consent: ConsentTable;

  consent_copy: ConsentCopyTable;

  consent_share: ConsentShareTable;

  contribution: ContributionTable;

  copy_for_record: CopyForRecordTable;

  deputy: DeputyTable;

  different_view: DifferentViewTable;

  discussion: DiscussionTable;

  discussion_agency: DiscussionAgencyTable;

  draft: DraftTable;

  duty_look: DutyLookTable;

  emergency_access: EmergencyAccessTable;

  engagement_attempt: EngagementAttemptTable;

  engagement_review: EngagementReviewTable;

  engagement_tips: EngagementTipsTable;

  episode: EpisodeTable;

  exploitation_concern: ExploitationConcernTable;

  format_request: FormatRequestTable;

  forum_action: ForumActionTable;

  forum_outcome: ForumOutcomeTable;

  hand_over: HandOverTable;

  identity: IdentityTable;

  invitation: InvitationTable;

  keep_apart: KeepApartTable;

  keep_apart_look: KeepApartLookTable;

  known_adult: KnownAdultTable;

  known_adult_step: KnownAdultStepTable;

  lawful_share: LawfulShareTable;

  local_picture: LocalPictureTable;

  lone_visit: LoneVisitTable;

  lone_visit_note: LoneVisitNoteTable;

  mailing: MailingTable;

  match: MatchTable;

  match_pause: MatchPauseTable;

  meeting: MeetingTable;

  membership: MembershipTable;

  named_agency: NamedAgencyTable;

  night_note: NightNoteTable;

  nomination: NominationTable;

  nomination_answer: NominationAnswerTable;

  nomination_decision: NominationDecisionTable;

  notification: NotificationTable;

  option_considered: OptionConsideredTable;

  panel_declaration: PanelDeclarationTable;

  panel_question: PanelQuestionTable;

  paper: PaperTable;

  passkey: PasskeyTable;

  person: PersonTable;

  person_who_poses_risk: PersonWhoPosesRiskTable;

  planned_meeting: PlannedMeetingTable;

  record_change: RecordChangeTable;

  relation_kind: RelationKindTable;

  relation_may: RelationMayTable;

  relevant_individual: RelevantIndividualTable;

  requirement_met: RequirementMetTable;

  risk_fact: RiskFactTable;

  role: RoleTable;

  role_may: RoleMayTable;

  screening: ScreeningTable;

  sealed_entry: SealedEntryTable;

  search_match: SearchMatchTable;

  sent_form: SentFormTable;

  service: ServiceTable;

  service_requirement: ServiceRequirementTable;

  session: SessionTable;

  sign_in: SignInTable;

  strand_allocation: StrandAllocationTable;

  supervision: SupervisionTable;

  supervision_note: SupervisionNoteTable;

  system: SystemTable;

  task: TaskTable;

  task_settled_by: TaskSettledByTable;

  team: TeamTable;

  trusted_adult: TrustedAdultTable;

  waiting_check: WaitingCheckTable;

  wall: WallTable;

  wishes: WishesTable;

  worker: WorkerTable;

  worker_apart: WorkerApartTable;

  worker_apart_look: WorkerApartLookTable;

  worker_leave: WorkerLeaveTable;

  wrong_child: WrongChildTable;

  young_person: YoungPersonTable;

  young_person_detail: YoungPersonDetailTable;

  young_person_link: YoungPersonLinkTable;

  young_person_merge: YoungPersonMergeTable;

  young_person_name: YoungPersonNameTable;

  young_person_search: YoungPersonSearchTable;

  young_person_status: YoungPersonStatusTable;

  allocation_with_adult: AllocationWithAdultTable;

  area_list: AreaListTable;

  area_relation: AreaRelationTable;

  area_relation_agency: AreaRelationAgencyTable;

  area_relation_duty: AreaRelationDutyTable;

  area_relation_forum: AreaRelationForumTable;

  area_relation_living: AreaRelationLivingTable;

  area_relation_panel: AreaRelationPanelTable;

  at_discussion: AtDiscussionTable;

  discussion_open_to_agency: DiscussionOpenToAgencyTable;

  relation: RelationTable;

  relation_case_holder: RelationCaseHolderTable;

  relation_deputy: RelationDeputyTable;

  relation_emergency: RelationEmergencyTable;

  relation_forum: RelationForumTable;

  relation_hand_over: RelationHandOverTable;

  relation_match: RelationMatchTable;

  relation_merged: RelationMergedTable;

  relation_shared: RelationSharedTable;

  relation_strand: RelationStrandTable;

  shared_by_consent: SharedByConsentTable;

  shared_lawfully: SharedLawfullyTable;
}
