import type { VNode } from 'preact'
import { momentInWords } from '../../design/formats.ts'
import { Restricted, Table, Tag } from '../../design/index.ts'
import { areas } from '../areas/index.ts'
import { urls as people } from '../people/index.ts'
import type { About, AskedTask, News } from './asked.queries.ts'
import { due } from './due.tsx'

/** Whom it is about: by name where the reader may know it, "Restricted" where they may not. */
export const Whom = ({ about }: { about: About | undefined }): VNode | null => {
  if (!about) return null
  const area = areas().byId.get(about.areaId)
  if (about.name === undefined || !area) return <Restricted />
  return (
    <a class="govuk-link" href={people.youngPerson({ area: area.key, youngPerson: about.id })}>
      {about.name}
    </a>
  )
}

/** A day, and in words how near it is. */
export const DueDay = ({ on, today }: { on: string | null; today: string }): VNode => {
  const { day, tag, late } = due(on, today)
  return (
    <>
      {day} {tag && <Tag colour={late ? 'red' : 'yellow'}>{tag}</Tag>}
    </>
  )
}

export interface AskedTableProps {
  readonly caption: string
  readonly tasks: readonly AskedTask[]
  readonly today: string
  /** Above the column that says whose it is; left out, there is none. */
  readonly whose?: string
}

/** What is asked, with its dates. */
export const AskedTable = ({ caption, tasks, today, whose }: AskedTableProps): VNode => (
  <Table
    caption={caption}
    captionUnseen
    head={['What is asked', 'About', 'By', ...(whose ? [whose] : [])]}
    rows={tasks.map(task => [
      <a class="govuk-link" href={task.path} key="what">
        {task.says}
      </a>,
      <Whom about={task.about} key="whom" />,
      <DueDay on={task.dueOn} today={today} key="by" />,
      ...(whose ? [task.whose ?? 'You'] : []),
    ])}
  />
)

/** What somebody was told. */
export const NewsList = ({ news }: { news: readonly News[] }): VNode => (
  <ul class="govuk-list govuk-list--spaced">
    {news.map(item => (
      <li key={item.id}>
        {item.isNew && <Tag colour="blue">New</Tag>}{' '}
        <a class="govuk-link" href={item.path}>
          {item.says}
        </a>
        {item.about && (
          <>
            {': '}
            <Whom about={item.about} />
          </>
        )}
        <br />
        <span class="govuk-hint govuk-!-margin-bottom-0">{momentInWords(item.toldAt)}</span>
      </li>
    ))}
  </ul>
)

/** The young people named in these, for the audit: those the reader sees by name. */
export const named = (things: readonly { readonly about: About | undefined }[]): readonly string[] =>
  things.flatMap(({ about }) => (about?.name === undefined ? [] : [about.id]))
