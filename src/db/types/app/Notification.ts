// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { AreaId } from './Area.ts';
import type { MailingId } from './Mailing.ts';
import type { ColumnType, Selectable } from 'kysely';

export type NotificationId = string & { readonly __of?: 'notification' };

/**
 * Represents the table app.notification
 * S1. What somebody was told, on their list; the e-mail beside it says only to sign in.
 */
export default interface NotificationTable {
  /** S1. Identity. */
  id: ColumnType<NotificationId, NotificationId | undefined, NotificationId>;

  /** S1. Who was told. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S1. Area. */
  area_id: ColumnType<AreaId | null, AreaId | null, AreaId | null>;

  /** S1. About whom; the name is looked up under the reader's own rights. */
  young_person_id: ColumnType<string | null, string | null, string | null>;

  /** S1. What; the words stand in features/tasks. */
  kind: ColumnType<string, string, string>;

  /** S1. Where to look. */
  path: ColumnType<string, string, string>;

  /** S1. today: an e-mail now. digest: with the next digest. */
  urgency: ColumnType<"today" | "digest", "today" | "digest", "today" | "digest">;

  /** S1. When. */
  told_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S1. When it was read. */
  read_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. When the e-mail was handed over. */
  mailed_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S1. The e-mail that stands for it. */
  mailing_id: ColumnType<MailingId | null, MailingId | null, MailingId | null>;
}

export type Notification = Selectable<NotificationTable>;
