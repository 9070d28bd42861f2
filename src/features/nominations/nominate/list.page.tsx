import { shortDay } from '../../../design/formats.ts'
import { Button, Heading, Page, Table, Tag } from '../../../design/index.ts'
import { type ClosedService, ClosedServices } from '../../forum/index.ts'
import { Child, nameOf, type OfYoungPerson } from '../child.tsx'
import { standing, standings } from '../nomination.ts'
import type { Allocation } from '../panel-queries.ts'
import type { ListedNomination } from '../queries.ts'
import { urls } from '../urls.ts'
import { Strands } from './decision.tsx'
import { standingColours } from './status.page.tsx'

export interface ListView extends OfYoungPerson {
  readonly nominations: readonly ListedNomination[]
  readonly allocations: readonly Allocation[]
  /** What whoever reads them may do here. */
  readonly acts: ReadonlySet<string>
  /** Services that cannot take on safely what was found since. */
  readonly closed: readonly ClosedService[]
  /** Services whose workers the reader manages. */
  readonly manages: readonly (string | null)[]
}

/** The nominations and strands of a young person. */
export const ListPage = (view: ListView) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const accepted = view.nominations.find(n => n.decidedAs === 'accepted')
  return (
    <Page title="Nominations" wide>
      <Child {...view} />
      <Heading>Nominations and strands</Heading>
      <ClosedServices at={to} closed={view.closed} mayDecide={view.acts.has('decide about a closed service')} />
      <Strands
        allocations={view.allocations}
        end={view.acts.has('decide a nomination') ? id => urls.endStrand({ ...to, strand: id }) : undefined}
        match={a =>
          view.acts.has('match a worker') && view.manages.includes(a.serviceKey)
            ? urls.candidates({ ...to, strand: a.id })
            : undefined
        }
      />
      {view.acts.has('decide a nomination') && accepted && (
        <Button secondary href={urls.addStrand({ ...to, nomination: accepted.id })}>
          Add a strand
        </Button>
      )}
      {view.nominations.length > 0 ? (
        <Table
          caption="Nominations"
          captionSize="m"
          head={['Begun', 'Sent', 'Decided', 'How it stands']}
          rows={view.nominations.map(n => [
            <a class="govuk-link" href={urls.nomination({ ...to, nomination: n.id })}>
              {shortDay(n.startedAt)}
            </a>,
            n.submittedAt ? shortDay(n.submittedAt) : 'Not yet',
            n.decidedAt ? shortDay(n.decidedAt) : '–',
            <Tag colour={standingColours[standing(n)]}>{standings[standing(n)]}</Tag>,
          ])}
        />
      ) : (
        <p class="govuk-body">{nameOf(view.youngPerson)} has not been nominated.</p>
      )}
      {view.acts.has('nominate') && !view.nominations.some(n => n.withdrawnAt === null && n.decidedAs === null) && (
        <Button href={urls.start(to)}>Nominate {nameOf(view.youngPerson)}</Button>
      )}
    </Page>
  )
}
