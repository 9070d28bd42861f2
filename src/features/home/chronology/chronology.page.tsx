import type { ComponentChildren, VNode } from 'preact'
import { dayOf, shortDay } from '../../../design/formats.ts'
import { Page, Pagination, Table, WhoThisIs } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { areas, codeLists, codeName } from '../../areas/index.ts'
import { urls as assessments } from '../../assessments/index.ts'
import { urls as consent } from '../../consent/index.ts'
import { factAnswers, urls as forum } from '../../forum/index.ts'
import { urls as governance } from '../../governance/index.ts'
import { urls as matching } from '../../matching/index.ts'
import { urls as nominations } from '../../nominations/index.ts'
import { urls as people, shown, type YoungPersonHeader } from '../../people/index.ts'
import { urls } from '../urls.ts'
import type { Entry } from './chronology.queries.ts'
import { type Kind, kinds, kindsFor } from './chronology.ts'
import { says, type Words } from './says.tsx'

export interface ChronologyView {
  readonly areaKey: string
  readonly today: string
  readonly youngPerson: YoungPersonHeader
  /** What the reader may do about them: an entry leads to its page where they may open it. */
  readonly acts: ReadonlySet<string>
  readonly kind: Kind | undefined
  readonly oldestFirst: boolean
  readonly page: number
  readonly more: boolean
  readonly entries: readonly Entry[]
}

export const ChronologyPage = (view: ChronologyView): VNode => {
  const { areaKey, today, youngPerson: y, entries, page, more } = view
  return (
    <Page
      title="Chronology"
      back={{ href: people.youngPerson({ area: areaKey, youngPerson: y.id }), text: 'The record' }}
      wide
    >
      <WhoThisIs youngPerson={shown(y, areaKey, today)} />
      <h1 class="govuk-heading-l">What happened, {view.oldestFirst ? 'oldest' : 'newest'} first</h1>
      <Choices view={view} />
      {entries.length === 0 ? (
        <p class="govuk-body">There is nothing here that you can see.</p>
      ) : (
        <div class="app-chronology">
          <Table
            caption={`What happened, as far as you can see it, on ${shortDay(today)}`}
            head={['When', 'What happened']}
            rows={entries.map(entry => [
              <When entry={entry} key="when" />,
              <What entry={entry} areaKey={areaKey} youngPerson={y.id} acts={view.acts} key="what" />,
            ])}
          />
        </div>
      )}
      <Pagination page={page} more={more} label="Chronology" href={n => address(view, { page: String(n) })} />
    </Page>
  )
}

/** The address of this page with something chosen otherwise. */
function address(view: ChronologyView, change: Readonly<Record<string, string | undefined>>): string {
  const now = { kind: view.kind, order: view.oldestFirst ? 'oldest' : undefined }
  return withQuery(urls.chronology({ area: view.areaKey, youngPerson: view.youngPerson.id }), { ...now, ...change })
}

const Choices = ({ view }: { view: ChronologyView }): VNode => (
  <nav class="app-choices" aria-label="What is shown">
    <Parts view={view} />
    <p class="govuk-body">
      Order:{' '}
      <Choice href={address(view, { order: undefined })} chosen={!view.oldestFirst}>
        newest first
      </Choice>
      {' | '}
      <Choice href={address(view, { order: 'oldest' })} chosen={view.oldestFirst}>
        oldest first
      </Choice>
    </p>
  </nav>
)

/** Only the parts that can hold something for whoever reads, and none where there is only one. */
const Parts = ({ view }: { view: ChronologyView }): VNode | null => {
  const parts = kindsFor(view.acts)
  if (parts.length < 2) return null
  return (
    <p class="govuk-body">
      Show:{' '}
      <Choice href={address(view, { kind: undefined })} chosen={view.kind === undefined}>
        everything
      </Choice>
      {parts.map(kind => (
        <span key={kind}>
          {' | '}
          <Choice href={address(view, { kind })} chosen={view.kind === kind}>
            {kinds[kind].toLowerCase()}
          </Choice>
        </span>
      ))}
    </p>
  )
}

const Choice = ({ href, chosen, children }: { href: string; chosen: boolean; children: ComponentChildren }): VNode =>
  chosen ? (
    <strong aria-current="true">{children}</strong>
  ) : (
    <a class="govuk-link" href={href}>
      {children}
    </a>
  )

/** The day it happened, and where that was another day, when it was written down. */
const When = ({ entry }: { entry: Entry }): VNode => (
  <>
    <time dateTime={entry.on}>{shortDay(entry.on)}</time>
    {dayOf(entry.recordedAt) !== entry.on && (
      <span class="app-chronology__aside">recorded {shortDay(entry.recordedAt)}</span>
    )}
  </>
)

interface WhatProps {
  readonly entry: Entry
  readonly areaKey: string
  readonly youngPerson: string
  readonly acts: ReadonlySet<string>
}

const What = ({ entry, areaKey, youngPerson, acts }: WhatProps): VNode => {
  const text = says(entry, wordsOf(areaKey))
  const href = sourceOf(entry, areaKey, youngPerson, acts)
  return (
    <>
      {href ? (
        <a class="govuk-link" href={href}>
          {text}
        </a>
      ) : (
        text
      )}{' '}
      <span class="app-chronology__aside">
        {entry.by ? `by ${entry.by}` : 'by the clock'}
        {entry.by && (
          <span class="app-chronology__more">
            {[entry.title, entry.agency].flatMap(more => (more ? [`, ${more}`] : [])).join('')}
          </span>
        )}
      </span>
    </>
  )
}

const wordsOf = (areaKey: string): Words => ({
  exploitation: code => codeName(codeLists(), 'exploitation-type', code),
  risk: code => codeName(codeLists(), 'risk-kind', code),
  sure: (certainty, timing) => (factAnswers as Readonly<Record<string, string>>)[`${certainty}-${timing}`] ?? certainty,
  discussion: kind => {
    const names: Readonly<Record<string, { readonly name: string }>> =
      areas().byKey.get(areaKey)?.forum.discussions ?? {}
    return names[kind]?.name ?? 'Discussion'
  },
})

/** The page an entry is from. */
function sourceOf(
  { kind, what, ref }: Entry,
  area: string,
  youngPerson: string,
  acts: ReadonlySet<string>,
): string | undefined {
  const key = { area, youngPerson }
  if (ref === null || what === 'recorded') return undefined
  switch (kind) {
    case 'case':
      return people.caseHolder(key)
    case 'life':
      if (what === 'status') return acts.has('change status') ? people.status(key) : undefined
      if (what !== 'night') return acts.has('record what is known') ? people.exploitation(key) : undefined
      if (acts.has('read S4')) return governance.nightNotes(key)
      return acts.has('write a night note') ? governance.duty(key) : undefined
    case 'assessment':
      if (what !== 'screened') return assessments.assessment({ ...key, assessment: ref })
      return acts.has('read screenings') ? assessments.screening({ ...key, screening: ref }) : undefined
    case 'forum':
      // Who was there for their agency reads that it was, and the papers at the meeting.
      return acts.has('read S4') ? forum.discussion({ ...key, discussion: ref }) : undefined
    case 'nomination':
      if (what === 'taking part answered') return acts.has('read S3') ? consent.consent(key) : undefined
      if (what.startsWith('match')) return acts.has('read S3') ? matching.matches(key) : undefined
      return nominations.nomination({ ...key, nomination: ref })
  }
}
