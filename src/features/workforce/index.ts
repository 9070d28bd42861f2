/**
 * Who becomes the trusted adult: RP Relief Workers, Volunteer Mentors and Family Network Coordinators (R17 to R20, R38).
 * Used by whoever manages or supervises them, by the workers themselves, and by duty when one has not checked in.
 * Owns: worker, requirement_met, supervision, supervision_note, worker_leave, lone_visit, lone_visit_note.
 */
export { checkInSays } from './check-in.tsx'
export { whereTheyStand } from './list/list.ts'
export { meAsWorker, myVisits, visitNow, workerToManage } from './queries.ts'
export { urls } from './urls.ts'
export { whenAndWhere } from './when-and-where.form.ts'
export { WhenAndWhere } from './when-and-where.tsx'
