import { path } from '../../web/path.ts'
import { urls as nominations } from '../nominations/index.ts'

export const urls = {
  wishes: path('/:area/young-people/:youngPerson/wishes'),
  keepApart: path('/:area/young-people/:youngPerson/keep-apart'),
  closeKeepApart: path('/:area/young-people/:youngPerson/keep-apart/:keepApart/close'),
  moveWishes: path('/:area/young-people/:youngPerson/wishes/:wishes/wrong-child'),
  moveKeepApart: path('/:area/young-people/:youngPerson/keep-apart/:keepApart/wrong-child'),
  lookAtKeepApart: path('/:area/young-people/:youngPerson/keep-apart/:keepApart/look-again'),
  candidates: nominations.candidates,
  make: path('/:area/young-people/:youngPerson/strands/:strand/candidates/:candidate'),
  matches: path('/:area/young-people/:youngPerson/matches'),
  begin: path('/:area/young-people/:youngPerson/matches/:match/begin'),
  end: path('/:area/young-people/:youngPerson/matches/:match/end'),
  toApprove: path('/:area/matches'),
  approve: path('/:area/matches/:match/approve'),
  mine: path('/:area/my-people'),
}
