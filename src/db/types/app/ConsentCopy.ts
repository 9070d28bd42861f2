// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { ConsentId } from './Consent.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type ConsentCopyId = string & { readonly __of?: 'consent_copy' };

/**
 * Represents the table app.consent_copy
 * S3. A signed copy of the council’s own consent form (R152), as a file. Append-only; one that does not belong here is set aside and hidden.
 */
export default interface ConsentCopyTable {
  /** S3. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S3. Identity. */
  id: ColumnType<ConsentCopyId, ConsentCopyId | undefined, ConsentCopyId>;

  /** S3. About whom. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S3. The answer it belongs to. */
  consent_id: ColumnType<ConsentId, ConsentId, ConsentId>;

  /** S3. The council’s own consent form. */
  form_reference: ColumnType<string, string, string>;

  /** S3. Its version. */
  form_version: ColumnType<string, string, string>;

  /** S3. What the file is, by what is in it: PDF, JPEG or PNG. */
  file_type: ColumnType<string, string, string>;

  /** S3. The file, byte for byte as it was sent. */
  bytes: ColumnType<Buffer, Buffer, Buffer>;

  /** S3. When it was added. */
  recorded_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S3. By whom. */
  recorded_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S3. When it turned out not to belong here; hidden since. */
  set_aside_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S3. Who said so. */
  set_aside_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S3. Why. */
  set_aside_reason: ColumnType<string | null, string | null, string | null>;

  /** S3. When its answer turned out to be about another young person; hidden since. */
  moved_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type ConsentCopy = Selectable<ConsentCopyTable>;
