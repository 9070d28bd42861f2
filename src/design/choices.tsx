import { type ComponentChildren, createContext, type VNode } from 'preact'
import { useContext } from 'preact/hooks'
import { type FieldProps, legend, named, wordsOf } from './fields.tsx'
import { classes, official, type Put } from './official.ts'

/** What opens below an option when it is chosen, by the option's value. Without JavaScript it is always open. */
type Conditional = Readonly<Record<string, ComponentChildren>>

const conditionalOf = (conditional: Conditional | undefined, value: string, put: Put) => {
  const html = put.markup(conditional?.[value])
  return html === undefined ? undefined : { html }
}

const Many = createContext(false)

/**
 * Choices have one of two sizes, by what they are for. A question is answered in full size, for a thumb and a tired eye. Where
 * many of a kind stand below each other (the signs of an assessment, the days of a week, everybody round a table) they are
 * small, so that they are read as one list: such a page says so around them.
 */
export const ManyChoices = ({ children }: { children: ComponentChildren }): VNode => (
  <Many.Provider value={true}>{children}</Many.Provider>
)

export interface RadiosProps extends FieldProps {
  readonly inline?: boolean
  readonly conditional?: Conditional
  /** Word between this option and the one before, for example `{ no: 'or' }`. */
  readonly divider?: Readonly<Record<string, string>>
}

/** Choose one. */
export const Radios = (props: RadiosProps): VNode => {
  const many = useContext(Many)
  return official('govukRadios', put => ({
    ...named(props, put),
    idPrefix: props.field.id,
    fieldset: legend(props),
    classes: classes(props.inline && 'govuk-radios--inline', many && 'govuk-radios--small'),
    items: (props.field.options ?? []).flatMap(option => [
      ...(props.divider?.[option.value] ? [{ divider: props.divider[option.value] }] : []),
      {
        value: option.value,
        text: option.label,
        hint: option.hint ? { text: option.hint } : undefined,
        checked: option.value === wordsOf(props.field),
        conditional: conditionalOf(props.conditional, option.value, put),
      },
    ]),
  }))
}

export interface CheckboxesProps extends FieldProps {
  readonly conditional?: Conditional
  /** Value of the option that stands alone ("None of these"): choosing it clears the others. */
  readonly exclusive?: string
}

/** Choose any number. */
export const Checkboxes = (props: CheckboxesProps): VNode => {
  const many = useContext(Many)
  const { value } = props.field
  const chosen: readonly string[] = Array.isArray(value) ? value : typeof value === 'string' && value ? [value] : []
  return official('govukCheckboxes', put => ({
    ...named(props, put),
    idPrefix: props.field.id,
    fieldset: legend(props),
    classes: classes(many && 'govuk-checkboxes--small'),
    items: (props.field.options ?? []).flatMap(option => [
      ...(option.value === props.exclusive ? [{ divider: 'or' }] : []),
      {
        value: option.value,
        text: option.label,
        hint: option.hint ? { text: option.hint } : undefined,
        checked: chosen.includes(option.value),
        behaviour: option.value === props.exclusive ? 'exclusive' : undefined,
        conditional: conditionalOf(props.conditional, option.value, put),
      },
    ]),
  }))
}
