import { list, shortDay, weekdayInWords } from '../../../design/formats.ts'
import { Button, ButtonGroup, Form, Page, SummaryList, Table, Tag, type TagColour } from '../../../design/index.ts'
import type { AgendaItem, Meeting } from '../agenda-queries.ts'
import { holderOf, nameOf } from '../child.tsx'
import { dayHasCome, type Standing, standing, standingWords } from '../discussion.ts'
import { urls } from '../urls.ts'

export interface MeetingView {
  readonly areaKey: string
  readonly today: string
  readonly forumName: string
  readonly meeting: Meeting
  readonly items: readonly AgendaItem[]
  /** Discussed outside a meeting since the one before. */
  readonly noted: readonly AgendaItem[]
  readonly kindNames: Readonly<Record<AgendaItem['kind'], string>>
  readonly agencies: readonly { readonly name: string; readonly attendance: string | null }[]
  readonly inMeetingMode: boolean
}

const colours: Readonly<Record<Standing, TagColour>> = {
  'to prepare': 'yellow',
  'papers ready': 'blue',
  'minutes to confirm': 'purple',
  done: 'green',
  'taken off': 'grey',
}

export const MeetingPage = (view: MeetingView) => {
  const { areaKey, meeting, items } = view
  const at = { area: areaKey, meeting: meeting.id }
  const toFreeze = items.filter(i => standing(i) === 'to prepare').length
  return (
    <Page title="A meeting of the forum" back={{ href: urls.forum({ area: areaKey }), text: 'The forum' }} wide>
      <h1 class="govuk-heading-l">
        {view.forumName}, {weekdayInWords(meeting.heldOn)}
      </h1>
      <SummaryList
        rows={[
          {
            key: 'Time and place',
            value: [meeting.startsAt, meeting.place].filter(Boolean).join(', ') || 'Not set yet',
          },
          { key: 'Chair', value: meeting.chair ?? 'Not set yet' },
          { key: 'Co-ordinator', value: meeting.coordinator ?? 'Not set yet' },
          { key: 'Who came', value: came(view) },
        ]}
      />
      {!meeting.closedAt && (
        <ButtonGroup>
          <Button href={urls.agenda(at)} secondary>
            Put young people on the agenda
          </Button>
          <Button href={urls.attendance(at)} secondary>
            Say who came
          </Button>
          <Button href={urls.editMeeting(at)} secondary>
            Change the meeting or the order
          </Button>
        </ButtonGroup>
      )}
      {!meeting.closedAt && toFreeze > 0 && (
        <Form to={urls.freezeAll(at)}>
          <Button secondary>Freeze the papers that are not frozen yet ({toFreeze})</Button>
        </Form>
      )}
      {!meeting.closedAt && !view.inMeetingMode && meeting.heldOn === view.today && (
        <Form to={urls.meetingMode(at)}>
          <Button secondary>Start meeting mode</Button>
        </Form>
      )}
      <h2 class="govuk-heading-m">Agenda</h2>
      {items.length === 0 ? (
        <p class="govuk-body">Nobody is on the agenda yet.</p>
      ) : (
        <Table
          caption="Agenda"
          captionUnseen
          head={['Young person', 'Case-holder', 'Where it stands', { text: 'What to do', unseen: true }]}
          rows={items.map((item, index) => row(view, item, index))}
        />
      )}
      {view.noted.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Urgent discussions since the last meeting, held or planned</h2>
          <Table
            caption="Urgent discussions and strategy meetings since the last meeting"
            captionUnseen
            head={['Young person', 'What', 'Day', 'Where it stands']}
            rows={view.noted.map(item => [
              link(areaKey, item),
              view.kindNames[item.kind],
              shortDay(item.heldOn),
              standingWords[standing(item)],
            ])}
          />
        </>
      )}
      {!meeting.closedAt && items.length > 0 && (
        <Form to={urls.close(at)}>
          <Button secondary>Close the meeting</Button>
        </Form>
      )}
    </Page>
  )
}

const link = (area: string, item: AgendaItem) => (
  <a class="govuk-link" href={urls.discussion({ area, youngPerson: item.id, discussion: item.discussion })}>
    {nameOf(item)}
  </a>
)

function row(view: MeetingView, item: AgendaItem, index: number) {
  const is = standing(item)
  const before = view.items[index - 1]
  const together = item.siblingGroup !== null && before?.siblingGroup === item.siblingGroup
  const to = { area: view.areaKey, youngPerson: item.id, discussion: item.discussion }
  return [
    <>
      {link(view.areaKey, item)}
      {together && <div class="govuk-body-s govuk-!-margin-bottom-0">Together with {before ? nameOf(before) : ''}</div>}
    </>,
    holderOf(item),
    <Tag key="standing" colour={colours[is]}>
      {standingWords[is]}
    </Tag>,
    is === 'minutes to confirm' || is === 'done' ? (
      <a key="minutes" class="govuk-link" href={urls.minutes(to)}>
        Minutes<span class="govuk-visually-hidden"> for {nameOf(item)}</span>
      </a>
    ) : dayHasCome(view.meeting.heldOn, view.today) ? (
      <a key="outcome" class="govuk-link govuk-!-display-none-print" href={urls.outcome(to)}>
        Record the outcome<span class="govuk-visually-hidden"> for {nameOf(item)}</span>
      </a>
    ) : (
      ''
    ),
  ]
}

function came({ agencies }: MeetingView): string {
  const by = (what: string) => agencies.filter(a => a.attendance === what).map(a => a.name)
  const there = by('there')
  const apologies = by('apologies')
  if (there.length + apologies.length === 0) return 'Not recorded yet'
  return [list(there), apologies.length > 0 ? `Apologies: ${list(apologies)}` : ''].filter(Boolean).join('. ')
}
