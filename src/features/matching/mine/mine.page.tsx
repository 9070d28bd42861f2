import { shortDay } from '../../../design/formats.ts'
import { Button, Form, Page, SummaryList, Typed, Unseen } from '../../../design/index.ts'
import type { MyYoungPerson } from '../queries.ts'
import { urls } from '../urls.ts'

export interface MineView {
  readonly areaKey: string
  readonly youngPeople: readonly MyYoungPerson[]
  /** Whether the screen is kept open for one of them; false for whoever works at a desk. */
  readonly together: 'now' | 'not now' | false
}

/** Those somebody is matched with, as a telephone may show them: no surname, no address, no word of risk (promises C). */
export const MyYoungPeoplePage = ({ areaKey, youngPeople, together }: MineView) => (
  <Page title="My people">
    <h1 class="govuk-heading-l">My people</h1>
    {youngPeople.length === 0 && <p class="govuk-body">Nobody yet.</p>}
    {youngPeople.map(one => (
      <section key={one.id}>
        <SummaryList
          card={{ title: one.goesBy, level: 2 }}
          rows={[
            { key: 'Before you ring', value: one.safeWhen ?? 'Ask the person who introduces you when it is all right' },
            { key: 'Texts', value: one.neverText ? 'Never send a text' : 'A text is fine' },
            one.safeWord !== null && { key: 'A word you agreed', value: one.safeWord },
            one.safeContactNote !== null && { key: 'Good to know', value: <Typed>{one.safeContactNote}</Typed> },
            one.safeNumber !== null && { key: 'Number', value: one.safeNumber },
            one.startedOn === null && { key: 'To start on', value: shortDay(one.plannedOn) },
            one.introducedOn === null
              ? { key: 'Who introduces you', value: one.introducedBy }
              : { key: 'Introduced on', value: shortDay(one.introducedOn) },
            one.introducedOn === null && { key: 'How', value: <Typed>{one.introductionHow}</Typed> },
          ]}
        />
        {together === 'not now' && (
          <Form to={urls.together({ area: areaKey, match: one.id })}>
            <p class="govuk-body">
              To fill something in with {one.goesBy}: the screen then stays on for longer, and opens nothing else until
              you sign in again.
            </p>
            <Button secondary>
              Fill in together<Unseen> with {one.goesBy}</Unseen>
            </Button>
          </Form>
        )}
      </section>
    ))}
  </Page>
)
