import { path } from '../../web/path.ts'

export const urls = {
  screenings: path('/:area/young-people/:youngPerson/screening'),
  newScreening: path('/:area/young-people/:youngPerson/screening/new'),
  screening: path('/:area/young-people/:youngPerson/screening/:screening'),
  assessments: path('/:area/young-people/:youngPerson/assessments'),
  start: path('/:area/young-people/:youngPerson/assessments/new'),
  assessment: path('/:area/young-people/:youngPerson/assessments/:assessment'),
  section: path('/:area/young-people/:youngPerson/assessments/:assessment/sections/:sectionKey'),
  complete: path('/:area/young-people/:youngPerson/assessments/:assessment/complete'),
  changes: path('/:area/young-people/:youngPerson/assessments/:assessment/changes'),
  send: path('/:area/young-people/:youngPerson/assessments/:assessment/send'),
  move: path('/:area/young-people/:youngPerson/assessments/:assessment/wrong-child'),
  moveScreening: path('/:area/young-people/:youngPerson/screening/:screening/wrong-child'),
  setAside: path('/:area/young-people/:youngPerson/assessments/:assessment/set-aside'),
  recordCopy: path('/:area/young-people/:youngPerson/assessments/:assessment/record-copy'),
  recordCopyText: path('/:area/young-people/:youngPerson/assessments/:assessment/record-copy/text'),
  recordCopyPdf: path('/:area/young-people/:youngPerson/assessments/:assessment/record-copy/pdf'),
}
