import { dayInWords, plural, sentence, shortDay, waiting as waitingFor } from '../../../design/formats.ts'
import { Button, Page, Pagination, Table, Tag, Unseen } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { KnowThem } from '../../people/index.ts'
import type { AgendaItem, MeetingLine, Waiting } from '../agenda-queries.ts'
import { holderOf, nameOf } from '../child.tsx'
import { standing, standingWords } from '../discussion.ts'
import { urls } from '../urls.ts'

export interface ForumView {
  readonly areaKey: string
  readonly forumName: string
  readonly longName: string
  readonly howOften: string
  readonly now: Date
  readonly page: number
  readonly runs: boolean
  /** Only for those who run the forum, and on no screen that stays open in a room with others. */
  readonly waiting: readonly Waiting[] | null
  readonly more: boolean
  readonly meetings: readonly MeetingLine[]
  /** Discussions the reader's own agency is invited to. */
  readonly invited: readonly AgendaItem[] | null
}

export const ForumPage = (view: ForumView) => (
  <Page title="The forum" wide>
    <h1 class="govuk-heading-l">{view.longName}</h1>
    <p class="govuk-body">{view.howOften}.</p>
    {view.invited && <Invited view={view} items={view.invited} />}
    <Meetings view={view} />
    {view.waiting && <WhoWaits view={view} waiting={view.waiting} />}
  </Page>
)

const Invited = ({ view, items }: { view: ForumView; items: readonly AgendaItem[] }) => (
  <>
    <h2 class="govuk-heading-m">Your agency is invited</h2>
    {items.length === 0 ? (
      <p class="govuk-body">There is no discussion that your agency is invited to now.</p>
    ) : (
      <Table
        caption="Discussions your agency is invited to"
        captionUnseen
        head={['Young person', 'Discussed on', 'Where it stands']}
        rows={items.map(item => [
          <a
            key={item.discussion}
            class="govuk-link"
            href={urls.papers({ area: view.areaKey, youngPerson: item.id, discussion: item.discussion })}
          >
            {nameOf(item)}
          </a>,
          shortDay(item.heldOn),
          standingWords[standing(item)],
        ])}
      />
    )}
  </>
)

const Meetings = ({ view }: { view: ForumView }) => (
  <>
    <h2 class="govuk-heading-m">Meetings</h2>
    {view.meetings.length === 0 ? (
      <p class="govuk-body">No meeting is put in yet.</p>
    ) : (
      <Table
        caption="Meetings"
        captionUnseen
        head={['Day', 'Time', 'Young people', 'Where it stands']}
        rows={view.meetings.map(m => [
          view.runs ? (
            <a key={m.id} class="govuk-link" href={urls.meeting({ area: view.areaKey, meeting: m.id })}>
              {dayInWords(m.heldOn)}
            </a>
          ) : (
            dayInWords(m.heldOn)
          ),
          m.startsAt ?? 'Not set',
          view.runs ? plural(m.items, 'young person', 'young people') : '',
          m.closedAt ? 'Closed' : 'Open',
        ])}
      />
    )}
    {view.waiting && (
      <Button secondary href={urls.newMeeting({ area: view.areaKey })}>
        Put a meeting in
      </Button>
    )}
  </>
)

const WhoWaits = ({ view, waiting }: { view: ForumView; waiting: readonly Waiting[] }) => (
  <>
    <h2 class="govuk-heading-m" id="waiting">
      Who is waiting
    </h2>
    {waiting.length === 0 ? (
      <p class="govuk-body">Nobody is waiting for the forum.</p>
    ) : (
      <>
        <p class="govuk-body">Whoever has waited longest comes first.</p>
        <Table
          caption="Young people waiting for a discussion"
          captionUnseen
          head={['Young person', 'Waiting', 'Case-holder', 'Discussion', { text: 'Before you open', unseen: true }]}
          rows={waiting.map(y => [
            nameOf(y),
            sentence(waitingFor(y.since, view.now)),
            holderOf(y),
            y.listedFor && y.listedAs ? (
              <a
                key={y.id}
                class="govuk-link"
                href={urls.discussion({ area: view.areaKey, youngPerson: y.id, discussion: y.listedAs })}
              >
                {shortDay(y.listedFor)}
                <Unseen> for {nameOf(y)}</Unseen>
              </a>
            ) : (
              <>
                <Tag colour={y.urgent ? 'red' : 'yellow'}>{y.urgent ? 'Strategy discussion asked' : 'Not listed'}</Tag>{' '}
                <a class="govuk-link" href={urls.newDiscussion({ area: view.areaKey, youngPerson: y.id })}>
                  List<Unseen> {nameOf(y)}</Unseen>
                </a>
              </>
            ),
            <KnowThem area={view.areaKey} youngPerson={y.id} called={nameOf(y)} />,
          ])}
        />
        <Pagination
          page={view.page}
          more={view.more}
          label="Young people waiting"
          href={page => `${withQuery(urls.forum({ area: view.areaKey }), { page: String(page) })}#waiting`}
        />
      </>
    )}
  </>
)
