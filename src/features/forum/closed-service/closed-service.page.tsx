import { dayInWords, shortDay } from '../../../design/formats.ts'
import { Button, Form, Page, Radios, SummaryList, TextArea, Typed } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls as people } from '../../people/index.ts'
import type { closedServiceForm } from '../after/after.form.ts'
import { type AboutChild, Child } from '../child.tsx'
import { closedServiceDecisions } from '../closed-service.ts'
import type { ClosedService } from '../fact-queries.ts'
import { urls } from '../urls.ts'

export interface ClosedServiceView {
  readonly about: AboutChild
  readonly closed: ClosedService
  readonly open: boolean
}

/** What happens instead of a service that is closed, decided by the manager and the case-holder together. */
export const ClosedServicePage = (
  { about, closed, open }: ClosedServiceView,
  filled: Filled<(typeof closedServiceForm)['fields']>,
) => {
  const at = { area: about.areaKey, youngPerson: about.youngPerson.id, closed: closed.id }
  return (
    <Page
      title="A service that is closed"
      back={{ href: people.youngPerson({ area: at.area, youngPerson: at.youngPerson }), text: 'The record' }}
    >
      <Child about={about} />
      <h1 class="govuk-heading-l">{closed.service} can’t take this on safely</h1>
      <p class="govuk-body">
        A new fact about safety was found.
        {open &&
          ' No new meetings until the manager of the service and the case-holder have decided. Nothing ends by itself.'}
      </p>
      <SummaryList
        rows={[
          { key: 'Found on', value: dayInWords(closed.closedAt) },
          { key: 'Decide by', value: dayInWords(closed.decideBy) },
          closed.decidedAs && { key: 'Decided', value: closedServiceDecisions[closed.decidedAs] },
          closed.decidedSays && { key: 'What was said', value: <Typed>{closed.decidedSays}</Typed> },
          closed.interimPlan && { key: 'Until then', value: <Typed>{closed.interimPlan}</Typed> },
          closed.decidedAt && {
            key: 'Written down',
            value: `${closed.decidedBy ?? ''}, ${shortDay(closed.decidedAt)}`,
          },
          closed.overAt && { key: 'Over since', value: shortDay(closed.overAt) },
        ]}
      />
      {open && (
        <Form to={urls.closedService(at)}>
          <Radios field={filled.fields.as} />
          <TextArea field={filled.fields.says} rows={4} />
          <TextArea field={filled.fields.interimPlan} rows={3} />
          <Button>Write down the decision</Button>
        </Form>
      )}
    </Page>
  )
}
