import { path } from '../../web/path.ts'

export const urls = {
  home: path('/'),
  tasks: path('/tasks'),
  teamTasks: path('/tasks/team'),
  news: path('/news'),
  readNews: path('/news/read'),
  chronology: path('/:area/young-people/:youngPerson/chronology'),
  accessibility: path('/accessibility'),
  contact: path('/contact'),
  privacy: path('/privacy'),
}
