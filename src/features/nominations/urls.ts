import { path } from '../../web/path.ts'

export const urls = {
  queue: path('/:area/nominations'),
  /** Nominations and strands of one young person. */
  ofYoungPerson: path('/:area/young-people/:youngPerson/nominations'),
  start: path('/:area/young-people/:youngPerson/nominations/new'),
  nomination: path('/:area/young-people/:youngPerson/nominations/:nomination'),
  section: path('/:area/young-people/:youngPerson/nominations/:nomination/parts/:sectionKey'),
  amend: path('/:area/young-people/:youngPerson/nominations/:nomination/parts/:sectionKey/change'),
  check: path('/:area/young-people/:youngPerson/nominations/:nomination/check'),
  withdraw: path('/:area/young-people/:youngPerson/nominations/:nomination/withdraw'),
  question: path('/:area/young-people/:youngPerson/nominations/:nomination/questions/:question'),
  consideration: path('/:area/young-people/:youngPerson/nominations/:nomination/consideration'),
  declare: path('/:area/young-people/:youngPerson/nominations/:nomination/panel'),
  accept: path('/:area/young-people/:youngPerson/nominations/:nomination/accept'),
  decline: path('/:area/young-people/:youngPerson/nominations/:nomination/not-accepted'),
  askMore: path('/:area/young-people/:youngPerson/nominations/:nomination/ask'),
  backToForum: path('/:area/young-people/:youngPerson/nominations/:nomination/back-to-forum'),
  addStrand: path('/:area/young-people/:youngPerson/nominations/:nomination/strands/add'),
  /** Who could be their adult: the page is the matching’s own. */
  candidates: path('/:area/young-people/:youngPerson/strands/:strand/candidates'),
  endStrand: path('/:area/young-people/:youngPerson/strands/:strand/end'),
}
