/**
 * Finding the right adult for a young person: what they wish, who can, who cannot and of what class the reason is.
 * Used by the operational manager (Strand 1) and the service manager (Strand 2), and by whoever knows what must be kept apart.
 * Owns: wishes, keep_apart, keep_apart_look, worker_apart, worker_apart_look, match, match_pause, waiting_check, known_adult, known_adult_step, brief, brief_read, planned_meeting.
 */

export { myMeetings } from './meeting/meeting.queries.ts'
export { type MyMeeting, timeOf } from './meeting/meeting.ts'
export { ofMine } from './of-match.routes.ts'
export type { MyYoungPerson } from './queries.ts'
export { urls } from './urls.ts'
