/**
 * Young people, who holds their case, and what is known of them.
 * Used by every feature along the pathway: a child comes before everything else.
 * Owns: young_person, young_person_name, young_person_detail, case_holding, wall.
 */
export { type NameWord, nameWords } from './name-words.ts'
export { type YoungPersonHeader, youngPersonHeader } from './queries.ts'
export { urls } from './urls.ts'
