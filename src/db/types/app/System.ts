// Generated from the database by `npm run generate`: do not edit.

import type { ColumnType, Selectable } from 'kysely';

export type SystemOnlyRow = boolean;

/**
 * Represents the table app.system
 * S0. What this database is: marked trial or live when it is made, never changed.
 */
export default interface SystemTable {
  /** S0. Keeps this to one row. */
  only_row: ColumnType<SystemOnlyRow, SystemOnlyRow | undefined, SystemOnlyRow>;

  /** S0. trial or live. A live one takes no invented people and no trial sign-in. */
  kind: ColumnType<"trial" | "live", "trial" | "live", "trial" | "live">;

  /** S0. Secret shared with the web server: without it nobody can open a session, whatever SQL they run. */
  sign_in_key: ColumnType<Buffer, Buffer, Buffer>;

  /** S0. Hash of the area files last loaded. */
  configuration_hash: ColumnType<string, string | undefined, string>;

  /** S0. When the database was made. */
  made_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S0. Where this database was when it first sent e-mail; elsewhere it sends none. */
  mails_from: ColumnType<string | null, string | null, string | null>;

  /** S0. Bank holidays of England, loaded from config with the areas: working days are counted without them. */
  bank_holidays: ColumnType<string[], string[] | undefined, string[]>;
}

export type System = Selectable<SystemTable>;
