import { happened, momentInWords } from '../../../design/formats.ts'
import { Button, Form, Page, Radios, SummaryList, Table, TextArea } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls as access } from '../../access/index.ts'
import type { reviewForm } from '../emergency/emergency.form.ts'
import { emergencies, mostOpened } from '../emergency/emergency.ts'
import { urls } from '../urls.ts'
import type { EmergencyToReview, Opened } from './review.queries.ts'

const notLookedFor = 'It was not looked for'

const why = (kind: string): string => emergencies[kind as keyof typeof emergencies] ?? kind

export interface ReviewsView {
  readonly areaKey: string
  readonly areaName: string
  readonly waiting: readonly EmergencyToReview[]
}

export const ReviewsPage = ({ areaKey, areaName, waiting }: ReviewsView) => (
  <Page
    title="Emergency access to review"
    wide
    back={{ href: access.governance({ area: areaKey }), text: 'Information governance' }}
  >
    <h1 class="govuk-heading-l">Emergency access to review in {areaName}</h1>
    {waiting.length === 0 ? (
      <p class="govuk-body">Nothing waits for a review.</p>
    ) : (
      <Table
        caption="Oldest first"
        head={['When', 'Who', 'Why', 'Was there a record?', { text: 'Review', unseen: true }]}
        rows={waiting.map(w => [
          momentInWords(w.askedAt),
          `${w.personName}, ${w.personTitle}`,
          why(w.kind),
          w.lookedUpAt === null ? notLookedFor : w.youngPersonId ? 'Yes' : 'No',
          <a class="govuk-link" href={urls.review({ area: areaKey, request: w.id })}>
            Review<span class="govuk-visually-hidden"> what {w.personName} did</span>
          </a>,
        ])}
      />
    )}
  </Page>
)

export interface ReviewView {
  readonly areaKey: string
  readonly access: EmergencyToReview
  /** Nothing where there is no such record. */
  readonly opened: Opened | null
}

export const ReviewPage = ({
  areaKey,
  access,
  opened,
  filled,
}: ReviewView & { filled: Filled<(typeof reviewForm)['fields']> }) => (
  <Page
    title="Review an emergency access"
    back={{ href: urls.reviews({ area: areaKey }), text: 'Emergency access to review' }}
  >
    <h1 class="govuk-heading-l">Review an emergency access</h1>
    <SummaryList
      rows={[
        { key: 'Who', value: `${access.personName}, ${access.personTitle}` },
        { key: 'When', value: momentInWords(access.askedAt) },
        { key: 'Why', value: why(access.kind) },
        { key: 'In their words', value: access.line },
        {
          key: 'Whose record',
          value: access.lookedUpAt === null ? notLookedFor : opened ? opened.reference : 'There is no such record',
        },
      ]}
    />
    {opened && <WhatWasOpened opened={opened} />}
    {access.reviewedAt ? (
      <p class="govuk-body">This was reviewed on {momentInWords(access.reviewedAt)}.</p>
    ) : (
      <Form to={urls.review({ area: areaKey, request: access.id })}>
        <Radios field={filled.fields.outcome} inline />
        <TextArea field={filled.fields.note} rows={5} />
        <Button>Save the review</Button>
      </Form>
    )}
  </Page>
)

const WhatWasOpened = ({ opened: { events, more } }: { opened: Opened }) =>
  events.length === 0 ? (
    <p class="govuk-body">They opened nothing.</p>
  ) : (
    <>
      <Table
        caption="What they opened and did"
        head={['When', 'What']}
        rows={events.map(event => [momentInWords(event.at), happened(event)])}
      />
      {more && <p class="govuk-body">These are the first {mostOpened}. There is more: search who did what.</p>}
    </>
  )
