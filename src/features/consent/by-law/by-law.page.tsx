import { momentInWords, shortDay } from '../../../design/formats.ts'
import {
  Button,
  Checkboxes,
  DateInput,
  Form,
  Radios,
  SummaryList,
  Tag,
  TextArea,
  TextInput,
  WarningText,
} from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import type { Filled } from '../../../web/form.ts'
import { withQuery } from '../../../web/path.ts'
import { urls as access } from '../../access/index.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { NotBelow } from '../sharing/name.page.tsx'
import { bases, type LawfulShare, listed, purposes, toldOrNot } from '../sharing.ts'
import { urls } from '../urls.ts'
import type { byLawForm, reviewForm } from './by-law.form.ts'

/** Why something is shared without consent, as whoever reads it must know (R147, R153). */
export const lawfulRows = (of: LawfulShare) => [
  { key: 'What exactly', value: of.items },
  { key: 'By what law', value: bases[of.basis] },
  { key: 'For what', value: purposes[of.purpose] },
  { key: 'Why it is needed, and why no less', value: of.necessity },
  { key: 'Were they told?', value: of.toldReason ? `${toldOrNot[of.told]}. ${of.toldReason}` : toldOrNot[of.told] },
  { key: 'Decided', value: `${shortDay(of.decidedOn)}, ${of.decidedBy}` },
  { key: 'Recorded', value: `${of.recordedBy}, ${momentInWords(of.recordedAt)}` },
  of.endedAt
    ? { key: 'Ended', value: `${momentInWords(of.endedAt)}. ${of.reviewedReason ?? ''}` }
    : { key: 'Next look', value: shortDay(of.reviewOn) },
  !of.endedAt && of.reviewedReason && { key: 'Why it goes on', value: of.reviewedReason },
]

export const ByLawPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView
  filled: Filled<ReturnType<typeof byLawForm>['fields']>
}) => (
  <AboutPage view={view} title="Share something without consent">
    <WarningText>
      Only where it is needed to keep somebody safe. From the moment you press the button these agencies can open what
      you choose. Information governance sees that you did.
    </WarningText>
    <NotBelow view={view} />
    <Form to={urls.shareByLaw({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
      <Checkboxes field={fields.agencies} />
      <Checkboxes field={fields.categories} />
      <TextArea field={fields.items} rows={3} />
      <Radios field={fields.basis} />
      <Radios field={fields.purpose} />
      <TextArea field={fields.necessity} rows={4} />
      <Radios field={fields.told} />
      <TextArea field={fields.toldReason} rows={3} />
      <TextInput field={fields.decidedBy} />
      <DateInput field={fields.decidedOn} />
      <DateInput field={fields.reviewOn} />
      <Button>Share it</Button>
    </Form>
  </AboutPage>
)

export const ReviewSharePage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly share: LawfulShare }
  filled: Filled<(typeof reviewForm)['fields']>
}) => (
  <AboutPage view={view} title="Look again at what is shared without consent">
    <p class="govuk-body">
      {view.share.agency}: {listed(view.share.categories)}
    </p>
    <SummaryList rows={lawfulRows(view.share)} />
    <Form to={urls.reviewShare({ area: view.areaKey, youngPerson: view.youngPerson.id, share: view.share.id })}>
      <Radios field={fields.decision} />
      <TextArea field={fields.reason} rows={3} />
      <DateInput field={fields.reviewOn} />
      <Button>Save what was decided</Button>
    </Form>
  </AboutPage>
)

/** One record of sharing, as information governance reads it: by reference, and no name. */
export interface SharingRecord extends LawfulShare {
  readonly youngPersonId: string
  readonly reference: string
}

/** Everything shared without consent in an area, newest first. */
export const SharingRecordsPage = (view: {
  readonly areaKey: string
  readonly records: readonly SharingRecord[]
  readonly more: boolean
}) => (
  <Page
    title="Shared without consent"
    back={{ href: access.governance({ area: view.areaKey }), text: 'Information governance' }}
  >
    <h1 class="govuk-heading-l">Shared without consent</h1>
    <p class="govuk-body">
      What an agency knows because somebody decided that it must, whatever the young person answered. The newest stands
      first.
    </p>
    {view.records.length === 0 && <p class="govuk-body">Nothing is or was shared without consent.</p>}
    {view.records.map(one => (
      <>
        <h2 class="govuk-heading-m">
          {one.reference}, with {one.agency}: {listed(one.categories)}{' '}
          <Tag colour={one.endedAt ? 'grey' : 'orange'}>{one.endedAt ? 'Ended' : 'Shared now'}</Tag>
        </h2>
        <SummaryList rows={lawfulRows(one)} />
      </>
    ))}
    {view.more && (
      <p class="govuk-body">
        <a
          class="govuk-link"
          href={withQuery(urls.sharingRecords({ area: view.areaKey }), {
            after: view.records.at(-1)?.id,
          })}
        >
          Next page
        </a>
      </p>
    )}
  </Page>
)
