import type { VNode } from 'preact'
import { Page, Pagination } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import type { AskedTask } from '../asked.queries.ts'
import { AskedList } from '../asked.tsx'
import { urls } from '../urls.ts'

export interface TasksView {
  readonly whose: 'mine' | 'of my team'
  readonly today: string
  readonly page: number
  readonly more: boolean
  readonly tasks: readonly AskedTask[]
}

export const TasksPage = ({ whose, today, page, more, tasks }: TasksView): VNode => {
  const mine = whose === 'mine'
  const title = mine ? 'What is asked of me' : 'What is asked of my team'
  const at = mine ? urls.tasks() : urls.teamTasks()
  return (
    <Page title={title} back={{ href: urls.home(), text: 'Home' }}>
      <h1 class="govuk-heading-l">{title}</h1>
      {tasks.length === 0 ? (
        <p class="govuk-body">
          {page > 1
            ? 'There is nothing on this page.'
            : 'Nothing right now. What is asked stands here until it is done.'}
        </p>
      ) : (
        <AskedList id="asked" tasks={tasks} today={today} />
      )}
      <Pagination page={page} more={more} label={title} href={n => withQuery(at, { page: String(n) })} />
    </Page>
  )
}
