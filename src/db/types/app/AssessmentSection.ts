// Generated from the database by `npm run generate`: do not edit.

import type { AreaId } from './Area.ts';
import type { AssessmentId } from './Assessment.ts';
import type { YoungPersonId } from './YoungPerson.ts';
import type { PersonId } from './Person.ts';
import type { ColumnType, Selectable } from 'kysely';

export type AssessmentSectionSectionKey = string;

/**
 * Represents the table app.assessment_section
 * S5. The answers of one section of an assessment. Two people in two sections never meet; two in one see both texts. Only the section "people" is S5, and its policy keeps it so; the others are S4.
 */
export default interface AssessmentSectionTable {
  /** S4. Area. */
  area_id: ColumnType<AreaId, AreaId, AreaId>;

  /** S4. Assessment. */
  assessment_id: ColumnType<AssessmentId, AssessmentId, AssessmentId>;

  /** S4. Key of the domain or section of the form; people, judgement. */
  section_key: ColumnType<AssessmentSectionSectionKey, AssessmentSectionSectionKey, AssessmentSectionSectionKey>;

  /** S4. Young person. */
  young_person_id: ColumnType<YoungPersonId, YoungPersonId, YoungPersonId>;

  /** S5. Answers by the keys of the form. In the section "people": who poses a risk. */
  answers: ColumnType<unknown, unknown, unknown>;

  /** S4. Counts the saves of this section. */
  version: ColumnType<number, number | undefined, number>;

  /** S4. Last saved. */
  saved_at: ColumnType<Date, Date | string | undefined, Date | string>;

  /** S4. By whom. */
  saved_by: ColumnType<PersonId, PersonId, PersonId>;
}

export type AssessmentSection = Selectable<AssessmentSectionTable>;
