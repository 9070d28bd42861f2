import type { VNode } from 'preact'
import { fromInWords } from '../../../design/formats.ts'
import { InsetText, Page, SummaryList, Telephone, Typed } from '../../../design/index.ts'
import { whenToRing } from '../../people/index.ts'
import type { MyYoungPerson } from '../queries.ts'
import { urls } from '../urls.ts'

/** Whom an adult asks: by name, with their number where there is one. */
export const whoManages = ({ manager }: Pick<MyYoungPerson, 'manager'>): string =>
  manager ?? 'whoever manages your service'

export const AskThem = ({ one }: { one: Pick<MyYoungPerson, 'manager' | 'managerPhone'> }) => (
  <>
    {whoManages(one)}
    {one.managerPhone && (
      <>
        , on <Telephone>{one.managerPhone}</Telephone>
      </>
    )}
  </>
)

/** When and how it is safe to ring or write: it stands before any number. */
export const beforeYouRing = (one: MyYoungPerson) => [
  {
    key: 'Before you ring',
    value: <Typed>{[...whenToRing(one), ...(one.safeWhen === null ? [] : [one.safeWhen])].join('\n')}</Typed>,
  },
  { key: 'Texts', value: one.neverText ? 'Never send a text' : 'A text is fine' },
  one.safeWord !== null && { key: 'A word you agreed', value: one.safeWord },
  one.safeContactNote !== null && { key: 'Good to know', value: <Typed>{one.safeContactNote}</Typed> },
  one.moreToKnow && {
    key: 'More to know',
    value: (
      <>
        Ask <AskThem one={one} /> before you ring
      </>
    ),
  },
]

/** Why there is no number now, and what to do. */
export function whyNotNow(one: MyYoungPerson): VNode {
  const them = <AskThem one={one} />
  switch (one.stands) {
    case 'now':
    case 'later':
      return (
        <>
          {one.nextAt ? `Not now. The next safe time is ${fromInWords(one.nextAt)}.` : 'Not now.'} If it cannot wait,
          ask {them}.
        </>
      )
    case 'never':
      return (
        <>
          Ask {them} how to reach {one.goesBy}.
        </>
      )
    case 'not asked':
      return <>Ask {them} to find out. Then the number is here.</>
    case 'no number':
      return <>We do not know a number that is safe yet. Ask {them}.</>
    case 'read first':
      return (
        <>
          The number is here once you have read what you need to know first. If there is nothing to read yet, ask {them}
          .
        </>
      )
    case 'paused':
      return (
        <>
          You do not ring {one.goesBy} for now. Ask {them}.
        </>
      )
  }
}

/** The number of one, with all that comes before it; nothing else is on this page. */
export const RingPage = ({
  areaKey,
  one,
  number,
}: {
  readonly areaKey: string
  readonly one: MyYoungPerson
  readonly number: string | null
}) => (
  <Page title="Before you ring" back={{ href: urls.mine({ area: areaKey }), text: 'My people' }}>
    <h1 class="govuk-heading-l">Before you ring {one.goesBy}</h1>
    {!one.paused && <SummaryList rows={beforeYouRing(one)} />}
    {number === null ? (
      <InsetText>{whyNotNow(one)}</InsetText>
    ) : (
      <>
        <p class="govuk-body-l">
          <Telephone>{number}</Telephone>
        </p>
        <p class="govuk-hint">That you looked is written down. Come back to this page each time before you ring.</p>
      </>
    )}
  </Page>
)
