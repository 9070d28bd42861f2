import type { VNode } from 'preact'
import { dayInWords } from '../../../design/formats.ts'
import { Page } from '../../../design/index.ts'
import { urls } from '../urls.ts'

/** When somebody last read every line of this page against the service. Change it only after doing so. */
const prepared = '2026-11-29'

/**
 * The statement that the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018
 * ask for, in the form of the Government's model. It says what was tested and what was not.
 */
export const AccessibilityPage = (): VNode => (
  <Page title="Accessibility statement">
    <h1 class="govuk-heading-l">Accessibility statement</h1>
    <p class="govuk-body">
      This statement is about this service: the pages that professionals sign in to. It is run by the councils named on
      the{' '}
      <a class="govuk-link" href={urls.contact()}>
        contact page
      </a>
      . We want as many people as possible to be able to use it. You should be able to:
    </p>
    <ul class="govuk-list govuk-list--bullet">
      <li>change colours, contrast levels and fonts with your browser or device</li>
      <li>zoom in up to 400% without the text spilling off the screen</li>
      <li>use every page with just a keyboard</li>
      <li>use every page with a screen reader</li>
      <li>use every page without JavaScript</li>
      <li>print any page</li>
    </ul>
    <p class="govuk-body">We have also tried to write the text as simply as we can.</p>
    <p class="govuk-body">
      <a class="govuk-link" href="https://mcmw.abilitynet.org.uk/">
        AbilityNet
      </a>{' '}
      has advice on making your device easier to use if you have a disability.
    </p>

    <h2 class="govuk-heading-m">How accessible this service is</h2>
    <p class="govuk-body">We do not know yet of any page that somebody cannot use. We know of these weak points:</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        where choosing an answer opens another question below it, some screen readers do not say that it opened. The
        question still follows the answer
      </li>
      <li>
        on a small screen a wide table becomes a list of its rows. Each answer then says which column it belongs to, but
        some screen readers no longer call it a table
      </li>
      <li>a table of two columns with very long words scrolls sideways inside itself on a small screen</li>
      <li>nobody who uses a screen reader, a magnifier or speech recognition every day has tried the service yet</li>
    </ul>

    <h2 class="govuk-heading-m">Feedback and contact information</h2>
    <p class="govuk-body">
      If you need something from this service in a different format, such as accessible PDF, large print, easy read,
      audio recording, braille or another language, ask the council on the{' '}
      <a class="govuk-link" href={urls.contact()}>
        contact page
      </a>
      . We will think about what you ask for and answer you within 10 working days.
    </p>

    <h2 class="govuk-heading-m">Reporting accessibility problems with this service</h2>
    <p class="govuk-body">
      If you find a problem that is not on this page, or think we do not meet the accessibility rules, tell the council
      on the{' '}
      <a class="govuk-link" href={urls.contact()}>
        contact page
      </a>
      .
    </p>

    <h2 class="govuk-heading-m">Enforcement procedure</h2>
    <p class="govuk-body">
      The Equality and Human Rights Commission (EHRC) is responsible for enforcing the Public Sector Bodies (Websites
      and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility regulations’). If you are not
      happy with how we respond to your complaint,{' '}
      <a class="govuk-link" href="https://www.equalityadvisoryservice.com/">
        contact the Equality Advisory and Support Service (EASS)
      </a>
      .
    </p>

    <h2 class="govuk-heading-m">Technical information about this service’s accessibility</h2>
    <p class="govuk-body">
      We are committed to making this service accessible, in accordance with the Public Sector Bodies (Websites and
      Mobile Applications) (No. 2) Accessibility Regulations 2018.
    </p>
    <h3 class="govuk-heading-s">Compliance status</h3>
    <p class="govuk-body">
      This service is partially compliant with the{' '}
      <a class="govuk-link" href="https://www.w3.org/TR/WCAG22/">
        Web Content Accessibility Guidelines version 2.2
      </a>{' '}
      AA standard, because of the non-compliance listed below, and because no independent audit has been made.
    </p>
    <h3 class="govuk-heading-s">Non-accessible content</h3>
    <p class="govuk-body">
      Non-compliance with the accessibility regulations: answers that open another question say so in a way that not
      every screen reader supports. This fails WCAG 2.2 success criterion 4.1.2 (name, role, value). It is how the
      GOV.UK Design System’s radio buttons and checkboxes work; we will take the repair when it is made there.
    </p>

    <h2 class="govuk-heading-m">How we tested this service</h2>
    <p class="govuk-body">Each time the service is changed, before anybody uses the change:</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>the axe tool looks at every page, in a real browser, on a wide screen and on one 320 pixels wide</li>
      <li>the whole way from the first form to the last decision is walked with and without JavaScript</li>
      <li>html-validate checks that the pages are correct HTML</li>
    </ul>
    <p class="govuk-body">
      Not done yet: tests with people who use assistive technology, tests with screen readers by hand, and an audit by
      somebody independent.
    </p>

    <h2 class="govuk-heading-m">What we are doing to improve accessibility</h2>
    <p class="govuk-body">
      Before a council uses the service for real, people who use assistive technology should try it, and somebody
      independent should audit it. What they find will be listed here.
    </p>

    <h2 class="govuk-heading-m">Preparation of this accessibility statement</h2>
    <p class="govuk-body">
      This statement was prepared on {dayInWords(prepared)}. It was last reviewed on {dayInWords(prepared)}. The service
      was last tested on {dayInWords(prepared)}, with the tools above, by the people who build it.
    </p>
  </Page>
)
