import { path } from '../../web/path.ts'
import { urls as matching } from '../matching/index.ts'

export const urls = {
  tried: path('/:area/young-people/:youngPerson/what-we-tried'),
  writeAttempt: path('/:area/young-people/:youngPerson/what-we-tried/new'),
  review: path('/:area/young-people/:youngPerson/what-we-tried/review'),
  agree: path('/:area/young-people/:youngPerson/what-we-tried/:review/agree'),
  mine: matching.tried,
  myPeople: matching.mine,
  tips: path('/:area/top-tips'),
}
