// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { PersonId } from './Person.ts';
import type { ServiceKey } from './Service.ts';
import type { ColumnType, Selectable } from 'kysely';

export type WorkerId = string & { readonly __of?: 'worker' };

/**
 * Represents the table app.worker
 * S2. A worker of a service: RP Relief Worker, Volunteer Mentor or Family Network Coordinator (R17, R18, R20). Of a relief worker’s own past nothing is held but who confirmed it and when.
 */
export default interface WorkerTable {
  /** S2. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S2. Identity. */
  id: ColumnType<WorkerId, WorkerId | undefined, WorkerId>;

  /** S1. Account. */
  person_id: ColumnType<PersonId, PersonId, PersonId>;

  /** S1. Service they work for. */
  service_key: ColumnType<ServiceKey, ServiceKey, ServiceKey>;

  /** S2. Date of birth: age counts on the day of each match (R17). */
  born_on: ColumnType<string, string, string>;

  /** S2. First day. */
  started_on: ColumnType<string, string, string>;

  /** S2. Who confirmed previous involvement with Children and Families Services (R17); what it was is held nowhere. */
  confirmed_by: ColumnType<string | null, string | null, string | null>;

  /** S2. When it was confirmed. */
  confirmed_on: ColumnType<string | null, string | null, string | null>;

  /** S2. Whom a worker under 18 turns to, with a number: their own safeguarding lead. */
  safeguarding_lead: ColumnType<string | null, string | null, string | null>;

  /** S2. Whom to ring about the worker, with a number. */
  emergency_contact: ColumnType<string | null, string | null, string | null>;

  /** S1. As they say: some young people wish for a woman or a man. */
  gender: ColumnType<"woman" | "man" | "another" | "not said", "woman" | "man" | "another" | "not said" | undefined, "woman" | "man" | "another" | "not said">;

  /** S1. As they said. */
  pronouns: ColumnType<string | null, string | null, string | null>;

  /** S1. config/code-lists language. */
  languages: ColumnType<string[], string[] | undefined, string[]>;

  /** S1. config/code-lists interest, or written in. */
  interests: ColumnType<string[], string[] | undefined, string[]>;

  /** S2. What they choose to share of their own life. */
  lived_experience: ColumnType<string | null, string | null, string | null>;

  /** S2. How many young people they have at once at most. */
  young_people_at_most: ColumnType<number, number, number>;

  /** S2. When they can meet: day and part of day, such as sat-evening (R45). */
  available: ColumnType<string[], string[] | undefined, string[]>;

  /** S2. Places of the area they can travel to; coarse. */
  places: ColumnType<string[], string[] | undefined, string[]>;

  /** S2. When they were added. */
  added_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S2. By whom. */
  added_by: ColumnType<PersonId, PersonId, PersonId>;

  /** S2. When they left; nothing opens to them from then on. */
  left_at: ColumnType<Date | null, Date | string | null, Date | string | null>;

  /** S2. Who recorded it. */
  left_by: ColumnType<PersonId | null, PersonId | null, PersonId | null>;

  /** S2. Why they left. */
  left_as: ColumnType<"moved on" | "the service ended" | "concern about conduct" | "another reason" | null, "moved on" | "the service ended" | "concern about conduct" | "another reason" | null, "moved on" | "the service ended" | "concern about conduct" | "another reason" | null>;

  /** S2. Counts changes, so that nobody overwrites what they did not see. */
  version: ColumnType<number, number | undefined, number>;
}

export type Worker = Selectable<WorkerTable>;
