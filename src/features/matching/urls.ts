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
  briefs: path('/:area/young-people/:youngPerson/matches/:match/before-you-meet'),
  issueBrief: path('/:area/young-people/:youngPerson/matches/:match/before-you-meet/new'),
  meetings: path('/:area/young-people/:youngPerson/matches/:match/meetings'),
  planMeeting: path('/:area/young-people/:youngPerson/matches/:match/meetings/new'),
  callOffMeeting: path('/:area/young-people/:youngPerson/matches/:match/meetings/:planned/call-off'),
  mine: path('/:area/my-people'),
  readBrief: path('/:area/my-people/:mine/before-you-meet'),
  planMine: path('/:area/my-people/:mine/meetings/new'),
  openMeeting: path('/:area/my-people/:mine/meetings/:agreed'),
  callOffMine: path('/:area/my-people/:mine/meetings/:agreed/call-off'),
  tried: path('/:area/my-people/:mine/tried'),
}
