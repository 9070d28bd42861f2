import { Page } from '../../../design/page.tsx'

export const HomePage = ({ name }: { name: string; now: Date }) => (
  <Page title="Home">
    <h1 class="govuk-heading-l">Hello, {name}</h1>
    <h2 class="govuk-heading-m">What is asked of me next</h2>
    <p class="govuk-body">Nothing is asked of you today.</p>
  </Page>
)
