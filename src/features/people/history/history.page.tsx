import { momentInWords, shortDay } from '../../../design/formats.ts'
import { Alert, Table, Timeline, Typed } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { inWords } from '../said.ts'
import { urls } from '../urls.ts'

export interface HistoryView extends AboutView {
  readonly changes: readonly {
    readonly id: string
    readonly field: string
    readonly was: string | null
    readonly became: string | null
    readonly why: string | null
    readonly at: Date
    readonly by: string
  }[]
  readonly more: boolean
}

/** What somebody could ring. */
const numbers = new Set(['phone', 'safe number', 'safe contact note'])

/** A value in words; a day as every page says days. */
const said = (field: string, value: string | null): string => {
  const words = inWords(field, value)
  return /^\d{4}-\d{2}-\d{2}$/.test(words) ? shortDay(words) : words
}

export const HistoryPage = (view: HistoryView) => (
  <AboutPage view={view} title="History of this record">
    {view.changes.length === 0 && <p class="govuk-body">Nothing that you may read has changed yet.</p>}
    {view.changes.some(change => numbers.has(change.field)) && (
      <Alert kind="warning" title="Do not ring a number from here">
        <p>
          It may be old, or not safe now.{' '}
          <a class="govuk-link" href={urls.youngPerson(keyOf(view))}>
            Look at the record first
          </a>
          : what is safe stands there.
        </p>
      </Alert>
    )}
    {view.changes.length > 0 && (
      <Timeline
        items={savesOf(view.changes).map(save => ({
          title: save.length === 1 ? 'One change' : `${save.length} changes`,
          by: save[0].by,
          at: save[0].at.toISOString(),
          shown: momentInWords(save[0].at),
          children: (
            <>
              {save[0].why && <Typed>{save[0].why}</Typed>}
              <Table
                caption={`Changes of ${momentInWords(save[0].at)}`}
                captionUnseen
                head={['What', 'Before', 'Since then']}
                rows={save.map(change => [
                  change.field.slice(0, 1).toUpperCase() + change.field.slice(1),
                  <Typed key="was">{said(change.field, change.was)}</Typed>,
                  <Typed key="became">{said(change.field, change.became)}</Typed>,
                ])}
              />
            </>
          ),
        }))}
      />
    )}
    {view.more && (
      <p class="govuk-body">
        <a class="govuk-link" href={withQuery(urls.history(keyOf(view)), { before: view.changes.at(-1)?.id })}>
          Earlier changes
        </a>
      </p>
    )}
  </AboutPage>
)

type Change = HistoryView['changes'][number]

/** Changes that were saved together: one moment, one person, one reason. */
function savesOf(changes: readonly Change[]): readonly (readonly [Change, ...Change[]])[] {
  const saves: [Change, ...Change[]][] = []
  for (const change of changes) {
    const last = saves.at(-1)
    const together =
      last && last[0].at.getTime() === change.at.getTime() && last[0].by === change.by && last[0].why === change.why
    if (together) last.push(change)
    else saves.push([change])
  }
  return saves
}
