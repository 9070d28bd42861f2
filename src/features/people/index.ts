/**
 * Young people, who holds their case, and what is known of them.
 * Used by every feature along the pathway: a child comes before everything else.
 * Owns: young_person, young_person_name, young_person_detail, case_holding, hand_over, deputy, episode, exploitation_concern, local_picture, trusted_adult, young_person_link, young_person_status, record_change, young_person_search, search_match, young_person_merge, wrong_child, wall, budget.
 */

export { aboutThem } from './about.routes.ts'
export { AboutPage, type AboutView, keyOf } from './about-page.tsx'
export { codeChoices } from './codes.ts'
export { episodeToAssessIn } from './episodes/episode.commands.ts'
export { type Closing, closings, notEnoughTried } from './episodes/episode.ts'
export { heardOf } from './episodes/episode-queries.ts'
export { KnowThem } from './know-them.tsx'
export { nearByReference } from './linked/link-queries.ts'
export { type NamePart, type NameWord, nameParts, nameWords } from './name-words.ts'
export { type Kept, namesThem, neutral } from './neutral.ts'
export { caseHolder, type Holding, type YoungPersonHeader, youngPeopleByIds, youngPersonHeader } from './queries.ts'
export { newReference } from './reference.ts'
export { type SafeRinging, whenToRing } from './ringing.ts'
export { shown } from './shown.tsx'
export { statusTag } from './status.ts'
export { urls } from './urls.ts'
export { week } from './week.form.ts'
export { Week } from './week.tsx'
export { moveToWhomItIsAbout, type NotMovable } from './wrong-child/moving.commands.ts'
export { moveForm, moveRefusals } from './wrong-child/wrong-child.form.ts'
export { MoveEntryPage } from './wrong-child/wrong-child.page.tsx'
export { CircumstancesPart, SafeContact } from './young-person/who-they-are.tsx'
export { type Circumstances, circumstances } from './young-person/young-person-queries.ts'
