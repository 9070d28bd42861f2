import { path } from '../../web/path.ts'
import { urls as nominations } from '../nominations/index.ts'

export const urls = {
  wishes: path('/:area/young-people/:youngPerson/wishes'),
  keepApart: path('/:area/young-people/:youngPerson/keep-apart'),
  closeKeepApart: path('/:area/young-people/:youngPerson/keep-apart/:keepApart/close'),
  candidates: nominations.candidates,
  make: path('/:area/young-people/:youngPerson/strands/:strand/candidates/:candidate'),
  matches: path('/:area/young-people/:youngPerson/matches'),
  begin: path('/:area/young-people/:youngPerson/matches/:match/begin'),
  end: path('/:area/young-people/:youngPerson/matches/:match/end'),
  toApprove: path('/:area/matches'),
  approve: path('/:area/matches/:match/approve'),
  mine: path('/:area/my-people'),
  together: path('/:area/my-people/:match/together'),
}
