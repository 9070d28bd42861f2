// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type AuditEventSeq = number;

/**
 * Represents the table app.audit_event
 * S4. Every read and every change: when, who, because of which relation, what, whose. Append-only; sealed in chained batches.
 */
export default interface AuditEventTable {
  /** S4. Order of writing. */
  seq: ColumnType<AuditEventSeq, never, never>;

  /** S4. Transaction, so that the sealer knows what can still arrive before it. */
  xid: ColumnType<string, string | undefined, string>;

  /** S4. When. */
  at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. Request. */
  request: ColumnType<string | null, string | null, string | null>;

  /** S4. Who; worked out by the database from the token. */
  person_id: ColumnType<string | null, string | null, string | null>;

  /** S4. On which device. */
  session_id: ColumnType<string | null, string | null, string | null>;

  /** S4. What. */
  act: ColumnType<string, string, string>;

  /** S4. read, done or not allowed. */
  outcome: ColumnType<"read" | "done" | "not allowed", "read" | "done" | "not allowed", "read" | "done" | "not allowed">;

  /** S4. Relations that opened it. */
  because: ColumnType<string[], string[] | undefined, string[]>;

  /** S4. Area. */
  area_id: ColumnType<string | null, string | null, string | null>;

  /** S4. Whose record. */
  young_person_id: ColumnType<string | null, string | null, string | null>;

  /** S4. Which record. */
  record_id: ColumnType<string | null, string | null, string | null>;

  /** S4. From and to by field name, reasons; no free text of other records. */
  detail: ColumnType<unknown, unknown | undefined, unknown>;

  /** S4. As which role. */
  roles: ColumnType<string[], string[] | undefined, string[]>;
}

export type AuditEvent = Selectable<AuditEventTable>;
