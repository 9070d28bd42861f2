import { path } from '../../web/path.ts'

export const urls = {
  consent: path('/:area/young-people/:youngPerson/consent'),
  addIndividual: path('/:area/young-people/:youngPerson/consent/individuals'),
  changeIndividual: path('/:area/young-people/:youngPerson/consent/individuals/:individual'),
  decided: path('/:area/young-people/:youngPerson/consent/decided'),
  askYoungPerson: path('/:area/young-people/:youngPerson/consent/taking-part'),
  askIndividual: path('/:area/young-people/:youngPerson/consent/individuals/:individual/taking-part'),
}
