import { Button, Form, Heading, Page, TextArea, WarningText } from '../../../design/index.ts'
import type { Filled, Text } from '../../../web/form.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentRecord } from '../queries.ts'
import { urls } from '../urls.ts'

export interface SetAsideView extends OfChild {
  readonly assessment: AssessmentRecord
}

export const SetAsidePage = (view: SetAsideView, { fields }: Filled<{ reason: Text }>) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id, assessment: view.assessment.id }
  return (
    <Page title="Set an assessment aside" back={{ href: urls.assessment(key), text: 'The assessment' }}>
      <Child of={view} />
      <Heading>Set this assessment aside</Heading>
      <WarningText>
        It can still be read, with your reason. Nothing builds on it any more, and it cannot be taken up again.
      </WarningText>
      <Form to={urls.setAside(key)}>
        <TextArea field={fields.reason} />
        <Button danger>Set it aside</Button>
      </Form>
    </Page>
  )
}
