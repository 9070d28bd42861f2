import { list, momentInWords, sentence } from '../../../design/formats.ts'
import { Button, Form, Page, SummaryList, Table, TextArea, Typed, WarningText } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { withQuery } from '../../../web/path.ts'
import { urls as access } from '../../access/index.ts'
import { urls } from '../urls.ts'
import type { openForm } from './moved.form.ts'
import type { MovedEntry, SealedEntry } from './moved.queries.ts'

export interface MovedEntriesView {
  readonly areaKey: string
  readonly areaName: string
  readonly moved: readonly MovedEntry[]
  readonly more: boolean
}

const seenBy = (move: MovedEntry): string => list(move.seenBy.map(one => `${one.name} (${one.title})`)) || 'Nobody'

export const MovedEntriesPage = ({ areaKey, areaName, moved, more }: MovedEntriesView) => (
  <Page
    title="Recorded against the wrong young person"
    wide
    back={{ href: access.governance({ area: areaKey }), text: 'Information governance' }}
  >
    <h1 class="govuk-heading-l">Recorded against the wrong young person in {areaName}</h1>
    {moved.length === 0 ? (
      <p class="govuk-body">Nothing was moved.</p>
    ) : (
      <Table
        caption="Newest first"
        head={[
          'When and by whom',
          'What',
          'From',
          'To',
          'How it was noticed',
          'Who had opened the record meanwhile',
          { text: 'Open', unseen: true },
        ]}
        rows={moved.map(move => [
          `${momentInWords(move.movedAt)}, ${move.byName} (${move.byTitle})`,
          sentence(move.kind),
          move.reference,
          move.rightReference,
          <Typed key="reason">{move.reason}</Typed>,
          seenBy(move),
          <a key="open" class="govuk-link" href={urls.movedEntry({ area: areaKey, move: move.id })}>
            Open<span class="govuk-visually-hidden"> what was moved from {move.reference}</span>
          </a>,
        ])}
      />
    )}
    {more && (
      <p class="govuk-body">
        <a class="govuk-link" href={withQuery(urls.movedEntries({ area: areaKey }), { before: moved.at(-1)?.id })}>
          Earlier ones
        </a>
      </p>
    )}
  </Page>
)

export interface MovedEntryView {
  readonly areaKey: string
  readonly move: MovedEntry
  /** What it says, once they said why. */
  readonly sealed: SealedEntry | null
}

export const MovedEntryPage = ({
  areaKey,
  move,
  sealed,
  filled,
}: MovedEntryView & { filled: Filled<(typeof openForm)['fields']> }) => (
  <Page
    title="An entry that was moved"
    back={{ href: urls.movedEntries({ area: areaKey }), text: 'Recorded against the wrong young person' }}
  >
    <h1 class="govuk-heading-l">An entry that was moved</h1>
    <SummaryList
      rows={[
        { key: 'What', value: sentence(move.kind) },
        { key: 'Recorded', value: `${momentInWords(move.recordedAt)}, on ${move.reference}` },
        {
          key: 'Moved',
          value: `${momentInWords(move.movedAt)}, to ${move.rightReference}, by ${move.byName} (${move.byTitle})`,
        },
        { key: 'How it was noticed', value: <Typed>{move.reason}</Typed> },
        { key: 'Who had opened the record meanwhile', value: seenBy(move) },
      ]}
    />
    {sealed ? (
      <>
        {!sealed.sealed && <WarningText>The seal does not fit: this is not as it was recorded.</WarningText>}
        <SummaryList
          card={{ title: 'As it was sealed', level: 2 }}
          rows={Object.entries(sealed.original).flatMap(([name, value]) =>
            value === null ? [] : [{ key: sentence(name.replaceAll('_', ' ')), value: <Typed>{plain(value)}</Typed> }],
          )}
        />
      </>
    ) : (
      <Form to={urls.movedEntry({ area: areaKey, move: move.id })}>
        <TextArea field={filled.fields.why} rows={3} />
        <Button>Open it</Button>
      </Form>
    )}
  </Page>
)

/** A value as it was kept: words as they are, the rest laid out to be read. */
const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2))
