import { path } from '../../web/path.ts'

export const urls = {
  consent: path('/:area/young-people/:youngPerson/consent'),
  addIndividual: path('/:area/young-people/:youngPerson/consent/individuals'),
  changeIndividual: path('/:area/young-people/:youngPerson/consent/individuals/:individual'),
  decided: path('/:area/young-people/:youngPerson/consent/decided'),
  askYoungPerson: path('/:area/young-people/:youngPerson/consent/taking-part'),
  askIndividual: path('/:area/young-people/:youngPerson/consent/individuals/:individual/taking-part'),
  sharing: path('/:area/young-people/:youngPerson/consent/sharing'),
  sharingDecided: path('/:area/young-people/:youngPerson/consent/sharing/decided'),
  shareYoungPerson: path('/:area/young-people/:youngPerson/consent/sharing/answer'),
  shareIndividual: path('/:area/young-people/:youngPerson/consent/individuals/:individual/sharing'),
  shareByLaw: path('/:area/young-people/:youngPerson/consent/sharing/by-law'),
  reviewShare: path('/:area/young-people/:youngPerson/consent/sharing/by-law/:share'),
  sharedWithUs: path('/:area/shared-with-us'),
  shared: path('/:area/young-people/:youngPerson/shared'),
  sharingRecords: path('/:area/shared-without-consent'),
}
