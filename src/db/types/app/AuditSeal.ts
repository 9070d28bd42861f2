// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type AuditSealNumber = number;

/**
 * Represents the table app.audit_seal
 * S0. The chain: each seal covers the events of its batch and the seal before it.
 */
export default interface AuditSealTable {
  /** S0. Place in the chain, from 1. */
  number: ColumnType<AuditSealNumber, AuditSealNumber, AuditSealNumber>;

  /** S0. When. */
  sealed_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. The batch holds every event of transactions before this one that no earlier seal holds. */
  up_to_xid: ColumnType<string, string, string>;

  /** S0. How many events the batch holds. */
  events: ColumnType<number, number, number>;

  /** S0. SHA-256 over the seal before and the events in the order (xid, seq). */
  hash: ColumnType<Buffer, Buffer, Buffer>;
}

export type AuditSeal = Selectable<AuditSealTable>;
