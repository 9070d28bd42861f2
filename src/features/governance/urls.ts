import { path } from '../../web/path.ts'
import { urls as people } from '../people/index.ts'

export const urls = {
  askEmergency: path('/:area/emergency-access'),
  emergency: path('/:area/emergency-access/mine'),
  renew: path('/:area/emergency-access/:request/renew'),
  end: path('/:area/emergency-access/:request/end'),
  reviews: path('/:area/governance/emergency-access'),
  review: path('/:area/governance/emergency-access/:request'),
  movedEntries: path('/:area/governance/moved-entries'),
  movedEntry: path('/:area/governance/moved-entries/:move'),
  iKnowThem: people.iKnowThem,
  keptAway: path('/:area/young-people/:youngPerson/kept-away'),
  endWall: path('/:area/young-people/:youngPerson/kept-away/:wall/end'),
  duty: path('/:area/young-people/:youngPerson/duty'),
  nightNotes: path('/:area/young-people/:youngPerson/night-notes'),
  moveNote: path('/:area/young-people/:youngPerson/night-notes/:note/move'),
  concernSeen: path('/:area/young-people/:youngPerson/night-notes/seen'),
  dutyLooks: path('/:area/governance/duty'),
  dutyLook: path('/:area/governance/duty/:look'),
}
