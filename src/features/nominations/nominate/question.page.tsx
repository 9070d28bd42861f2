import { dayInWords, momentInWords } from '../../../design/formats.ts'
import { Button, Form, Heading, InsetText, Page, SummaryList, TextArea, Typed } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { Child, type OfYoungPerson } from '../child.tsx'
import type { PanelQuestion } from '../queries.ts'
import { urls } from '../urls.ts'
import type { answerForm } from './question.form.ts'

export interface QuestionView extends OfYoungPerson {
  readonly nominationId: string
  readonly question: PanelQuestion
  readonly open: boolean
}

/** What the panel asked, and the answer. */
export const QuestionPage = ({ view, filled }: { view: QuestionView; filled: Filled<typeof answerForm.fields> }) => {
  const { question: q } = view
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: view.nominationId }
  return (
    <Page title="A question from the panel" back={{ href: urls.nomination(to), text: 'The nomination' }}>
      <Child {...view} />
      <Heading>The panel asks for more information</Heading>
      <SummaryList
        rows={[
          { key: 'Question', value: <Typed>{q.asks}</Typed> },
          { key: 'Asked by', value: `${q.askedBy}, ${momentInWords(q.askedAt)}` },
          { key: 'Wanted by', value: dayInWords(q.wantedBy) },
          q.answer !== null && { key: 'Answer', value: <Typed>{q.answer}</Typed> },
          q.answeredAt && { key: 'Received', value: `${momentInWords(q.answeredAt)}, from ${q.answeredBy ?? ''}` },
        ]}
      />
      {view.open || filled.fields.answer.value ? (
        <Form to={urls.question({ ...to, question: q.id })}>
          <TextArea field={filled.fields.answer} />
          <Button>Send the answer</Button>
        </Form>
      ) : (
        q.answer === null && <InsetText>The panel does not wait for this answer any more.</InsetText>
      )}
    </Page>
  )
}
