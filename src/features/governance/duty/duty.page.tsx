import { momentInWords, sentence, shortDay } from '../../../design/formats.ts'
import {
  Button,
  Form,
  Page,
  Radios,
  SummaryList,
  Table,
  TextArea,
  TextInput,
  Typed,
  Unseen,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls as access } from '../../access/index.ts'
import { codeLists, codeName } from '../../areas/index.ts'
import { levelWords } from '../../assessments/index.ts'
import { AboutPage, type AboutView, type moveForm } from '../../people/index.ts'
import { urls } from '../urls.ts'
import type { dutyLookForm, nightNoteForm } from './duty.form.ts'
import type { ConcernLook, DutyLine, DutyLook, NightNote } from './duty.queries.ts'

export interface DutyView extends AboutView {
  readonly summary: readonly DutyLine[]
  readonly notes: readonly NightNote[]
  readonly looked: ConcernLook | undefined
}

/** What a night needs to know about somebody, and what it writes down for the morning. */
export const DutyPage = ({ view, filled }: { view: DutyView; filled: Filled<(typeof nightNoteForm)['fields']> }) => {
  const level = view.summary.find(line => line.what === 'level')
  const people = view.summary.filter(line => line.what !== 'level')
  return (
    <AboutPage view={view} title="For the duty team">
      <SummaryList
        rows={[
          {
            key: 'Risk assessment',
            value: level
              ? `${levelWords[level.kind] ?? level.kind}, ${shortDay(level.saidOn)}`
              : 'No risk assessment is completed',
          },
          {
            key: 'People around them who pose a risk',
            value:
              people.length === 0 ? (
                'None is written down'
              ) : (
                <ul class="govuk-list govuk-list--bullet">
                  {people.map(line => (
                    <li key={`${line.what} ${line.kind} ${line.certainty} ${line.timing}`}>{riskOf(line)}</li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      <Notes notes={view.notes} />
      <Looked looked={view.looked} />
      {view.notes.length > 0 && (
        <p class="govuk-body">
          Is one of these about another young person? Tell whoever holds the case: they can move it.
        </p>
      )}
      <h2 class="govuk-heading-m">Write something down for the morning</h2>
      <Form to={urls.duty({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
        <Radios field={filled.fields.kind} />
        <TextArea field={filled.fields.says} rows={6} />
        <Button>Save it</Button>
      </Form>
    </AboutPage>
  )
}

const riskOf = ({ what, kind, certainty, timing, saidOn }: DutyLine): string =>
  `${codeName(codeLists(), 'risk-kind', kind)}: ${certainty}, ${timing}. ${what === 'found' ? 'Found by the forum' : 'From the risk assessment'}, ${shortDay(saidOn)}`

/** @param move where a note that is about somebody else is moved, for those who may */
const Notes = ({ notes, move }: { notes: readonly NightNote[]; move?: (note: string) => string }) =>
  notes.length === 0 ? (
    <p class="govuk-body">The duty team has written nothing down about them.</p>
  ) : (
    <Table
      caption="What the duty team wrote down, newest first"
      captionSize="m"
      head={['When', 'Who', 'What']}
      rows={notes.map(note => [
        momentInWords(note.writtenAt),
        note.by,
        <>
          {note.kind === 'concern' && <strong>Concern</strong>}
          <Typed>{note.says}</Typed>
          {move && (
            <a class="govuk-link" href={move(note.id)}>
              This is about another young person<Unseen> (note of {momentInWords(note.writtenAt)})</Unseen>
            </a>
          )}
        </>,
      ])}
    />
  )

/** Whether anybody looked at what worried the duty team. */
const Looked = ({ looked }: { looked: ConcernLook | undefined }) =>
  looked ? (
    <p class="govuk-body">
      {looked.at
        ? `${looked.by ?? 'Somebody'} looked at the concerns: ${momentInWords(looked.at)}.`
        : 'Nobody has looked at the newest concern yet.'}
    </p>
  ) : null

export interface NightNotesView extends AboutView {
  readonly notes: readonly NightNote[]
  readonly looked: ConcernLook | undefined
  /** They may say that they have looked at a concern. */
  readonly mayAnswer: boolean
  readonly mayMove: boolean
}

export const NightNotesPage = (view: NightNotesView) => (
  <AboutPage view={view} title="Notes of the night" wide>
    <Notes
      notes={view.notes}
      {...(view.mayMove
        ? { move: note => urls.moveNote({ area: view.areaKey, youngPerson: view.youngPerson.id, note }) }
        : {})}
    />
    <Looked looked={view.looked} />
    {view.mayAnswer && view.looked && !view.looked.at && (
      <Form to={urls.concernSeen({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
        <Button secondary>I have looked at the concerns</Button>
      </Form>
    )}
  </AboutPage>
)

export interface MoveNoteView extends AboutView {
  readonly note: NightNote
}

/** A note of the night that is about somebody else. */
export const MoveNotePage = ({
  view,
  filled: { fields },
}: {
  view: MoveNoteView
  filled: Filled<(typeof moveForm)['fields']>
}) => (
  <AboutPage view={view} title="This note is about another young person">
    <p class="govuk-body">
      It moves to the other record and is hidden here. Everybody who opened this record meanwhile is listed, so that you
      can tell them.
    </p>
    <Typed>{view.note.says}</Typed>
    <Form to={urls.moveNote({ area: view.areaKey, youngPerson: view.youngPerson.id, note: view.note.id })}>
      <TextInput field={fields.reference} width={20} spellcheck={false} />
      <TextArea field={fields.reason} rows={4} />
      <Button danger>Move it</Button>
    </Form>
  </AboutPage>
)

export interface DutyLooksView {
  readonly areaKey: string
  readonly areaName: string
  readonly looks: readonly DutyLook[]
}

export const DutyLooksPage = ({ areaKey, areaName, looks }: DutyLooksView) => (
  <Page
    title="What the duty team opened"
    wide
    back={{ href: access.governance({ area: areaKey }), text: 'Information governance' }}
  >
    <h1 class="govuk-heading-l">What the duty team opened in {areaName}</h1>
    <p class="govuk-body">
      Some of what was opened yesterday is picked by chance. Ask whoever opened it whether there was a reason.
    </p>
    {looks.length === 0 ? (
      <p class="govuk-body">Nothing waits to be asked about.</p>
    ) : (
      <Table
        caption="Oldest first"
        head={['Day', 'Who', 'Whose record', 'What they opened', { text: 'Answer', unseen: true }]}
        rows={looks.map(look => [
          shortDay(look.onDay),
          `${look.name}, ${look.title}`,
          look.reference,
          look.opened.length,
          <a class="govuk-link" href={urls.dutyLook({ area: areaKey, look: look.id })}>
            Say if there was a reason<Unseen> to open {look.reference}</Unseen>
          </a>,
        ])}
      />
    )}
  </Page>
)

export const DutyLookPage = ({
  areaKey,
  look,
  filled,
}: {
  areaKey: string
  look: DutyLook
  filled: Filled<(typeof dutyLookForm)['fields']>
}) => (
  <Page
    title="Was there a reason?"
    back={{ href: urls.dutyLooks({ area: areaKey }), text: 'What the duty team opened' }}
  >
    <h1 class="govuk-heading-l">Was there a reason?</h1>
    <SummaryList
      rows={[
        { key: 'Who', value: `${look.name}, ${look.title}` },
        { key: 'Whose record', value: look.reference },
      ]}
    />
    <Table
      caption="What they opened"
      head={['When', 'What']}
      rows={look.opened.map(event => [momentInWords(new Date(event.at)), sentence(event.act)])}
    />
    {look.answeredAt ? (
      <p class="govuk-body">This was answered on {momentInWords(look.answeredAt)}.</p>
    ) : (
      <Form to={urls.dutyLook({ area: areaKey, look: look.id })}>
        <Radios field={filled.fields.answer} inline />
        <TextArea field={filled.fields.note} rows={5} />
        <Button>Save the answer</Button>
      </Form>
    )}
  </Page>
)
