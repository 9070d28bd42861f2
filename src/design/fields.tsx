import type { ComponentChildren, VNode } from 'preact'
import type { DateParts, FilledField } from '../web/field.ts'
import { official, type Put } from './official.ts'

export type Size = 's' | 'm' | 'l' | 'xl'

/** What every field takes. */
export interface FieldProps {
  readonly field: FilledField
  /** The question is the heading of the page: give `heading={false}` to Page. */
  readonly heading?: boolean
  /** Size of the question; `l` for a heading, otherwise `s`. */
  readonly size?: Size
  /** In place of the field's own hint. */
  readonly hint?: ComponentChildren
}

/** Words of a field that is not a list or a date. */
export const wordsOf = (field: FilledField): string => (typeof field.value === 'string' ? field.value : '')

const label = ({ field, heading, size }: FieldProps) => ({
  text: field.label,
  classes: `govuk-label--${size ?? (heading ? 'l' : 's')}`,
  isPageHeading: heading === true,
})

/** The question of a group of inputs. */
export const legend = ({ field, heading, size }: FieldProps) => ({
  legend: {
    text: field.label,
    classes: `govuk-fieldset__legend--${size ?? (heading ? 'l' : 's')}`,
    isPageHeading: heading === true,
  },
})

/** Name, hint and error in the words of the templates. */
export const named = ({ field, hint }: FieldProps, put: Put) => ({
  name: field.name,
  hint: put(hint ?? field.hint),
  errorMessage: field.error ? { text: field.error } : undefined,
})

export interface TextInputProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'search' | 'url'
  readonly inputmode?: 'text' | 'numeric' | 'tel' | 'email'
  /** Characters it is wide enough for. */
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  readonly prefix?: string
  readonly suffix?: string
  readonly spellcheck?: boolean
}

/** One line of text. */
export const TextInput = (props: TextInputProps): VNode =>
  official('govukInput', put => ({
    ...named(props, put),
    id: props.field.id,
    label: label(props),
    value: wordsOf(props.field),
    type: props.type,
    inputmode: props.inputmode,
    autocomplete: props.field.autocomplete,
    spellcheck: props.spellcheck,
    prefix: props.prefix ? { text: props.prefix } : undefined,
    suffix: props.suffix ? { text: props.suffix } : undefined,
    classes: props.width ? `govuk-input--width-${props.width}` : undefined,
  }))

export interface TextAreaProps extends FieldProps {
  readonly rows?: number
  /** Says how many characters are left, out of the field's `max`. */
  readonly count?: boolean
  readonly spellcheck?: boolean
}

/** Several lines of text. */
export const TextArea = (props: TextAreaProps): VNode => {
  const words = wordsOf(props.field)
  const options = (put: Put) => ({
    ...named(props, put),
    id: props.field.id,
    label: label(props),
    // A browser drops the first line break after the tag, so a text that begins with one needs it twice.
    value: /^\r?\n/.test(words) ? `\n${words}` : words,
    rows: props.rows?.toString(),
    spellcheck: props.spellcheck,
  })
  const { max } = props.field
  if (props.count && max) {
    return official('govukCharacterCount', put => ({ ...options(put), maxlength: max, threshold: 75 }))
  }
  return official('govukTextarea', put => ({ ...options(put), autocomplete: props.field.autocomplete }))
}

export interface SelectProps extends FieldProps {
  /** What the first, empty choice says. */
  readonly blank?: string
}

/** A long list to choose one from; `Radios` are easier wherever they fit. */
export const Select = (props: SelectProps): VNode => {
  const options = props.field.options ?? []
  const chosen = wordsOf(props.field)
  // Without an empty choice the browser would choose the first, and nobody would have.
  const blank = options.some(o => o.value === '') ? [] : [{ value: '', text: props.blank ?? 'Choose one' }]
  return official('govukSelect', put => ({
    ...named(props, put),
    id: props.field.id,
    label: label(props),
    items: [...blank, ...options.map(o => ({ value: o.value, text: o.label, selected: o.value === chosen }))],
  }))
}

/** A file; its form has to say `files`. What the browser offers first is a help: what is sent is looked into. */
export const FileInput = (props: FieldProps): VNode =>
  official('govukFileUpload', put => ({
    ...named(props, put),
    id: props.field.id,
    label: label(props),
    attributes: props.field.types ? { accept: props.field.types.join(',') } : undefined,
  }))

/** Day, month and year, named `<name>-day`, `<name>-month` and `<name>-year`. */
export const DateInput = (props: FieldProps): VNode => {
  const parts = datePartsOf(props.field)
  const birthday = props.field.autocomplete === 'bday'
  return official('govukDateInput', put => {
    const { name, hint, errorMessage } = named(props, put)
    return {
      id: props.field.id,
      namePrefix: name,
      hint,
      errorMessage,
      fieldset: { ...legend(props), role: 'group' },
      items: (['day', 'month', 'year'] as const).map(part => ({
        name: part,
        value: parts[part],
        autocomplete: birthday ? `bday-${part}` : undefined,
      })),
    }
  })
}

const datePartsOf = ({ value }: FilledField): DateParts =>
  typeof value === 'object' && 'day' in value ? value : { day: '', month: '', year: '' }
