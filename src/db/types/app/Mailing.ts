// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type MailingId = string & { readonly __of?: 'mailing' };

/**
 * Represents the table app.mailing
 * S0. An e-mail to somebody: when, and which of the two kinds. It has no other content.
 */
export default interface MailingTable {
  /** S0. Identity; the Message-ID is made of it. */
  id: ColumnType<MailingId, MailingId | undefined, MailingId>;

  /** S0. To whom. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. today: please sign in today. digest: when you next sign in. */
  kind: ColumnType<"today" | "digest", "today" | "digest", "today" | "digest">;

  /** S0. Day in London; one digest a day. */
  for_on: ColumnType<string, string | undefined, string>;

  /** S0. When it was settled what it stands for; the date in the message. */
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. When the mail server took it. */
  handed_over_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type Mailing = Selectable<MailingTable>;
