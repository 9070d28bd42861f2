import { Telephone } from './content.tsx'
import { WhatYouTyped } from './drafts.tsx'
import { Button } from './form.tsx'
import { momentInWords } from './formats.ts'
import { Page } from './page.tsx'

// Plain pages for the moments when something is not there, not allowed or not working.

/** The page that every council's numbers stand on. */
const WhomToRing = () => (
  <a class="govuk-link" href="/contact">
    See whom to ring
  </a>
)

/** Somebody to ring, and when they answer. */
interface Ring {
  readonly name: string
  readonly phone: string
  readonly hours: string
}

/** The same for what never existed and for what this person may not see. */
export const NotFoundPage = ({ typed }: { typed: readonly string[] }) => (
  <Page title="Page not found">
    <h1 class="govuk-heading-l">Page not found</h1>
    <p class="govuk-body">There is nothing here that you can open. Check the address, or go back to your home page.</p>
    <p class="govuk-body">
      Worried about a young person? <WhomToRing />, by day and by night. Ring 999 if somebody is in danger now.
    </p>
    <WhatYouTyped typed={typed} />
    <p class="govuk-body">
      <a class="govuk-link" href="/">
        Go to your home page
      </a>
    </p>
  </Page>
)

/** For whoever could open this until lately: not the same as never. */
export const ClosedPage = ({
  openedAt,
  closedAt,
  typed,
  ring,
}: {
  openedAt: Date
  /** Left out where it cannot be said. */
  closedAt: Date | null
  typed: readonly string[]
  /** Whom to ring about a child of this area, by day and when they are closed. */
  ring?: readonly Ring[] | undefined
}) => (
  <Page title="This was closed to you">
    <h1 class="govuk-heading-l">This was closed to you</h1>
    <p class="govuk-body">
      {closedAt
        ? `It was closed to you on ${momentInWords(closedAt)}.`
        : `You last opened it on ${momentInWords(openedAt)}.`}{' '}
      It has been passed on, it is not shared with you any more, or the time for it is over. If you still had something
      to do, somebody else is asked to do it now.
    </p>
    <p class="govuk-body">
      Worried about somebody?{' '}
      {ring ? (
        'Ring:'
      ) : (
        <>
          <WhomToRing />.
        </>
      )}
    </p>
    {ring && (
      <ul class="govuk-list govuk-list--bullet">
        {ring.map(({ name, phone, hours }) => (
          <li key={name}>
            {name}, <Telephone>{phone}</Telephone> ({hours})
          </li>
        ))}
      </ul>
    )}
    <p class="govuk-body">Ring 999 if somebody is in danger now.</p>
    <WhatYouTyped typed={typed} />
    <p class="govuk-body">
      <a class="govuk-link" href="/">
        Go to your home page
      </a>
    </p>
  </Page>
)

/** For whoever may not do this, or may no more: what they typed meanwhile comes back to be copied. */
export const NotAllowedPage = ({ typed }: { typed: readonly string[] }) => (
  <Page title="You cannot do this">
    <h1 class="govuk-heading-l">You cannot do this</h1>
    <p class="govuk-body">Your role does not include this. If you think it should, ask your administrator.</p>
    <WhatYouTyped typed={typed} />
    <p class="govuk-body">
      <a class="govuk-link" href="/">
        Go to your home page
      </a>
    </p>
  </Page>
)

export const RefusedPage = ({ text, back }: { text: string; back: string }) => (
  <Page title="That did not happen" errors={[{ text, href: '#main-content' }]}>
    <h1 class="govuk-heading-l">That did not happen</h1>
    <p class="govuk-body">{text}</p>
    <p class="govuk-body">
      <a class="govuk-link" href={back}>
        Go back
      </a>
    </p>
  </Page>
)

/** `sent`: somebody was sending something, which we have not looked at. */
export const OverloadedPage = ({ sent }: { sent: boolean }) => (
  <Page title="Please try again in a moment">
    <h1 class="govuk-heading-l">Please try again in a moment</h1>
    <p class="govuk-body">Too much is going on at once, or the system is starting again. Nothing you saved is lost.</p>
    {sent && (
      <p class="govuk-body">
        Were you sending something? Wait a moment, then load this page again. Your browser sends it once more, and it is
        only done once.
      </p>
    )}
  </Page>
)

/** Why something that was sent comes back in the page: see `NotDone` of the kit. */
const notDone = {
  busy: {
    title: 'Please try again in a moment',
    says: [
      'Too much is going on at once, or the system is starting again.',
      'What you typed is still here, in this page. Wait a moment, then send it again. It is only done once.',
    ],
  },
  'not them': {
    title: 'This was not sent',
    says: [
      'Whoever wrote this is not signed in here now. Nothing was sent, and nothing is lost: what was typed is still here, in this page. Only they can open it.',
      'Did you write it? Sign in in a new tab. Then come back to this page and press the button. You can read it again before it is sent.',
    ],
  },
  'signed in anew': {
    title: 'This was not sent yet',
    says: [
      'You have signed in again since you opened that page. Nothing was sent yet. What you typed is still here, in this page.',
    ],
  },
} as const

/** Carries what was sent, unseen, so that one button sends it again. */
export const SendAgainPage = ({
  why,
  to,
  fields,
}: {
  why: keyof typeof notDone
  to: string
  fields: readonly (readonly [name: string, value: string])[]
}) => (
  <Page title={notDone[why].title}>
    <h1 class="govuk-heading-l">{notDone[why].title}</h1>
    {notDone[why].says.map(line => (
      <p key={line} class="govuk-body">
        {line}
      </p>
    ))}
    {why === 'not them' && (
      <p class="govuk-body">
        <a class="govuk-link" href="/sign-in" target="_blank" rel="noopener">
          Sign in (opens in a new tab)
        </a>
      </p>
    )}
    <form action={to} method="post" novalidate>
      {fields.map(([name, value], at) => (
        <input key={at} type="hidden" name={name} value={value} />
      ))}
      <Button>Send it again</Button>
    </form>
  </Page>
)

export const TooLargePage = () => (
  <Page title="That is too much at once">
    <h1 class="govuk-heading-l">That is too much at once</h1>
    <p class="govuk-body">What you sent is larger than any of our pages can take. Nothing of it was saved.</p>
    <p class="govuk-body">Go back in your browser, make it shorter, and send it again.</p>
  </Page>
)

/** What came was not a form of ours: a broken program between, or somebody trying things out. */
export const NotUnderstoodPage = () => (
  <Page title="We could not read that">
    <h1 class="govuk-heading-l">We could not read that</h1>
    <p class="govuk-body">What your browser sent is not something our pages send. Nothing was changed.</p>
    <p class="govuk-body">
      Go back, load the page again, and try once more. If it happens again, tell your administrator.
    </p>
  </Page>
)

export const WrongPage = ({ reference }: { reference: string }) => (
  <Page title="Something went wrong">
    <h1 class="govuk-heading-l">Something went wrong</h1>
    <p class="govuk-body">It is our fault, not yours. What you saved before is safe.</p>
    <p class="govuk-body">If it happens again, tell your administrator this reference: {reference}</p>
  </Page>
)
