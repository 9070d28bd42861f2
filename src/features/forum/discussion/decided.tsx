import { list, momentInWords, shortDay } from '../../../design/formats.ts'
import { Details, SummaryList, Table, Tag, type TagColour, Typed } from '../../../design/index.ts'
import type { AreaService } from '../../areas/index.ts'
import { type ActionStanding, actionStanding } from '../action.ts'
import type { ActionRow, Decided } from '../discussion-queries.ts'
import type { FactRow } from '../fact-queries.ts'
import { findings } from '../outcome.ts'
import type { KindNames } from '../papers/parts.tsx'
import { closesService, factAnswer, factAnswers, holds, toLookAtAgain } from '../risk-fact.ts'

const yesNo = (answer: boolean) => (answer ? 'Yes' : 'No')

/** What was decided, the newest outcome first; what it put right stays to be read. */
export const Outcome = ({ decided }: { decided: Decided }) => {
  const [current, ...before] = decided.outcomes
  if (!current) return <p class="govuk-body">There is no outcome yet.</p>
  return (
    <>
      <SummaryList
        rows={[
          { key: 'Finding', value: findings[current.finding] },
          { key: 'Why', value: <Typed>{current.findingReason}</Typed> },
          { key: 'Trusted Relationships would be suitable', value: yesNo(current.suitable) },
          { key: 'They would benefit from it', value: yesNo(current.wouldBenefit) },
          current.answersReason && { key: 'About these answers', value: <Typed>{current.answersReason}</Typed> },
          current.noQuorumReason && {
            key: 'Decided with too few agencies, because',
            value: <Typed>{current.noQuorumReason}</Typed>,
          },
          current.correctsReason && { key: 'Put right, because', value: <Typed>{current.correctsReason}</Typed> },
          { key: 'Recorded', value: `${current.by}, ${momentInWords(current.recordedAt)}` },
        ]}
      />
      {before.length > 0 && (
        <Details summary="What it said before it was put right">
          {before.map(o => (
            <p key={o.id} class="govuk-body">
              {momentInWords(o.recordedAt)}, {o.by}: {findings[o.finding]}; suitable {yesNo(o.suitable).toLowerCase()},
              would benefit {yesNo(o.wouldBenefit).toLowerCase()}.
            </p>
          ))}
        </Details>
      )}
    </>
  )
}

export interface NamedOption {
  readonly name: string
  readonly recommended: boolean
  readonly reasonsFor: string | null
  readonly reasonsAgainst: string | null
}

/** The options that were looked at; Trusted Relationships is one of them (R139). */
export const Options = ({ options }: { options: readonly NamedOption[] }) =>
  options.length === 0 ? (
    <p class="govuk-body">No support option is written down yet.</p>
  ) : (
    <Table
      caption="Support options"
      captionUnseen
      head={['Option', 'Recommended', 'For', 'Against']}
      rows={options.map(o => [
        o.name,
        yesNo(o.recommended),
        <Typed key="for">{o.reasonsFor ?? ''}</Typed>,
        <Typed key="against">{o.reasonsAgainst ?? ''}</Typed>,
      ])}
    />
  )

const colours: Readonly<Record<ActionStanding, TagColour>> = {
  done: 'green',
  open: 'blue',
  late: 'orange',
  'with the manager': 'red',
  'with the forum': 'red',
}
const words: Readonly<Record<ActionStanding, string>> = {
  done: 'Done',
  open: 'Open',
  late: 'Late',
  'with the manager': 'Late: with the manager of the agency',
  'with the forum': 'Late: back with the forum, the agency has no manager here',
}

/** Who does what by when. */
export const Actions = ({
  actions,
  today,
  to,
}: {
  actions: readonly ActionRow[]
  today: string
  to?: (action: ActionRow) => string | undefined
}) =>
  actions.length === 0 ? (
    <p class="govuk-body">No action was agreed.</p>
  ) : (
    <Table
      caption="Actions"
      captionUnseen
      head={['What', 'Who', 'By', 'Where it stands']}
      rows={actions.map(a => {
        const is = actionStanding(a, today)
        const href = is === 'done' ? undefined : to?.(a)
        return [
          href ? (
            <a key={a.id} class="govuk-link" href={href}>
              {a.says}
            </a>
          ) : (
            a.says
          ),
          a.person ? `${a.person}, ${a.agency}` : a.agency,
          shortDay(a.dueOn),
          <>
            <Tag colour={colours[is]}>{words[is]}</Tag>
            {a.doneNote && <Typed>{a.doneNote}</Typed>}
          </>,
        ]
      })}
    />
  )

/** A different view stands beside the outcome, with whose it is. */
export const Views = ({ views }: { views: Decided['views'] }) =>
  views.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">A different view</h2>
      <SummaryList
        rows={views.map(v => ({
          key: [v.name, v.agency].filter(Boolean).join(', '),
          value: <Typed>{v.says}</Typed>,
        }))}
      />
    </>
  )

/** The facts found about people around the child, and whether each closes a service today (R60, R77). */
export const FactsFound = ({
  facts,
  kinds,
  services,
  today,
  to,
}: {
  facts: readonly FactRow[]
  /** Those of the area: a fact closes some, or none. */
  services: readonly AreaService[]
  kinds: KindNames
  today: string
  to?: (fact: FactRow) => string
}) => {
  const closed = (fact: FactRow): string => {
    const names = services.filter(service => closesService(service, fact)).map(service => service.name)
    return names.length > 0 ? `${list(names)} can’t take this on safely.` : ''
  }
  return facts.length === 0 ? (
    <p class="govuk-body">Nothing was found about people around them who pose a risk, or it is not for you to read.</p>
  ) : (
    <SummaryList
      rows={facts.map(f => ({
        key: kinds[f.kind] ?? f.kind,
        value: (
          <>
            <p class="govuk-body">
              {factAnswers[factAnswer(f)]}. {closed(f)}
              {!holds(f) && <Tag colour="grey">Ended</Tag>}
              {toLookAtAgain(f, today) && <Tag colour="yellow">Look at it again</Tag>}
            </p>
            <div class="govuk-body">
              <Typed>{f.evidence}</Typed>
            </div>
            <p class="govuk-body-s">
              {f.liftedAt
                ? `Ended on ${shortDay(f.liftedAt)}: ${f.liftedReason ?? ''}`
                : `Found on ${shortDay(f.foundAt)}. Look at it again by ${shortDay(f.reviewOn)}.`}
            </p>
          </>
        ),
        ...(to && holds(f)
          ? { actions: [{ href: to(f), text: 'Look at it again', about: kinds[f.kind] ?? f.kind }] }
          : {}),
      }))}
    />
  )
}
