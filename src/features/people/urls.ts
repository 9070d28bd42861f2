import { path } from '../../web/path.ts'

export const urls = {
  list: path('/:area/young-people'),
  youngPerson: path('/:area/young-people/:youngPerson'),
}
