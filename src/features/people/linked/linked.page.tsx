import { Button, Form, Select, SummaryList, TextArea, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { named } from '../codes.ts'
import { urls } from '../urls.ts'
import type { Linked } from '../young-person/young-person-queries.ts'
import type { linkForm } from './linked.form.ts'

export interface LinkedView extends AboutView {
  readonly linked: readonly Linked[]
}

export const LinkedPage = ({
  view,
  filled: { fields },
}: {
  view: LinkedView
  filled: Filled<ReturnType<typeof linkForm>['fields']>
}) => {
  const key = keyOf(view)
  return (
    <AboutPage view={view} title="Brothers, sisters and other young people">
      {view.linked.map(one => (
        <div key={one.linkId}>
          <SummaryList
            rows={[
              {
                key: named('relationship-kind', one.kind),
                value: one.otherId ? (
                  <a class="govuk-link" href={urls.youngPerson({ area: view.areaKey, youngPerson: one.otherId })}>
                    {one.name}, {one.reference}
                  </a>
                ) : (
                  (one.words ?? 'A young person whose record you cannot open')
                ),
              },
              one.note !== null && { key: 'More', value: one.note },
            ]}
          />
          <Form to={urls.endLink({ ...key, link: one.linkId })}>
            <Button secondary>
              Take it off<span class="govuk-visually-hidden">: {one.name ?? one.words ?? 'the link'}</span>
            </Button>
          </Form>
        </div>
      ))}
      <h2 class="govuk-heading-m">Link another</h2>
      <Form to={urls.linked(key)}>
        <TextInput field={fields.reference} width={20} spellcheck={false} />
        <TextInput field={fields.words} />
        <Select field={fields.kind} />
        <TextInput field={fields.kindWords} width={20} />
        <TextArea field={fields.note} rows={3} />
        <Button>Link them</Button>
      </Form>
    </AboutPage>
  )
}
