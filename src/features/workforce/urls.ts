import { path } from '../../web/path.ts'

export const urls = {
  workers: path('/:area/workers'),
  addWorker: path('/:area/workers/new'),
  overdue: path('/:area/workers/overdue'),
  seeToVisit: path('/:area/workers/overdue/:visit'),
  worker: path('/:area/workers/:worker'),
  change: path('/:area/workers/:worker/change'),
  availability: path('/:area/workers/:worker/availability'),
  recordRequirement: path('/:area/workers/:worker/requirements/new'),
  takeBackRequirement: path('/:area/workers/:worker/requirements/:met/take-back'),
  supervise: path('/:area/workers/:worker/supervision/new'),
  supervisionNote: path('/:area/workers/:worker/supervision/:supervision'),
  away: path('/:area/workers/:worker/away'),
  callOff: path('/:area/workers/:worker/away/:leave/call-off'),
  // Drawn by matching, which keeps people apart.
  keepApart: path('/:area/workers/:worker/keep-apart'),
  endSessions: path('/:area/workers/:worker/sign-out'),
  leaves: path('/:area/workers/:worker/leaves'),
  myWork: path('/:area/my-work'),
  aboutMe: path('/:area/my-work/:worker/about-me'),
  alone: path('/:area/my-work/:worker/alone'),
  checkIn: path('/:area/my-work/:worker/check-in'),
}
