import { dayOf } from '../../../platform/working-days.ts'
import { pageOf, pageSize } from '../../../web/paging.ts'
import { type Route, show } from '../../../web/route.ts'
import { tasksOfMine, tasksOfMyTeams } from '../asked.queries.ts'
import { named } from '../asked.tsx'
import { urls } from '../urls.ts'
import { TasksPage, type TasksView } from './tasks.page.tsx'

const tasksAt = (at: typeof urls.tasks | typeof urls.teamTasks, whose: TasksView['whose']): readonly Route[] =>
  show(at, {
    may: 'signed in',
    audit: 'tasks viewed',
    shows: async ({ tx, query, now }): Promise<TasksView> => {
      const page = pageOf(query)
      const find = whose === 'mine' ? tasksOfMine : tasksOfMyTeams
      const tasks = await find(tx, pageSize + 1, (page - 1) * pageSize)
      return { whose, today: dayOf(now), page, more: tasks.length > pageSize, tasks: tasks.slice(0, pageSize) }
    },
    about: view => named(view.tasks),
    page: TasksPage,
  })

export const tasksRoutes: readonly Route[] = [...tasksAt(urls.tasks, 'mine'), ...tasksAt(urls.teamTasks, 'of my team')]
