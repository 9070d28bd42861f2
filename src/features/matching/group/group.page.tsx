import {
  Button,
  Checkboxes,
  Form,
  ManyChoices,
  Page,
  Pagination,
  SummaryList,
  Table,
  Tag,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { withQuery } from '../../../web/path.ts'
import { MeetingFields, whenInWords } from '../meeting/meeting.page.tsx'
import { urls } from '../urls.ts'
import type { groupForm } from './group.form.ts'
import type { Group, InGroup } from './group.queries.ts'

export interface GroupsView {
  readonly areaKey: string
  readonly today: string
  readonly groups: readonly Group[]
  readonly page: number
  readonly more: boolean
  readonly who: readonly InGroup[]
}

/** What several do together (R69): what is planned, and planning another. */
export const GroupsPage = ({
  view,
  filled: { fields },
}: {
  view: GroupsView
  filled: Filled<ReturnType<typeof groupForm>['fields']>
}) => (
  <Page title="Group activities">
    <h1 class="govuk-heading-l">Group activities</h1>
    {view.groups.length > 0 && (
      <Table
        caption="Planned, and over in the last four weeks"
        captionSize="m"
        head={['When', 'Where', { text: 'Young people', numeric: true }]}
        rows={view.groups.map(one => [
          <a class="govuk-link" href={urls.group({ area: view.areaKey, group: one.id })}>
            {whenInWords(one)}
          </a>,
          one.venue,
          one.many === 0 ? <Tag colour="grey">Called off</Tag> : String(one.many),
        ])}
      />
    )}
    <Pagination
      label="Group activities"
      page={view.page}
      more={view.more}
      href={page => withQuery(urls.groups({ area: view.areaKey }), { page: String(page) })}
    />
    <h2 class="govuk-heading-m">Plan one</h2>
    {view.who.length < 2 ? (
      <p class="govuk-body">It takes two young people who have met the adult at their side.</p>
    ) : (
      <Form to={urls.groups({ area: view.areaKey })}>
        <MeetingFields fields={fields} />
        <ManyChoices>
          <Checkboxes field={fields.who} />
        </ManyChoices>
        <Button>Plan it</Button>
      </Form>
    )}
  </Page>
)

/** Who is there, and calling it off. */
export const GroupPage = ({
  areaKey,
  group,
  now,
}: {
  readonly areaKey: string
  readonly now: Date
  readonly group: Omit<Group, 'many'> & { readonly all: readonly (InGroup & { readonly calledOffAt: Date | null })[] }
}) => {
  const on = group.all.some(one => one.calledOffAt === null)
  return (
    <Page title="A group activity" back={{ href: urls.groups({ area: areaKey }), text: 'Group activities' }}>
      <h1 class="govuk-heading-l">A group activity</h1>
      <SummaryList
        rows={[
          { key: 'When', value: whenInWords(group) },
          { key: 'Where', value: group.venue },
          !on && { key: 'How it stands', value: <Tag colour="grey">Called off</Tag> },
        ]}
      />
      <Table
        caption="Who is there"
        captionSize="m"
        head={['Young person', 'With', 'How it stands']}
        rows={group.all.map(one => [
          <a class="govuk-link" href={urls.meetings({ area: areaKey, youngPerson: one.youngPerson, match: one.match })}>
            {one.name}
          </a>,
          one.worker,
          one.calledOffAt ? 'Called off' : 'Planned',
        ])}
      />
      {on && group.endsAt > now && (
        <Form to={urls.callOffGroup({ area: areaKey, group: group.id })}>
          <Button secondary>Call it off for everybody</Button>
        </Form>
      )}
    </Page>
  )
}
