import { dayInWords, list, momentInWords } from '../../../design/formats.ts'
import { Button, Form, Page, SummaryList } from '../../../design/index.ts'
import type { AreaService } from '../../areas/index.ts'
import { type AboutChild, Child } from '../child.tsx'
import { Actions, FactsFound, type NamedOption, Options, Outcome, Views } from '../discussion/decided.tsx'
import type { Contribution, Decided, Discussion } from '../discussion-queries.ts'
import type { FactRow } from '../fact-queries.ts'
import { Contributions, type KindNames } from '../papers/parts.tsx'
import { urls } from '../urls.ts'

export interface MinutesView {
  readonly about: AboutChild
  readonly discussion: Discussion
  readonly kindName: string
  readonly contributions: readonly Contribution[]
  readonly decided: Decided
  readonly options: readonly NamedOption[]
  /** Found by this discussion; only core agencies and those who read the whole record get them. */
  readonly facts: readonly FactRow[]
  readonly services: readonly AreaService[]
  readonly kinds: KindNames
  readonly confirmedBy: string | null
  readonly mayConfirm: boolean
  readonly back: string
}

/** Minutes of one child's discussion, made to be printed: each agency gets its own part, because the policies decide. */
export const MinutesPage = (view: MinutesView) => {
  const { about, discussion: d } = view
  const at = { area: about.areaKey, youngPerson: about.youngPerson.id, discussion: d.id }
  const who = (what: string) => list(d.invited.filter(i => i.attendance === what).map(i => i.name)) || 'Nobody'
  return (
    <Page title="Minutes" back={{ href: view.back }} wide>
      <Child about={about} />
      <h1 class="govuk-heading-l">
        Minutes: {view.kindName}, {dayInWords(d.heldOn)}
      </h1>
      <SummaryList
        rows={[
          { key: 'Took part', value: who('there') },
          { key: 'Apologies', value: who('apologies') },
          { key: 'Not there', value: who('not there') },
          {
            key: 'Confirmed',
            value: d.minutesConfirmedAt
              ? `${view.confirmedBy ?? 'The chair'}, ${momentInWords(d.minutesConfirmedAt)}`
              : 'Not yet: the chair confirms them',
          },
        ]}
      />
      <h2 class="govuk-heading-m">Outcome</h2>
      <Outcome decided={view.decided} />
      <h2 class="govuk-heading-m">Options looked at</h2>
      <Options options={view.options} />
      {view.facts.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Found about people around them</h2>
          <FactsFound facts={view.facts} kinds={view.kinds} services={view.services} today={about.today} />
        </>
      )}
      <h2 class="govuk-heading-m">Actions</h2>
      <Actions actions={view.decided.actions} today={about.today} />
      <Views views={view.decided.views} />
      <h2 class="govuk-heading-m">What the agencies said</h2>
      <Contributions all={view.contributions} milestones={d} />
      {view.mayConfirm && d.outcomeAt && !d.minutesConfirmedAt && (
        <Form to={urls.confirm(at)}>
          <Button>Confirm the minutes</Button>
        </Form>
      )}
    </Page>
  )
}
