import { Checkboxes, DateInput, Radios, TextArea } from '../../design/index.ts'
import { sameField } from './assessment-answers.ts'
import type { Question } from './form-definition.ts'
import { type FieldsByName, fieldOf } from './section/evidence-fields.tsx'
import { LastTime } from './section/last-time.tsx'
import { nameOfOption, type Shown } from './shown.ts'

export interface QuestionFieldsProps {
  readonly questions: readonly Question[]
  readonly fields: FieldsByName
  /** How a question was answered last time, and when that was. */
  readonly last?: { readonly on: string; readonly shown: (question: Question) => readonly Shown[] } | undefined
}

/** Plain questions, in the order of the form. One that hangs on an earlier answer says so: it is there for everybody. */
export const QuestionFields = ({ questions, fields, last }: QuestionFieldsProps) => (
  <>
    {questions.map(question => (
      <div key={question.key} class="app-question">
        <QuestionField question={question} questions={questions} fields={fields} />
        {last && <LastTime on={last.on} shown={last.shown(question)} />}
        {fields[sameField(question.key)] && question.type !== 'choice' && (
          <Checkboxes field={fieldOf(fields, sameField(question.key), 'The same as last time?')} />
        )}
      </div>
    ))}
  </>
)

const QuestionField = ({
  question,
  questions,
  fields,
}: {
  question: Question
  questions: readonly Question[]
  fields: FieldsByName
}) => {
  const field = fieldOf(fields, question.key)
  const hint = [question.hint, whenAsked(question, questions)].filter(Boolean).join(' ')
  const props = { field, ...(hint ? { hint } : {}) }
  switch (question.type) {
    case 'text':
      return <TextArea {...props} rows={5} />
    case 'day':
      return <DateInput {...props} />
    case 'choice':
      return <Radios {...props} />
    case 'choices':
      return <Checkboxes {...props} />
  }
}

/** "Only if you chose …", for a question that is not asked of everybody. */
function whenAsked({ onlyWhen }: Question, questions: readonly Question[]): string {
  const asked = onlyWhen && questions.find(each => each.key === onlyWhen.question)
  if (!onlyWhen || !asked) return ''
  const names = onlyWhen.is.map(code => `“${nameOfOption(asked, code)}”`)
  return `Only if you chose ${names.join(' or ')}.`
}
