import { dayInWords } from '../../../design/formats.ts'
import { InsetText, WarningText } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import { WhoThisIs } from '../../../design/who-this-is.tsx'
import type { Holding } from '../queries.ts'
import { called, shown } from '../shown.tsx'
import { isStatus, statusWords, whatStops } from '../status.ts'
import { urls } from '../urls.ts'
import { AroundThem } from './around-them.tsx'
import { CaseHolderPart, HolderHistory, KnownPart, LinkedPart, TimePart } from './who-is-around.tsx'
import { AboutThem, CircumstancesPart, SafeContact } from './who-they-are.tsx'
import type { Circumstances, Identity, Known, Linked } from './young-person-queries.ts'

export interface YoungPersonView {
  readonly areaKey: string
  readonly today: string
  readonly youngPerson: Identity & {
    /** What the reader may do with them. */
    readonly acts: ReadonlySet<string>
  }
  readonly holdings: readonly Holding[]
  readonly circumstances: Circumstances | null
  readonly known: Known
  readonly linked: readonly Linked[]
}

export const YoungPersonPage = (view: YoungPersonView) => {
  const { areaKey, today, youngPerson: y, circumstances } = view
  const key = { area: areaKey, youngPerson: y.id }
  return (
    <Page title="A young person’s record" back={{ href: urls.list({ area: areaKey }), text: 'Young people' }}>
      <WhoThisIs youngPerson={shown(y, areaKey, today)} />
      <h1 class="govuk-heading-l">{called(y)}’s record</h1>
      <Standing view={view} />
      <CaseHolderPart view={view} />
      <AroundThem around={view.known.around} />
      {circumstances && <SafeContact of={circumstances} mayChange={y.acts.has('change circumstances')} at={key} />}
      <AboutThem of={y} mayChange={y.acts.has('change identity')} at={key} />
      {circumstances && (
        <CircumstancesPart of={circumstances} mayChange={y.acts.has('change circumstances')} at={key} />
      )}
      {y.acts.has('read S2') && <TimePart view={view} />}
      <KnownPart view={view} />
      {y.acts.has('read S5') && <LinkedPart view={view} />}
      <HolderHistory holdings={view.holdings} />
      <MoreAbout view={view} />
    </Page>
  )
}

/** What must be known before anything else is read. */
const Standing = ({ view: { areaKey, youngPerson: y } }: { view: YoungPersonView }) => {
  const key = { area: areaKey, youngPerson: y.id }
  const stops = isStatus(y.status) ? whatStops(y.status) : undefined
  return (
    <>
      {isStatus(y.status) && y.status !== 'none' && (
        <WarningText>
          {statusWords[y.status].tag}
          {y.statusSince ? ` since ${dayInWords(y.statusSince)}` : ''}. {stops}
        </WarningText>
      )}
      {y.mergedInto && (
        <InsetText>
          This record was merged into{' '}
          <a class="govuk-link" href={urls.youngPerson({ area: areaKey, youngPerson: y.mergedInto })}>
            another record of the same young person
          </a>
          . Nothing more is written here.
        </InsetText>
      )}
      {y.handOver && (
        <InsetText>
          <p class="govuk-body">
            {y.handOver.person ?? y.handOver.team} {y.handOver.person ? 'is' : 'are'} asked to take over by{' '}
            {dayInWords(y.handOver.dueOn)}.
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href={y.acts.has('accept a hand-over') ? urls.answer(key) : urls.caseHolder(key)}>
              {y.acts.has('accept a hand-over') ? 'Accept, or say why not' : 'See who was asked'}
            </a>
          </p>
        </InsetText>
      )}
    </>
  )
}

/** The acts that are not a change of one fact, and the record's own history. */
const MoreAbout = ({ view: { areaKey, youngPerson: y } }: { view: YoungPersonView }) => {
  const key = { area: areaKey, youngPerson: y.id }
  const links = [
    y.acts.has('change status') && {
      href: urls.status(key),
      text: 'Missing, in hospital, in custody: change the status',
    },
    y.acts.has('tell of a death') &&
      y.status === 'died' && { href: urls.tellOfDeath(key), text: 'Who was told of the death' },
    y.acts.has('unlock a record') &&
      y.status === 'died' && { href: urls.unlock(key), text: 'This was a mistake: open the record again' },
    y.acts.has('read S2') && { href: urls.history(key), text: 'History of this record' },
    y.acts.has('see who can see') && { href: urls.who(key), text: 'Who can see this, and who has' },
    y.acts.has('move an entry') && { href: urls.wrongChild(key), text: 'Something here is about another young person' },
    y.acts.has('merge records') &&
      !y.mergedInto && { href: urls.merge(key), text: 'They have another record: merge the two' },
    y.acts.has('merge records') &&
      y.mergedInto && { href: urls.unmerge(key), text: 'They are two young people after all' },
  ].filter(link => typeof link === 'object' && link !== null)
  if (links.length === 0 && y.mergedFrom.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">More</h2>
      <ul class="govuk-list">
        {links.map(link => (
          <li key={link.href}>
            <a class="govuk-link" href={link.href}>
              {link.text}
            </a>
          </li>
        ))}
        {y.mergedFrom.map(from => (
          <li key={from.id}>
            <a class="govuk-link" href={urls.youngPerson({ area: areaKey, youngPerson: from.id })}>
              A record merged into this one on {dayInWords(from.at)}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
