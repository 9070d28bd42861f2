import type { VNode } from 'preact'
import { momentInWords } from '../../design/formats.ts'
import { Restricted, Tag, TaskList } from '../../design/index.ts'
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

export interface AskedListProps {
  /** Unique on the page. */
  readonly id: string
  readonly tasks: readonly AskedTask[]
  readonly today: string
}

/** What is asked, with its dates. A line fits the smallest screen: a date nobody sees is a date nobody keeps. */
export const AskedList = ({ id, tasks, today }: AskedListProps): VNode => (
  <TaskList
    id={id}
    tasks={tasks.map(({ says, path, dueOn, cannotWait, askedAt, about, worker, area, whose }) => {
      const { day, tag, late } = due(dueOn, today, cannotWait)
      // What names nobody is told from others like it by when it was asked.
      const name = about ? (about.name ?? 'Restricted') : worker
      const which = name ?? `asked ${momentInWords(askedAt)}`
      const hint = [
        which,
        area && `in ${area}`,
        whose && `for ${whose}`,
        tag && dueOn && !cannotWait && (name ? day : `due ${day}`),
      ]
      return {
        title: says,
        href: path,
        hint: hint.filter(Boolean).join(', '),
        status: tag ? { text: tag, colour: late ? 'red' : 'yellow' } : day,
      }
    })}
  />
)

/** What somebody was told. */
export const NewsList = ({ news }: { news: readonly News[] }): VNode => (
  <ul class="govuk-list govuk-list--spaced">
    {news.map(item => (
      <li key={item.id}>
        {item.isNew && <Tag colour="blue">New</Tag>}{' '}
        {item.open ? (
          <a class="govuk-link" href={item.path}>
            {item.says}
          </a>
        ) : (
          item.says
        )}
        {item.area && ` (${item.area})`}
        {item.about && item.open && (
          <>
            {': '}
            <Whom about={item.about} />
          </>
        )}
        <br />
        <span class="govuk-hint govuk-!-margin-bottom-0">
          {momentInWords(item.toldAt)}
          {!item.open && (item.about ? '. This record is closed to you now' : '. This is closed to you now')}
        </span>
      </li>
    ))}
  </ul>
)

/** The young people named in these, for the audit: those the reader sees by name. */
export const named = (things: readonly { readonly about: About | undefined }[]): readonly string[] =>
  things.flatMap(({ about }) => (about?.name === undefined ? [] : [about.id]))
