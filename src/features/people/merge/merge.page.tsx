import { Button, Form, TextArea, TextInput, WarningText } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { urls } from '../urls.ts'
import type { mergeForm, unmergeForm } from './merge.form.ts'

export const MergePage = ({
  view,
  filled: { fields },
}: {
  view: AboutView
  filled: Filled<(typeof mergeForm)['fields']>
}) => (
  <AboutPage view={view} title="Merge two records">
    <WarningText>
      This record closes: it can be read, and nothing more is written in it. The other one goes on.
    </WarningText>
    <p class="govuk-body">
      Nothing is moved or lost: whoever opens the record that goes on can read this one too. If it was a mistake, the
      two can be taken apart again.
    </p>
    <p class="govuk-body">
      You can merge two records that your team holds. If another team has the other one,{' '}
      <a class="govuk-link" href={urls.find({ area: view.areaKey })}>
        search for them
      </a>
      : the search says which team to ring. Agree with their manager who goes on, and let one of you{' '}
      <a class="govuk-link" href={urls.caseHolder(keyOf(view))}>
        hand the case over
      </a>{' '}
      to the other. Whoever manages the team that then holds both can merge them.
    </p>
    <Form to={urls.merge(keyOf(view))}>
      <TextInput field={fields.reference} width={20} spellcheck={false} />
      <TextArea field={fields.reason} rows={4} />
      <Button danger>Merge the records</Button>
    </Form>
  </AboutPage>
)

export const UnmergePage = ({
  view,
  filled: { fields },
}: {
  view: AboutView
  filled: Filled<(typeof unmergeForm)['fields']>
}) => (
  <AboutPage view={view} title="Take two records apart">
    <p class="govuk-body">Both records go on as they were before they were merged.</p>
    <Form to={urls.unmerge(keyOf(view))}>
      <TextArea field={fields.reason} rows={4} />
      <Button>Take them apart</Button>
    </Form>
  </AboutPage>
)
