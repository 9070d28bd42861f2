import { momentInWords } from '../../../design/formats.ts'
import { Button, Form, InsetText, Radios, Select, SummaryList, Table, TextArea, Unseen } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { urls } from '../urls.ts'
import type { endWallForm, keepAwayForm } from './walls.form.ts'
import type { Wall } from './walls.queries.ts'
import { wallWords } from './walls.ts'

export interface WallsView extends AboutView {
  readonly walls: readonly Wall[]
  readonly people: readonly { readonly id: string; readonly name: string; readonly title: string }[]
}

/** Who is kept away from a record, and keeping somebody away. */
export const WallsPage = ({
  view,
  filled,
}: {
  view: WallsView
  filled: Filled<ReturnType<typeof keepAwayForm>['fields']>
}) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const now = view.walls.filter(wall => wall.untilAt === null)
  const before = view.walls.filter(wall => wall.untilAt !== null)
  return (
    <AboutPage view={view} title="Who is kept away" wide>
      {now.length === 0 ? (
        <p class="govuk-body">Nobody is kept away from this record.</p>
      ) : (
        <Table
          caption="Kept away now"
          captionSize="m"
          head={['Who', 'Why', 'Said by', 'Since', { text: 'What you can do', unseen: true }]}
          rows={now.map(wall => [
            `${wall.name}, ${wall.title}`,
            whyOf(wall),
            wall.saidBy,
            momentInWords(wall.fromAt),
            <a class="govuk-link" href={urls.endWall({ ...key, wall: wall.id })}>
              Let them in again<Unseen>: {wall.name}</Unseen>
            </a>,
          ])}
        />
      )}
      {before.length > 0 && (
        <Table
          caption="Kept away before"
          captionSize="m"
          head={['Who', 'Why', 'Said by', 'From', 'Until', 'Why it ended']}
          rows={before.map(wall => [
            `${wall.name}, ${wall.title}`,
            whyOf(wall),
            wall.saidBy,
            momentInWords(wall.fromAt),
            wall.untilAt ? momentInWords(wall.untilAt) : '',
            wall.endedBy ? `${wall.endedBy}: ${wall.endedReason}` : '',
          ])}
        />
      )}
      <h2 class="govuk-heading-m">Keep somebody away</h2>
      <InsetText>
        The record closes for them at once, and nothing opens it again but this page. They are not told why. If they
        hold this case, the team holds it until somebody else is named.
      </InsetText>
      <Form to={urls.keptAway(key)}>
        <Select field={filled.fields.person} blank="Choose somebody" />
        <Radios field={filled.fields.kind} />
        <TextArea field={filled.fields.reason} rows={3} />
        <Button danger>Keep them away</Button>
      </Form>
    </AboutPage>
  )
}

const whyOf = (wall: Wall): string => (wall.reason ? `${wallWords(wall.kind)}: ${wall.reason}` : wallWords(wall.kind))

export interface EndWallView extends AboutView {
  readonly wall: Wall
}

export const EndWallPage = ({
  view,
  filled,
}: {
  view: EndWallView
  filled: Filled<(typeof endWallForm)['fields']>
}) => (
  <AboutPage view={view} title="Let somebody in again">
    <SummaryList
      rows={[
        { key: 'Who', value: `${view.wall.name}, ${view.wall.title}` },
        { key: 'Why they are kept away', value: whyOf(view.wall) },
        { key: 'Said by', value: view.wall.saidBy },
      ]}
    />
    <Form to={urls.endWall({ area: view.areaKey, youngPerson: view.youngPerson.id, wall: view.wall.id })}>
      <TextArea field={filled.fields.reason} rows={3} />
      <Button danger>Let them in again</Button>
    </Form>
  </AboutPage>
)
