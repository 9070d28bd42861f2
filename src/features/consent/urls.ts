import { path } from '../../web/path.ts'

export const urls = {
  consent: path('/:area/young-people/:youngPerson/consent'),
  addIndividual: path('/:area/young-people/:youngPerson/consent/individuals'),
  changeIndividual: path('/:area/young-people/:youngPerson/consent/individuals/:individual'),
  decided: path('/:area/young-people/:youngPerson/consent/decided'),
  askYoungPerson: path('/:area/young-people/:youngPerson/consent/taking-part'),
  moveAnswer: path('/:area/young-people/:youngPerson/consent/answers/:answer/wrong-child'),
  moveIndividual: path('/:area/young-people/:youngPerson/consent/individuals/:individual/wrong-child'),
  paper: path('/:area/young-people/:youngPerson/consent/paper/:kindKey'),
  formats: path('/:area/young-people/:youngPerson/consent/formats'),
  arrangeFormat: path('/:area/young-people/:youngPerson/consent/formats/:format'),
  addSignedCopy: path('/:area/young-people/:youngPerson/consent/answers/:answer/signed-copies'),
  signedCopy: path('/:area/young-people/:youngPerson/consent/signed-copies/:copy'),
  setAsideCopy: path('/:area/young-people/:youngPerson/consent/signed-copies/:copy/not-here'),
  askIndividual: path('/:area/young-people/:youngPerson/consent/individuals/:individual/taking-part'),
}
