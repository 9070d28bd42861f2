import { randomUUID } from 'node:crypto'
import type { ComponentChildren, VNode } from 'preact'
import { useContext } from 'preact/hooks'
import type { FilledField } from '../web/field.ts'
import type { Size } from './fields.tsx'
import { type FormFrame, FrameContext, type PageError } from './frame.ts'
import { classes, official } from './official.ts'

export interface FormProps {
  /** Where it posts to. */
  readonly to: string
  /** Version of the record that is changed; the page's own where left out. */
  readonly version?: number
  /** A file can be chosen in it. */
  readonly files?: boolean
  readonly children: ComponentChildren
}

/** Frames whose own form was drawn: what was typed stands in it. A page draws its parts in order, so its end knows. */
const drawn = new WeakSet<FormFrame>()

/** Whether the page drew the form that its frame is about. */
export const wasDrawn = (form: FormFrame): boolean => drawn.has(form)

/**
 * A form that posts, with all that a form carries: the session's token, its own, the version that was shown. Its own is
 * new at each drawing and for each form of a page: a double click is one act, and no act stands for another.
 */
export const Form = ({ to, version, files, children }: FormProps): VNode => {
  const frame = useContext(FrameContext)
  const form = frame?.form
  if (form && to === form.subject) drawn.add(form)
  return (
    <form
      action={to}
      method="post"
      enctype={files ? 'multipart/form-data' : undefined}
      novalidate
      data-draft={form?.draft}
      data-autosave={form?.draft && form.autosave ? '' : undefined}
      data-subject={form?.draft && form.subject}
      data-young-person={form?.draft && form.youngPerson}
      data-at={form?.at}
    >
      <Carried name="_csrf" value={frame?.csrf} />
      <Carried name="_by" value={frame?.by} />
      <Carried name="_form" value={randomUUID()} />
      <Carried name="_instance" value={form?.instance} />
      <Carried name="_version" value={(version ?? form?.version)?.toString()} />
      {children}
    </form>
  )
}

const Carried = ({ name, value }: { name: string; value: string | undefined }) =>
  value ? <input type="hidden" name={name} value={value} /> : null

/** A form that asks (GET): search and filters, whose answer has an address of its own. */
export const SearchForm = ({
  to,
  label,
  children,
}: {
  to: string
  label: string
  children: ComponentChildren
}): VNode => (
  <search aria-label={label}>
    <form action={to} method="get" novalidate>
      {children}
    </form>
  </search>
)

export interface ButtonProps {
  readonly children: ComponentChildren
  readonly secondary?: boolean
  /** For what cannot be taken back. */
  readonly danger?: boolean
  /** The green arrow of a first page; needs `href`. */
  readonly start?: boolean
  /** Looks like a button, is a link. */
  readonly href?: string
  /** Which of several buttons was pressed; the kit reads `_button`. */
  readonly name?: string
  readonly value?: string
  readonly disabled?: boolean
  /** For another form than the one around it. */
  readonly form?: string
}

/** Sends the form around it; a second click within a second is ignored by the browser as well as by the server. */
export const Button = (props: ButtonProps): VNode =>
  official('govukButton', put => ({
    ...put(props.children),
    href: props.href,
    name: props.name ?? (props.value ? '_button' : undefined),
    value: props.value,
    disabled: props.disabled,
    isStartButton: props.start,
    preventDoubleClick: props.href ? undefined : true,
    attributes: props.form ? { form: props.form } : undefined,
    classes: classes(props.secondary && 'govuk-button--secondary', props.danger && 'govuk-button--warning'),
  }))

/** Buttons and links beside each other. */
export const ButtonGroup = ({ children }: { children: ComponentChildren }): VNode => (
  <div class="govuk-button-group">{children}</div>
)

export interface FieldsetProps {
  readonly legend: string
  readonly heading?: boolean
  readonly size?: Size
  readonly children: ComponentChildren
}

/** Several fields under one question. */
export const Fieldset = ({ legend, heading, size, children }: FieldsetProps): VNode =>
  official('govukFieldset', put => ({
    legend: {
      text: legend,
      isPageHeading: heading === true,
      classes: `govuk-fieldset__legend--${size ?? (heading ? 'l' : 'm')}`,
    },
    html: put.markup(children),
  }))

/** What went wrong, on top of the page; Page draws it from its `errors`. */
export const ErrorSummary = ({ errors, title }: { errors: readonly PageError[]; title?: string }): VNode =>
  official('govukErrorSummary', () => ({
    titleText: title ?? 'There is a problem',
    errorList: errors.map(({ text, href }) => ({ text, href })),
  }))

/** A field that carries what is already known, unseen. */
export const Hidden = ({ field }: { field: FilledField }): VNode => (
  <input type="hidden" name={field.name} value={typeof field.value === 'string' ? field.value : ''} />
)
