import { DateInput, Select, TextArea, TextInput } from '../../../design/index.ts'
import type { FilledField } from '../../../web/field.ts'

export type FieldsByName = Readonly<Record<string, FilledField>>

/** A field of a section's form; its question in fewer words where what stands above says the rest. */
export function fieldOf(fields: FieldsByName, name: string, label?: string): FilledField {
  const field = fields[name]
  if (!field) throw new Error(`the form has no field ${name}`)
  return label ? { ...field, label } : field
}

/** Whether there is anything in these fields that must not be hidden: words, or an error. */
export const holdsSomething = (fields: FieldsByName, names: readonly string[]): boolean =>
  names.some(name => {
    const field = fields[name]
    if (!field) return false
    const { value, error } = field
    if (error) return true
    if (typeof value === 'string') return value !== ''
    return 'day' in value ? value.day + value.month + value.year !== '' : value.length > 0
  })

export const evidenceParts = ['evidence', 'evidenceOn', 'source', 'sourceOther'] as const

/** What was seen or heard, when, and from whom. */
export const EvidenceFields = ({ fields, name }: { fields: FieldsByName; name: string }) => (
  <>
    <TextArea field={fieldOf(fields, `${name}.evidence`, 'What was seen or heard?')} rows={3} />
    <DateInput field={fieldOf(fields, `${name}.evidenceOn`, 'When was that?')} />
    <Select field={fieldOf(fields, `${name}.source`, 'Where does this come from?')} />
    <div class={holdsSomething(fields, [`${name}.sourceOther`]) ? 'app-source-other app-open' : 'app-source-other'}>
      <TextInput field={fieldOf(fields, `${name}.sourceOther`, 'If it was somebody or something else, who or what?')} />
    </div>
  </>
)
