// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { ConsentId } from './Consent.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { AgencyId } from './Agency.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ConsentShareId = string & { readonly __of?: 'consent_share' };

/**
 * Represents the table app.consent_share
 * S3. What an answer to sharing says yes to: an agency, and one kind of thing it may know. Written with the answer, never after it.
 */
export default interface ConsentShareTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<ConsentShareId, ConsentShareId | undefined, ConsentShareId>;

  /** S3. The answer. */
  consent_id: ColumnType<ConsentId, ConsentId, ConsentId>;

  /** S3. About whom. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. Who may know it. */
  agency_id: ColumnType<AgencyId, AgencyId, AgencyId>;

  /** S3. identity (S1) goes with all the others; contact (S2); assessment (S4); plan, notes and measures (S3) wait for what there will be to show. */
  category: ColumnType<"identity" | "contact" | "assessment" | "plan" | "notes" | "measures", "identity" | "contact" | "assessment" | "plan" | "notes" | "measures", "identity" | "contact" | "assessment" | "plan" | "notes" | "measures">;
}

export type ConsentShare = Selectable<ConsentShareTable>;
