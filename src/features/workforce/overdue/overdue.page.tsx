import { ago, momentInWords } from '../../../design/formats.ts'
import { Button, Form, Page, Radios, SummaryList, Telephone, TextArea, Typed } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import type { Overdue } from '../queries.ts'
import { urls } from '../urls.ts'
import type { seeToVisitForm } from './overdue.form.ts'

export interface OverdueView {
  readonly areaKey: string
  readonly now: Date
  /** Whether the reader manages workers; duty comes from what is asked of them. */
  readonly manages: boolean
  readonly visits: readonly (Overdue & { readonly serviceName: string })[]
}

/** Who went somewhere alone and has not checked in: whom to ring, now. */
export const OverduePage = ({ areaKey, now, manages, visits }: OverdueView) => (
  <Page
    title="Who has not checked in"
    back={manages ? { href: urls.workers({ area: areaKey }), text: 'Workers' } : { href: '/', text: 'Home' }}
  >
    <h1 class="govuk-heading-l">Who has not checked in</h1>
    {visits.length === 0 ? (
      <p class="govuk-body">Everybody who went somewhere alone has checked in, or still has time.</p>
    ) : (
      <p class="govuk-body">
        Ring them first. If nobody answers, ring the person they named. If you are still worried, ring 999.
      </p>
    )}
    {visits.map(visit => (
      <section key={visit.id}>
        <h2 class="govuk-heading-m">{visit.name}</h2>
        <Known visit={visit} now={now} />
        <Button href={urls.seeToVisit({ area: areaKey, visit: visit.id })} secondary>
          Write down what you found out
        </Button>
      </section>
    ))}
  </Page>
)

const Known = ({ visit, now }: { visit: OverdueView['visits'][number]; now: Date }) => (
  <SummaryList
    rows={[
      { key: 'Should have checked in', value: `${momentInWords(visit.backBy)}, ${ago(visit.backBy, now)}` },
      { key: 'Went out', value: momentInWords(visit.startedAt) },
      { key: 'Where to', value: visit.going ?? 'They did not say' },
      { key: 'Works for', value: visit.serviceName },
      {
        key: 'Their number',
        value: visit.phone ? <Telephone>{visit.phone}</Telephone> : 'Not known',
      },
      {
        key: 'In an emergency, ring',
        value: visit.emergencyContact ? <Telephone>{visit.emergencyContact}</Telephone> : 'Not known',
      },
      ...visit.notes.map(note => ({
        key: `${note.by}, ${momentInWords(new Date(note.at))}`,
        value: <Typed>{note.says}</Typed>,
      })),
      ...(visit.safeguardingLead
        ? [{ key: 'Own safeguarding lead', value: <Telephone>{visit.safeguardingLead}</Telephone> }]
        : []),
    ]}
  />
)

export const SeeToVisitPage = ({
  view,
  filled,
}: {
  view: { readonly areaKey: string; readonly now: Date; readonly visit: OverdueView['visits'][number] }
  filled: Filled<(typeof seeToVisitForm)['fields']>
}) => (
  <Page
    title="What you found out"
    back={{ href: urls.overdue({ area: view.areaKey }), text: 'Who has not checked in' }}
  >
    <h1 class="govuk-heading-l">What you found out about {view.visit.name}</h1>
    <Known visit={view.visit} now={view.now} />
    <Form to={urls.seeToVisit({ area: view.areaKey, visit: view.visit.id })}>
      <TextArea field={filled.fields.note} rows={3} />
      <Radios field={filled.fields.safe} />
      <Button>Save</Button>
    </Form>
  </Page>
)
