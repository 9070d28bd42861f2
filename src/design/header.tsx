import { randomUUID } from 'node:crypto'
import type { VNode } from 'preact'
import { Details, WarningText } from './content.tsx'
import { timeInWords } from './formats.ts'
import type { Frame } from './frame.ts'
import { PhaseBanner } from './navigation.tsx'
import { official } from './official.ts'

/** The head of every page: the service, the area, who is signed in, where they can go. */
export const Header = ({ frame }: { frame: Frame }): VNode => (
  <header class="govuk-template__header">
    <div class="app-header">
      <div class="govuk-width-container app-header__row">
        <div class="app-header__names">
          <a class="app-header__link app-header__service" href="/">
            {frame.serviceName}
          </a>
          {frame.areaName && <span class="app-header__area">{frame.areaName}</span>}
        </div>
        {frame.person && <Person frame={frame} person={frame.person} />}
      </div>
    </div>
    {(frame.meeting || frame.together) && (
      <div class="app-meeting">
        <div class="govuk-width-container app-meeting__row">
          <p class="govuk-body">
            {frame.meeting
              ? 'Meeting mode: only this meeting is open, and the screen stays on. Lock it when you leave the room.'
              : 'Filling in together: the screen stays on for this. Lock it when you have finished.'}
          </p>
          {frame.lockTo && (
            <form action={frame.lockTo} method="post">
              <input type="hidden" name="_csrf" value={frame.csrf} />
              <button class="govuk-button govuk-button--warning app-meeting__lock" type="submit" accesskey="l">
                Lock the screen
              </button>
            </form>
          )}
        </div>
      </div>
    )}
    {frame.nav.length > 0 &&
      official('govukServiceNavigation', () => ({
        navigationLabel: 'Main menu',
        menuButtonText: 'Menu',
        navigation: frame.nav.map(({ href, text, current }) => ({ href, text, active: current })),
      }))}
    {frame.kind === 'trial' && <PhaseBanner tag="Trial">Every person in it is invented.</PhaseBanner>}
  </header>
)

const Person = ({ frame, person }: { frame: Frame; person: NonNullable<Frame['person']> }): VNode => (
  <div class="app-header__person">
    <span>
      {person.name} {person.role && <span class="app-header__role">{person.role}</span>}
    </span>
    {frame.sessionsHref && (
      <a class="app-header__link app-header__button" href={frame.sessionsHref}>
        Your devices
      </a>
    )}
    {frame.signOutHref && (
      <form class="app-header__out" action={frame.signOutHref} method="post">
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <button class="app-header__link app-header__button" type="submit">
          Sign out
        </button>
      </form>
    )}
  </div>
)

/** On every page about a child who is open through emergency access: until when, and a button that ends it. */
export const EmergencyBanner = ({
  frame,
  emergency,
}: {
  frame: Frame
  emergency: NonNullable<Frame['emergency']>
}): VNode => (
  <section class="app-emergency app-fold app-fold--small-screen" aria-label="Emergency access">
    <Details summary={`Emergency access until ${timeInWords(emergency.until)}`}>
      <WarningText>
        You are using emergency access until {timeInWords(emergency.until)}. Everything you open is written down, and
        somebody else looks at it tomorrow.
      </WarningText>
      <form action={emergency.endTo} method="post">
        <input type="hidden" name="_csrf" value={frame.csrf} />
        <input type="hidden" name="_form" value={randomUUID()} />
        <button class="govuk-button govuk-button--warning" type="submit">
          End it now
        </button>{' '}
        <a class="govuk-link" href={emergency.renewAt}>
          Renew it
        </a>
      </form>
    </Details>
  </section>
)

/** The foot of every page. GOV.UK's own carries the crown, so this is built from its parts. */
export const Footer = (): VNode => (
  <footer class="govuk-template__footer">
    <div class="govuk-footer app-footer">
      <div class="govuk-width-container">
        <h2 class="govuk-visually-hidden">Support links</h2>
        <ul class="govuk-footer__inline-list">
          <FooterLink href="/accessibility">Accessibility statement</FooterLink>
          <FooterLink href="/contact">Contact</FooterLink>
        </ul>
      </div>
    </div>
  </footer>
)

const FooterLink = ({ href, children }: { href: string; children: string }): VNode => (
  <li class="govuk-footer__inline-list-item">
    <a class="govuk-footer__link" href={href}>
      {children}
    </a>
  </li>
)
