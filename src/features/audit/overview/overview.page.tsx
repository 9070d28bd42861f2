import { LinkList, Page } from '../../../design/index.ts'
import { urls as consent } from '../../consent/index.ts'
import { urls as governance } from '../../governance/index.ts'
import { urls } from '../urls.ts'

/** What information governance looks at in an area: one place in the menu instead of five. */
export const OverviewPage = ({ areaKey: area, areaName }: { areaKey: string; areaName: string }) => (
  <Page title="Information governance">
    <h1 class="govuk-heading-l">Information governance in {areaName}</h1>
    <h2 class="govuk-heading-m">Who looked, and why</h2>
    <LinkList
      links={[
        { to: governance.reviews({ area }), text: 'Emergency access to review' },
        { to: governance.dutyLooks({ area }), text: 'What the duty team opened' },
        { to: urls.search({ area }), text: 'Who did what' },
      ]}
    />
    <h2 class="govuk-heading-m">What was shared, and what was moved</h2>
    <LinkList
      links={[
        { to: consent.sharingRecords({ area }), text: 'Shared without consent' },
        { to: governance.movedEntries({ area }), text: 'Recorded against the wrong young person' },
      ]}
    />
  </Page>
)
