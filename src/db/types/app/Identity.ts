// Generated from the database by `npm run generate`: do not edit.

import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type IdentityIssuer = string;

export type IdentitySubject = string;

/**
 * Represents the table app.identity
 * S0. Who signs in: issuer and subject, never an e-mail address. Only functions read it.
 */
export default interface IdentityTable {
  /** S0. OpenID Connect issuer. */
  issuer: ColumnType<IdentityIssuer, IdentityIssuer, IdentityIssuer>;

  /** S0. Subject at that issuer. */
  subject: ColumnType<IdentitySubject, IdentitySubject, IdentitySubject>;

  /** S0. Account. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S0. When the invitation was used. */
  bound_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. When a newer code replaced it; it opens nothing any more. */
  ended_at: ColumnType<Date | null, Date | string | null, Date | string | null>;
}

export type Identity = Selectable<IdentityTable>;
