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
  plan: path('/:area/young-people/:youngPerson/matches/:match/plan'),
  pause: path('/:area/young-people/:youngPerson/matches/:match/pause'),
  decide: path('/:area/young-people/:youngPerson/matches/:paused/decide'),
  end: path('/:area/young-people/:youngPerson/matches/:match/end'),
  toApprove: path('/:area/matches'),
  approve: path('/:area/matches/:match/approve'),
  decline: path('/:area/matches/:match/decline'),
  waiting: path('/:area/waiting'),
  waitingCheck: path('/:area/young-people/:youngPerson/strands/:strand/waiting'),
  proposal: path('/:area/proposal'),
  knownAdults: path('/:area/young-people/:youngPerson/known-adults'),
  nameKnownAdult: path('/:area/young-people/:youngPerson/strands/:strand/known-adults/new'),
  knownAdultStep: path('/:area/young-people/:youngPerson/known-adults/:knownAdult/steps/new'),
  approveKnownAdult: path('/:area/young-people/:youngPerson/known-adults/:knownAdult/approve'),
  endKnownAdult: path('/:area/young-people/:youngPerson/known-adults/:knownAdult/end'),
  mine: path('/:area/my-people'),
}
