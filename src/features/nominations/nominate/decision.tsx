import { dayInWords, shortDay } from '../../../design/formats.ts'
import { SummaryList, Table, Typed } from '../../../design/index.ts'
import { strandEndings } from '../panel.ts'
import type { Allocation, Decision } from '../panel-queries.ts'

const titles = {
  accepted: 'The panel accepted it',
  'not accepted': 'The panel did not accept it',
  'back to the forum': 'The panel sent it back to the forum',
} as const

/** What the panel decided, and why. */
export const WhatWasDecided = ({ decision: d, forum }: { decision: Decision; forum: string }) => (
  <SummaryList
    card={{ title: d.kind === 'back to the forum' ? `The panel sent it back to ${forum}` : titles[d.kind] }}
    rows={[
      { key: 'Decided', value: `${dayInWords(d.decidedOn)}, by ${d.by} for the panel` },
      { key: 'Why', value: <Typed>{d.reason}</Typed> },
      d.instead !== null && { key: 'What happens instead', value: <Typed>{d.instead}</Typed> },
      d.interimPlan !== null && { key: 'Until then', value: <Typed>{d.interimPlan}</Typed> },
      d.backBy !== null && { key: `Back with ${forum} by`, value: dayInWords(d.backBy) },
      d.introducerName !== null && {
        key: 'Who makes the introduction',
        value: `${d.introducerName}, ${d.introducerAgency ?? ''}`,
      },
      d.introductionHow !== null && { key: 'How', value: <Typed>{d.introductionHow}</Typed> },
      d.introductionBy !== null && { key: 'By when', value: dayInWords(d.introductionBy) },
    ]}
  />
)

/** The strands a young person is and was in. */
export const Strands = ({
  allocations,
  end,
  match,
}: {
  allocations: readonly Allocation[]
  end?: ((id: string) => string) | undefined
  /** Where whoever matches for this strand looks for an adult; nothing for anybody else. */
  match?: ((allocation: Allocation) => string | undefined) | undefined
}) =>
  allocations.length === 0 ? null : (
    <>
      <Table
        caption="Strands"
        captionSize="m"
        head={['Service', 'Strand', 'From', 'Until', ...(end ? [{ text: 'Change', unseen: true }] : [])]}
        rows={allocations.map(a => [
          a.serviceName,
          String(a.strand),
          shortDay(a.fromAt),
          a.untilAt ? shortDay(a.untilAt) : 'Now',
          ...(end
            ? [
                a.untilAt ? (
                  ''
                ) : (
                  <a class="govuk-link" href={end(a.id)}>
                    End<span class="govuk-visually-hidden"> {a.serviceName}</span>
                  </a>
                ),
              ]
            : []),
        ])}
      />
      {allocations
        .filter(a => a.untilAt === null)
        .flatMap(a => {
          const to = match?.(a)
          return to
            ? [
                <p key={a.id} class="govuk-body">
                  <a class="govuk-link govuk-!-font-weight-bold" href={to}>
                    Who could be their adult: {a.serviceName}
                  </a>
                </p>,
              ]
            : []
        })}
      {allocations.map(a => (
        <SummaryList
          key={a.id}
          card={{ title: `${a.serviceName}, from ${shortDay(a.fromAt)}` }}
          rows={[
            { key: 'Why', value: <Typed>{a.reason}</Typed> },
            a.differentReason !== null && {
              key: 'Why another strand than the discussion found',
              value: <Typed>{a.differentReason}</Typed>,
            },
            a.endedReason !== null && {
              key: 'Why it ended',
              value: (
                <>
                  {a.endedKind !== null && `${strandEndings[a.endedKind]}.`}
                  <Typed>{a.endedReason}</Typed>
                </>
              ),
            },
            { key: 'Decided by', value: `${a.by} for the panel` },
          ]}
        />
      ))}
    </>
  )
