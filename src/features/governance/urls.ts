import { path } from '../../web/path.ts'

export const urls = {
  askEmergency: path('/:area/emergency-access'),
  emergency: path('/:area/emergency-access/mine'),
  renew: path('/:area/emergency-access/:request/renew'),
  end: path('/:area/emergency-access/:request/end'),
  reviews: path('/:area/governance/emergency-access'),
  review: path('/:area/governance/emergency-access/:request'),
  movedEntries: path('/:area/governance/moved-entries'),
  movedEntry: path('/:area/governance/moved-entries/:move'),
  iKnowThem: path('/:area/young-people/:youngPerson/i-know-them'),
}
