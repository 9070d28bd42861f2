import { plural, shortDay } from '../../../design/formats.ts'
import { Button, Page, Pagination, SubNavigation, Table, Tag } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { urls } from '../urls.ts'
import { type Shows, shows, type WhereTheyStand } from './list.ts'

export interface WorkersView {
  readonly areaKey: string
  readonly show: Shows
  readonly calls: Readonly<Record<Shows, string>>
  readonly counts: Readonly<Record<Shows, number>>
  readonly page: number
  readonly pages: number
  readonly workers: readonly {
    readonly id: string
    readonly name: string
    readonly serviceName: string
    /** How many they have now, of how many at most. */
    readonly youngPeople: string
    readonly stands: WhereTheyStand | undefined
  }[]
  readonly overdue: number
  readonly canAdd: number
}

/** Who works for the services somebody manages: what runs out, what has, who is out of supervision (R38). */
export const WorkersPage = (view: WorkersView) => {
  const at = urls.workers({ area: view.areaKey })
  return (
    <Page title="Workers" wide>
      <h1 class="govuk-heading-l">Workers</h1>
      {view.overdue > 0 && (
        <p class="govuk-body">
          <a class="govuk-link govuk-!-font-weight-bold" href={urls.overdue({ area: view.areaKey })}>
            {plural(view.overdue, 'worker has', 'workers have')} not checked in
          </a>
        </p>
      )}
      <Button href={urls.addWorker({ area: view.areaKey })} secondary>
        {view.canAdd > 0 ? `Add a worker: ${plural(view.canAdd, 'person waits', 'people wait')}` : 'Add a worker'}
      </Button>
      <SubNavigation
        label="Which workers"
        items={(Object.keys(shows) as Shows[]).map(one => ({
          text: `${view.calls[one]} (${view.counts[one]})`,
          href: one === 'everybody' ? at : withQuery(at, { show: one }),
          current: one === view.show,
        }))}
      />
      {view.workers.length === 0 ? (
        <p class="govuk-body">{view.show === 'everybody' ? 'There are no workers yet.' : 'Nobody.'}</p>
      ) : (
        <Table
          caption={view.calls[view.show]}
          captionSize="m"
          head={['Name', 'Service', 'Young people', 'Training and checks', 'Next supervision']}
          rows={view.workers.map(worker => [
            <a class="govuk-link" href={urls.worker({ area: view.areaKey, worker: worker.id })}>
              {worker.name}
            </a>,
            worker.serviceName,
            worker.youngPeople,
            <Matters of={worker.stands} />,
            worker.stands ? <Supervision of={worker.stands} /> : '',
          ])}
        />
      )}
      <Pagination
        label="Workers"
        page={view.page}
        pages={view.pages}
        href={page => withQuery(at, { show: view.show === 'everybody' ? undefined : view.show, page: String(page) })}
      />
    </Page>
  )
}

const Matters = ({ of }: { of: WhereTheyStand | undefined }) => {
  if (!of) return <>The area’s file does not name this service any more</>
  const matters = of.requirements.filter(
    one =>
      one.standing === 'ran out' ||
      one.standing === 'runs out soon' ||
      (one.standing === 'missing' && one.requirement.beforeMatch === 'must'),
  )
  return (
    <>
      {of.away && <Tag colour="blue">Away</Tag>}
      {matters.length === 0 && !of.away && 'All in order'}
      {matters.length > 0 && (
        <ul class="govuk-list">
          {matters.map(one => (
            <li key={one.requirement.key}>
              {one.requirement.name}:{' '}
              {one.standing === 'missing'
                ? 'not there yet'
                : one.standing === 'ran out'
                  ? `ran out on ${shortDay(one.met?.expiresOn ?? '')}`
                  : `runs out on ${shortDay(one.met?.expiresOn ?? '')}`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const Supervision = ({ of }: { of: WhereTheyStand }) => (
  <>
    {shortDay(of.supervisionDueOn)} {of.supervisionLate && <Tag colour="red">Late</Tag>}
  </>
)
