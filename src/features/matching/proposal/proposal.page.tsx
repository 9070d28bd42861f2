import { plural, shortDay } from '../../../design/formats.ts'
import { Details, Page, Pagination, SubNavigation, Table, Unseen, WarningText } from '../../../design/index.ts'
import type { Day } from '../../../platform/working-days.ts'
import { withQuery } from '../../../web/path.ts'
import { urls as people } from '../../people/index.ts'
import { type Contribution, type HardReason, hardReasons, points, type Weights } from '../fit.ts'
import { urls } from '../urls.ts'
import {
  type Changes,
  type Child,
  changesTo,
  fitOfPair,
  type Without,
  type World,
  whyWithout,
  withoutInWords,
} from './proposal.ts'

interface Named {
  readonly key: string
  readonly name: string
}

export interface ProposalView {
  readonly areaKey: string
  readonly today: Day
  /** Services that the reader matches for. */
  readonly services: readonly Named[]
  readonly service: Named
  readonly world: World
  readonly changes: Changes
  readonly weights: Weights
  readonly pointsPerDay: number
  readonly show: 'proposed' | 'without'
  readonly page: number
  readonly pageSize: number
  /** The worker of each strand that has one; undefined where that took too long to work out. */
  readonly proposed: ReadonlyMap<string, string> | undefined
}

/** Whom else somebody could have, at most so many, the best fit first. */
const others = 5

/** For everybody who waits in a service, the adult that fits best all together; a person makes each match, or another one. */
export const ProposalPage = (view: ProposalView) => {
  const { world, proposed } = view
  const rows = world.waiting.filter(one => proposed?.has(one.allocation))
  const without = world.waiting.filter(one => !proposed?.has(one.allocation))
  const shown = view.show === 'proposed' ? rows : without
  const pages = Math.max(1, Math.ceil(shown.length / view.pageSize))
  const page = Math.min(view.page, pages)
  const here = shown.slice((page - 1) * view.pageSize, page * view.pageSize)
  return (
    <Page title="Suggested matches" wide>
      <h1 class="govuk-heading-l">Suggested matches</h1>
      {view.services.length > 1 ? (
        <SubNavigation
          label="Which service"
          items={view.services.map(one => ({
            text: one.name,
            href: at({ ...view, service: one, changes: new Map() }),
            current: one.key === view.service.key,
          }))}
        />
      ) : (
        <p class="govuk-body">{view.service.name}</p>
      )}
      {proposed === undefined ? (
        <WarningText>
          It took too long to work this out. Open the page again, or look at each young person on their own.
        </WarningText>
      ) : (
        <>
          <HowItIsWorkedOut view={view} />
          <SubNavigation
            label="Who is shown"
            items={[
              { text: `Proposed (${rows.length})`, href: at(view), current: view.show === 'proposed' },
              {
                text: `Nobody proposed (${without.length})`,
                href: at({ ...view, show: 'without' }),
                current: view.show === 'without',
              },
            ]}
          />
          {here.length === 0 ? (
            <p class="govuk-body">{emptyInWords(view.show, without.length)}</p>
          ) : view.show === 'proposed' ? (
            <Proposed view={view} rows={here} proposed={proposed} />
          ) : (
            <WithoutAnybody view={view} rows={here} />
          )}
        </>
      )}
      <Pagination label="Suggested matches" page={page} pages={pages} href={page => at({ ...view, page })} />
    </Page>
  )
}

const emptyInWords = (show: ProposalView['show'], without: number): string =>
  show === 'without'
    ? 'Everybody who waits has somebody.'
    : without > 0
      ? 'Nobody can be proposed now. See “Nobody proposed” for why.'
      : 'Nobody is waiting.'

/** This page as it stands, or with something different. */
const at = (view: Pick<ProposalView, 'areaKey' | 'services' | 'service' | 'changes' | 'show'> & { page?: number }) =>
  withQuery(urls.proposal({ area: view.areaKey }), {
    service: view.services.length > 1 ? view.service.key : undefined,
    show: view.show === 'without' ? 'without' : undefined,
    page: view.page === undefined || view.page === 1 ? undefined : String(view.page),
    ...changesTo(view.changes),
  })

const changed = (view: ProposalView, allocation: string, to: string | undefined): string => {
  const { page: _, ...rest } = view
  const changes = new Map(view.changes)
  if (to === undefined) changes.delete(allocation)
  else changes.set(allocation, to)
  return at({ ...rest, changes, show: 'proposed' })
}

const HowItIsWorkedOut = ({ view }: { view: ProposalView }) => (
  <>
    <p class="govuk-body">
      This is worked out now and is only a proposal: nobody is matched until you match them, one by one.
    </p>
    <Details summary="How it is worked out">
      <ul class="govuk-list govuk-list--bullet">
        <li>Nobody is proposed who cannot be matched, or with whom you would have to accept something.</li>
        <li>As many young people as can be have an adult. No adult has more than they have places for.</li>
        <li>
          Of all ways to do that it is the one that fits best for everybody together. A day of waiting counts as much as{' '}
          {plural(view.pointsPerDay, 'point')} of fit.
        </li>
        <li>
          So somebody who has waited longer goes without only where everybody together fits better by more than that.
        </li>
      </ul>
    </Details>
    {view.changes.size > 0 && (
      <p class="govuk-body">
        You changed {plural(view.changes.size, 'row')}; everybody else is worked out around that.{' '}
        <a class="govuk-link" href={at({ ...view, changes: new Map(), page: 1 })}>
          Take the changes back
        </a>
      </p>
    )}
  </>
)

const nameOf = (view: ProposalView, child: Child) => (
  <a class="govuk-link" href={people.youngPerson({ area: view.areaKey, youngPerson: child.youngPerson })}>
    {child.name}
  </a>
)
const since = (child: Child) => `${shortDay(child.since)}, ${plural(child.days, 'day')}`
const ofStrand = (view: ProposalView, child: Child) => ({
  area: view.areaKey,
  youngPerson: child.youngPerson,
  strand: child.allocation,
})

interface Option {
  readonly id: string
  readonly name: string
  readonly fit: readonly Contribution[]
}

/** Whom somebody could have, the best fit first. */
const optionsOf = (view: ProposalView, child: Child): readonly Option[] =>
  child.can
    .flatMap(at => {
      const worker = view.world.workers[at]
      return worker ? [{ id: worker.id, name: worker.name, fit: fitOfPair(child, at, worker, view.weights) }] : []
    })
    .sort((a, b) => points(b.fit) - points(a.fit) || a.name.localeCompare(b.name, 'en-GB'))

const Proposed = ({
  view,
  rows,
  proposed,
}: {
  view: ProposalView
  rows: readonly Child[]
  proposed: ReadonlyMap<string, string>
}) => {
  const most = Object.values(view.weights).reduce((sum, one) => sum + one, 0)
  return (
    <Table
      caption="Who is proposed for whom"
      captionUnseen
      head={['Young person', 'Waits since', 'Proposed', 'Why', { text: 'What you can do', unseen: true }]}
      rows={rows.flatMap(child => {
        const options = optionsOf(view, child)
        const [first] = options
        const one = options.find(option => option.id === proposed.get(child.allocation))
        if (!one || !first) return []
        return [
          [
            nameOf(view, child),
            since(child),
            `${one.name}, ${points(one.fit)} of ${most} points`,
            <>
              <p class="govuk-body">{whyThisOne(view, child, one, first)}</p>
              <Details summary={`How ${one.name} fits`}>
                <ul class="govuk-list">
                  {one.fit.map(part => (
                    <li key={part.part}>
                      {part.says}: {part.points} of {part.of}
                    </li>
                  ))}
                </ul>
              </Details>
            </>,
            <>
              <p class="govuk-body">
                <a
                  class="govuk-link"
                  href={withQuery(urls.make({ ...ofStrand(view, child), candidate: one.id }), { proposed: one.id })}
                >
                  Match them<Unseen>: {child.name}</Unseen>
                </a>
              </p>
              <Change view={view} child={child} one={one} options={options} />
            </>,
          ],
        ]
      })}
    />
  )
}

const whyThisOne = (view: ProposalView, child: Child, one: Option, first: Option): string => {
  if (view.changes.get(child.allocation) === one.id) return 'You chose them.'
  if (points(first.fit) === points(one.fit)) return 'Of those who can, nobody fits better.'
  return `${first.name} fits better by ${plural(points(first.fit) - points(one.fit), 'point')}. This way everybody together fits best.`
}

/** Others that somebody could have instead; everybody else is worked out anew around what is chosen. */
const Change = ({
  view,
  child,
  one,
  options,
}: {
  view: ProposalView
  child: Child
  one: Option
  options: readonly Option[]
}) => (
  <Details summary="Somebody else">
    <ul class="govuk-list">
      {options
        .filter(option => option.id !== one.id)
        .slice(0, others)
        .map(option => (
          <li key={option.id}>
            <a class="govuk-link" href={changed(view, child.allocation, option.id)}>
              {option.name}, {plural(points(option.fit), 'point')}
              <Unseen> for {child.name}</Unseen>
            </a>
          </li>
        ))}
      <li>
        <a class="govuk-link" href={changed(view, child.allocation, 'nobody')}>
          Nobody for now<Unseen> for {child.name}</Unseen>
        </a>
      </li>
      <li>
        <a class="govuk-link" href={withQuery(urls.candidates(ofStrand(view, child)), { proposed: one.id })}>
          Look at everybody<Unseen> for {child.name}</Unseen>
        </a>
      </li>
    </ul>
  </Details>
)

const WithoutAnybody = ({ view, rows }: { view: ProposalView; rows: readonly Child[] }) => (
  <Table
    caption="Who has nobody in this proposal"
    captionUnseen
    head={['Young person', 'Waits since', 'Why', { text: 'What you can do', unseen: true }]}
    rows={rows.map(child => {
      const why = whyWithout(child, view.changes)
      return [
        nameOf(view, child),
        since(child),
        <>
          <p class="govuk-body">{withoutInWords[why]}</p>
          <Classes of={child} why={why} workers={view.world.workers.length} />
        </>,
        <>
          <a class="govuk-link" href={urls.candidates(ofStrand(view, child))}>
            Look at everybody<Unseen> for {child.name}</Unseen>
          </a>
          {why === 'kept waiting' && (
            <>
              <br />
              <a class="govuk-link" href={changed(view, child.allocation, undefined)}>
                Propose somebody again<Unseen> for {child.name}</Unseen>
              </a>
            </>
          )}
        </>,
      ]
    })}
  />
)

/** What keeps the workers of the service from somebody, by class alone. */
const Classes = ({ of, why, workers }: { of: Child; why: Without; workers: number }) => {
  if (why === 'no yes' || why === 'kept waiting') return null
  const classes = (Object.keys(hardReasons) as HardReason[]).flatMap(reason => {
    const count = of.cannot[reason]
    return count ? [`${hardReasons[reason]}: ${count} of ${workers}`] : []
  })
  return (
    <ul class="govuk-list">
      {of.withARisk > 0 && (
        <li>
          Could, if you accept a risk: {of.withARisk} of {workers}
        </li>
      )}
      {classes.map(says => (
        <li key={says}>{says}</li>
      ))}
    </ul>
  )
}
