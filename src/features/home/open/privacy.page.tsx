import type { VNode } from 'preact'
import { Page } from '../../../design/index.ts'
import { urls } from '../urls.ts'

/** What is kept about whoever uses the service, and about the people in it; the council's own notice says the rest. */
export const PrivacyPage = (): VNode => (
  <Page title="How information is used here">
    <h1 class="govuk-heading-l">How information is used here</h1>
    <p class="govuk-body">
      This service belongs to the councils on the{' '}
      <a class="govuk-link" href={urls.contact()}>
        contact page
      </a>
      . Each council decides what is kept in it and why, and says so in its own privacy notice. This page says how the
      service itself treats information.
    </p>
    <h2 class="govuk-heading-m">People the records are about</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>a record opens only to somebody whose work needs it, and the page tells them why it opens</li>
      <li>every time a record is opened or changed, it is written down: who, when and why</li>
      <li>
        you can ask the council what is written about you, who has looked, and to put right what is wrong. You can
        complain to the{' '}
        <a class="govuk-link" href="https://ico.org.uk/make-a-complaint/">
          Information Commissioner
        </a>
      </li>
    </ul>
    <h2 class="govuk-heading-m">People who sign in</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>your name, your job title, your work e-mail address and your work telephone number are kept</li>
      <li>what you open and change is written down</li>
      <li>e-mails to you say only that you should sign in. They hold no name and nothing about what it is</li>
    </ul>
    <h2 class="govuk-heading-m">Cookies</h2>
    <p class="govuk-body">
      One cookie keeps you signed in and goes when you sign out. Another holds the place while you sign in, for at most
      15 minutes. There are no others: nothing counts visits and nothing is shared with anybody.
    </p>
  </Page>
)
