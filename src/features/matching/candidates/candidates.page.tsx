import { Details, InsetText, SummaryList, Table, Typed } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { type Candidate, hardReasons, points, ranked, softReasons } from '../fit.ts'
import { urls } from '../urls.ts'

export interface CandidatesView extends AboutView {
  readonly serviceName: string
  readonly takesPart: boolean
  readonly wishes: { readonly words: string | null } | null
  readonly candidates: readonly (Candidate & { readonly livedExperience: string | null })[]
  readonly most: number
  readonly strandId: string
  /** The match from which somebody would take over. */
  readonly follows: string | null
  /** Whom the proposal for everybody who waits had, where somebody comes from there. */
  readonly proposed: string | undefined
}

/** Who of a service could become their trusted adult: who can, who could with a risk, who cannot and of what class the reason is. */
export const CandidatesPage = (view: CandidatesView) => {
  const of = (group: Parameters<typeof ranked>[1]) => ranked(view.candidates, group)
  const cannot = of('cannot')
  return (
    <AboutPage view={view} title="Who could be their adult" wide>
      <p class="govuk-body">{view.serviceName}</p>
      {view.follows !== null && (
        <InsetText>
          Somebody is at their side already. Whoever you choose takes over from them; until you end that match, both are
          there, so that one can introduce the other.
        </InsetText>
      )}
      {!view.takesPart && (
        <InsetText>
          There is no yes to taking part yet. You can look, and nobody is told about them until there is.
        </InsetText>
      )}
      {view.wishes?.words && (
        <SummaryList rows={[{ key: 'What they wish, in their words', value: <Typed>{view.wishes.words}</Typed> }]} />
      )}
      {!view.wishes && (
        <p class="govuk-body">
          Nobody has written down what they wish.{' '}
          <a class="govuk-link" href={urls.wishes({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
            Write it down
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={urls.knownAdults({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
          Is there an adult they know already?
        </a>
      </p>
      <Group title="Can" candidates={of('can')} view={view} />
      <Group title="Can, if you accept a risk" candidates={of('can with a risk')} view={view} />
      <h2 class="govuk-heading-m">Cannot</h2>
      {cannot.length === 0 ? (
        <p class="govuk-body">Nobody.</p>
      ) : (
        <Table
          caption="Cannot"
          captionUnseen
          head={['Name', 'Why']}
          rows={cannot.map(one => [one.name, one.hard.map(why => <div key={why}>{hardReasons[why]}</div>)])}
        />
      )}
    </AboutPage>
  )
}

/** Of somebody in words the rules know nothing: who it is stands where their keep-aparts do. */
export const LookFirst = ({ areaKey, candidate }: { areaKey: string; candidate: Candidate }) =>
  candidate.apartInWords && (
    <InsetText>
      {candidate.name} must be kept apart from somebody.{' '}
      <a class="govuk-link" href={urls.workerApart({ area: areaKey, worker: candidate.workerId })}>
        Look who it is
      </a>{' '}
      before you match them.
    </InsetText>
  )

const Group = ({
  title,
  candidates,
  view,
}: {
  title: string
  candidates: CandidatesView['candidates']
  view: CandidatesView
}) => (
  <>
    <h2 class="govuk-heading-m">{title}</h2>
    {candidates.length === 0 && <p class="govuk-body">Nobody.</p>}
    {candidates.map((one, at) => (
      <Details
        key={one.workerId}
        summary={[
          `${one.name}: ${points(one.contributions)} of ${view.most} points`,
          ...one.soft.map(why => softReasons[why]),
          ...(one.apartInWords ? ['Kept apart from somebody: look first'] : []),
        ].join('. ')}
        open={at === 0}
      >
        <Table
          caption={`How ${one.name} fits`}
          captionUnseen
          head={['What', { text: 'Points', numeric: true }]}
          rows={one.contributions.map(part => [part.says, `${part.points} of ${part.of}`])}
        />
        <LookFirst areaKey={view.areaKey} candidate={one} />
        {one.livedExperience && (
          <SummaryList
            rows={[{ key: 'What they share of their own life', value: <Typed>{one.livedExperience}</Typed> }]}
          />
        )}
        {view.takesPart && (
          <p class="govuk-body">
            <a
              class="govuk-link"
              href={withQuery(
                urls.make({
                  area: view.areaKey,
                  youngPerson: view.youngPerson.id,
                  strand: view.strandId,
                  candidate: one.workerId,
                }),
                { proposed: view.proposed },
              )}
            >
              Match them with {one.name}
            </a>
          </p>
        )}
      </Details>
    ))}
  </>
)
