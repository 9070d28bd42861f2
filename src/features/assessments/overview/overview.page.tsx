import { CompletedPage, type CompletedView } from './completed.page.tsx'
import { type DraftView, TaskListPage } from './task-list.page.tsx'

/** An assessment: its sections while it is written, the whole of it afterwards. */
export const OverviewPage = (view: DraftView | CompletedView) =>
  view.is === 'draft' ? <TaskListPage {...view} /> : <CompletedPage {...view} />
