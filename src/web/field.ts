export interface DateParts {
  readonly day: string
  readonly month: string
  readonly year: string
}

/** A field of a form with what was typed, ready to be drawn. Made by the form kit, drawn by `design/`. */
export interface FilledField {
  readonly name: string
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly value: string | readonly string[] | DateParts
  readonly error?: string
  readonly options?: readonly { readonly value: string; readonly label: string; readonly hint?: string }[]
  readonly autocomplete?: string
  readonly max?: number
  /** Of a file: what it may be, such as `image/png`. */
  readonly types?: readonly string[]
}
