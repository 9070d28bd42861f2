import type { ComponentChildren, VNode } from 'preact'
import type { TagColour } from './content.tsx'
import { classes, official, type Put } from './official.ts'

export interface Action {
  readonly href: string
  /** For example "Change". */
  readonly text: string
  /** Unseen words after it that say of what: "name". */
  readonly about: string
}

export interface SummaryRow {
  readonly key: ComponentChildren
  /** Nothing known is shown as "Not known". */
  readonly value: ComponentChildren
  readonly actions?: readonly Action[]
}

export interface SummaryListProps {
  readonly rows: readonly (SummaryRow | null | undefined | false | '')[]
  /** As a card with a title. */
  readonly card?: { readonly title: string; readonly actions?: readonly Action[]; readonly level?: 2 | 3 | 4 }
  readonly noBorder?: boolean
}

const actionsOf = (actions: readonly Action[] | undefined) =>
  actions?.length
    ? { items: actions.map(({ href, text, about }) => ({ href, text, visuallyHiddenText: about })) }
    : undefined

/** Facts, one a row. */
export const SummaryList = ({ rows, card, noBorder }: SummaryListProps): VNode =>
  official('govukSummaryList', put => ({
    classes: classes(noBorder && 'govuk-summary-list--no-border'),
    card: card
      ? { title: { text: card.title, headingLevel: card.level }, actions: actionsOf(card.actions) }
      : undefined,
    rows: rows.flatMap(row =>
      row
        ? [
            {
              key: { ...put(row.key) },
              value: put(row.value) ?? { text: 'Not known' },
              actions: actionsOf(row.actions),
            },
          ]
        : [],
    ),
  }))

/** Where one can go from here, one a line; nothing where there is nowhere. */
export const LinkList = ({
  links,
}: {
  links: readonly { readonly to: string; readonly text: string }[]
}): VNode | null =>
  links.length === 0 ? null : (
    <ul class="govuk-list govuk-list--spaced">
      {links.map(({ to, text }) => (
        <li key={`${to} ${text}`}>
          <a class="govuk-link" href={to}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )

export interface Column {
  readonly text: string
  /** Figures, which stand to the right. */
  readonly numeric?: boolean
  /** Words for a screen reader only, above a column of links, say. */
  readonly unseen?: boolean
}

export interface TableProps {
  /** Says what the table is; always there, seen unless `captionUnseen`. */
  readonly caption: string
  readonly captionSize?: 's' | 'm' | 'l'
  readonly captionUnseen?: boolean
  readonly head: readonly (string | Column)[]
  readonly rows: readonly (readonly ComponentChildren[])[]
  /** The first cell of a row names it. True where left out. */
  readonly rowHeaders?: boolean
}

/**
 * A table. On a telephone one of three columns and more is a list of its rows, each cell with its column's name before it;
 * where it is still too wide it scrolls sideways inside itself.
 */
export const Table = ({ caption, captionSize, captionUnseen, head, rows, rowHeaders = true }: TableProps): VNode => {
  const columns = head.map((column): Column => (typeof column === 'string' ? { text: column } : column))
  const formats = columns.map(column => (column.numeric ? 'numeric' : undefined))
  const named = columns.map(({ text, unseen }, i) => (unseen || (i === 0 && rowHeaders) ? {} : { 'data-column': text }))
  return (
    // A keyboard can only scroll what it can reach.
    <section class="app-scroll" aria-label={caption} tabIndex={0}>
      {official('govukTable', put => ({
        caption,
        captionClasses: captionUnseen ? 'govuk-visually-hidden' : `govuk-table__caption--${captionSize ?? 's'}`,
        classes: classes(columns.length > 2 && 'app-stacks'),
        firstCellIsHeader: rowHeaders,
        head: columns.map((column, i) => ({ ...columnHead(column, put), format: formats[i] })),
        rows: rows.map(row => row.map((cell, i) => ({ ...put(cell), format: formats[i], attributes: named[i] }))),
      }))}
    </section>
  )
}

const columnHead = ({ text, unseen }: Column, put: Put) =>
  unseen ? put(<span class="govuk-visually-hidden">{text}</span>) : { text }

export interface Task {
  readonly title: string
  /** Without it the task cannot be started yet. */
  readonly href?: string
  readonly hint?: ComponentChildren
  /** Words, or a tag. */
  readonly status: string | { readonly text: string; readonly colour: TagColour }
}

/** What is still to do, with how far each is. */
export const TaskList = ({ id, tasks }: { id: string; tasks: readonly Task[] }): VNode =>
  official('govukTaskList', put => ({
    idPrefix: id,
    items: tasks.map(({ title, href, hint, status }) => ({
      title: { text: title },
      href,
      hint: put(hint),
      status:
        typeof status === 'string'
          ? { text: status, classes: classes(!href && 'govuk-task-list__status--cannot-start-yet') }
          : { tag: { text: status.text, classes: `govuk-tag--${status.colour}` } },
    })),
  }))

export interface AccordionProps {
  readonly id: string
  /** Level of the sections' headings; 2 where left out. */
  readonly level?: 2 | 3 | 4
  readonly sections: readonly {
    readonly heading: string
    readonly summary?: string
    readonly open?: boolean
    readonly children: ComponentChildren
  }[]
}

/** Sections that open one by one; all open without JavaScript. */
export const Accordion = ({ id, level, sections }: AccordionProps): VNode =>
  official('govukAccordion', put => ({
    id,
    headingLevel: level,
    // What was open on one child's page must not be opened on the next one's.
    rememberExpanded: false,
    items: sections.map(({ heading, summary, open, children }) => ({
      heading: { text: heading },
      summary: summary ? { text: summary } : undefined,
      expanded: open,
      content: { ...put(children) },
    })),
  }))

/** Panels one at a time; one below the other without JavaScript. */
export const Tabs = ({ title, items }: { title: string; items: readonly Tab[] }): VNode =>
  official('govukTabs', put => ({
    title,
    items: items.map(({ id, label, children }) => ({ id, label, panel: { ...put(children) } })),
  }))

export interface Tab {
  readonly id: string
  readonly label: string
  readonly children: ComponentChildren
}

export interface TimelineItem {
  readonly title: ComponentChildren
  readonly by?: ComponentChildren
  /** ISO 8601, for machines: a moment or a day. */
  readonly at: string
  /** The same as people read it (formats.ts). */
  readonly shown: string
  readonly children?: ComponentChildren
}

/** What happened, newest first or oldest first as given. */
export const Timeline = ({ items, level }: { items: readonly TimelineItem[]; level?: 2 | 3 | 4 }): VNode =>
  official('mojTimeline', put => ({
    headingLevel: level ?? 2,
    items: items.map(({ title, by, at, shown, children }) => ({
      label: { ...put(title) },
      byline: put(by),
      datetime: { timestamp: at, type: shown },
      ...put(children),
    })),
  }))
