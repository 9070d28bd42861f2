import { path } from '../../web/path.ts'
import { urls as nominations } from '../nominations/index.ts'

export const urls = {
  wishes: path('/:area/young-people/:youngPerson/wishes'),
  keepApart: path('/:area/young-people/:youngPerson/keep-apart'),
  closeKeepApart: path('/:area/young-people/:youngPerson/keep-apart/:keepApart/close'),
  candidates: nominations.candidates,
}
