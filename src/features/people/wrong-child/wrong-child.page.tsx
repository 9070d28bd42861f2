import { dayInWords, list, sentence } from '../../../design/formats.ts'
import { Button, Form, InsetText, Table, TextArea, TextInput } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { urls } from '../urls.ts'
import type { Entry } from './entry.ts'
import type { moveForm } from './wrong-child.form.ts'
import type { Moved } from './wrong-child-queries.ts'

export interface WrongChildView extends AboutView {
  readonly entries: readonly Entry[]
  readonly moved: readonly Moved[]
}

export const WrongChildPage = (view: WrongChildView) => (
  <AboutPage view={view} title="Recorded against the wrong young person">
    {view.entries.length === 0 ? (
      <p class="govuk-body">Nothing else can be moved from this page.</p>
    ) : (
      <>
        <p class="govuk-body">Which of these is about somebody else?</p>
        <ul class="govuk-list govuk-list--bullet">
          {view.entries.map(entry => (
            <li key={entry.id}>
              <a class="govuk-link" href={urls.move({ ...keyOf(view), kindKey: entry.kind, entry: entry.id })}>
                {entry.says}, {dayInWords(entry.on)}
              </a>
            </li>
          ))}
        </ul>
      </>
    )}
    <p class="govuk-body">
      A link that was recorded on the other young person’s record is moved from there. What the record says of who they
      are, their home and what is happening around them is put right on its own page.
    </p>
    <p class="govuk-body">
      A risk assessment, a screening, a note of the night, an answer about taking part, wishes and who is kept apart are
      moved from their own page: choose “This is about another young person” there.
    </p>
    {view.moved.length > 0 && (
      <Table
        caption="Moved away from here"
        captionSize="m"
        head={['What', 'When and by whom', 'How it was noticed', 'Who had opened this record meanwhile']}
        rows={view.moved.map(move => [
          sentence(move.kind),
          `${dayInWords(move.movedAt)}, ${move.by}`,
          move.reason,
          list(move.seenBy.map(one => `${one.name} (${one.title})`)) || 'Nobody',
        ])}
      />
    )}
  </AboutPage>
)

export interface MoveView extends AboutView {
  readonly entry: Entry
}

export const MovePage = ({ view, filled }: { view: MoveView; filled: Filled<(typeof moveForm)['fields']> }) => (
  <MoveEntryPage
    view={{
      ...view,
      says: view.entry.says,
      on: view.entry.on,
      to: urls.move({ ...keyOf(view), kindKey: view.entry.kind, entry: view.entry.id }),
    }}
    filled={filled}
  />
)

/** Moving one entry, of whatever feature, to the young person it is about. */
export const MoveEntryPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & {
    readonly says: string
    readonly on?: Date | string
    readonly to: string
    /** What comes of it beside. */
    readonly means?: string
  }
  filled: Filled<(typeof moveForm)['fields']>
}) => (
  <AboutPage view={view} title="Move it to the right young person">
    <InsetText>
      {view.says}
      {view.on ? `, ${dayInWords(view.on)}` : ''}
    </InsetText>
    <p class="govuk-body">
      It moves to the other record and is hidden here. Everybody who opened this record meanwhile is listed, so that you
      can tell them.
    </p>
    {view.means && <p class="govuk-body">{view.means}</p>}
    <Form to={view.to}>
      <TextInput field={fields.reference} width={20} spellcheck={false} />
      <TextArea field={fields.reason} rows={4} />
      <Button>Move it</Button>
    </Form>
  </AboutPage>
)
