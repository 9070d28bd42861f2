import { dayInWords, list } from '../../../design/formats.ts'
import { Details, SummaryList, Table, Telephone, Typed } from '../../../design/index.ts'
import { answerInWords, named } from '../codes.ts'
import { strandsInWords } from '../episodes/episode.page.tsx'
import { openEpisode, readsStrands } from '../episodes/episode.ts'
import type { Holding } from '../queries.ts'
import { circles } from '../trusted-adults/trusted-adult.ts'
import { urls } from '../urls.ts'
import type { YoungPersonView } from './young-person.page.tsx'

/** First of all: who works with them, and how to reach them. */
export const CaseHolderPart = ({ view: { areaKey, youngPerson: y, holdings } }: { view: YoungPersonView }) => {
  const holder = holdings.find(h => h.until === null)
  const key = { area: areaKey, youngPerson: y.id }
  return (
    <SummaryList
      card={{
        title: 'Who holds the case',
        level: 2,
        actions: y.acts.has('read the case history')
          ? [{ href: urls.caseHolder(key), text: 'More', about: 'about who holds the case' }]
          : [],
      }}
      rows={
        holder
          ? [
              {
                key: 'Name',
                value: holder.name
                  ? `${holder.name}, ${holder.title ?? ''}`
                  : `Nobody by name: the team holds the case`,
              },
              { key: 'Team', value: `${holder.team}, ${holder.agency}` },
              { key: 'Telephone', value: <Telephone>{holder.phone ?? holder.teamPhone ?? 'Not recorded'}</Telephone> },
              holder.email !== null && {
                key: 'E-mail',
                value: (
                  <a class="govuk-link" href={`mailto:${holder.email}`}>
                    {holder.email}
                  </a>
                ),
              },
            ]
          : [{ key: 'Name', value: 'Nobody is recorded' }]
      }
    />
  )
}

/** Their time with Trusted Relationships: since when, who told us, which strands. */
export const TimePart = ({ view: { areaKey, youngPerson: y, known } }: { view: YoungPersonView }) => {
  const { episodes } = known
  const open = openEpisode(episodes)
  const last = episodes[0]
  return (
    <SummaryList
      card={{
        title: 'Time with Trusted Relationships',
        level: 2,
        actions: [
          {
            href: urls.episodes({ area: areaKey, youngPerson: y.id }),
            text: 'More',
            about: 'about their time with Trusted Relationships',
          },
        ],
      }}
      rows={
        open
          ? [
              { key: 'Since', value: dayInWords(open.startedOn) },
              open.toldBy !== null && { key: 'Who told us', value: named('referral-source', open.toldBy) },
              readsStrands(y.acts) && { key: 'Strands', value: strandsInWords(open) },
            ]
          : [{ key: 'Now', value: last?.endedOn ? `It ended on ${dayInWords(last.endedOn)}` : 'None is recorded' }]
      }
    />
  )
}

/** Kinds of exploitation, what is happening around them, adults they trust: each for those who may read it. */
export const KnownPart = ({ view: { areaKey, youngPerson: y, known } }: { view: YoungPersonView }) => {
  const key = { area: areaKey, youngPerson: y.id }
  const change = (href: string, about: string) =>
    y.acts.has('record what is known') ? { actions: [{ href, text: 'Change', about }] } : {}
  const picture = known.picture
  return (
    <>
      {y.acts.has('read S4') && (
        <SummaryList
          card={{
            title: 'What people worry about',
            level: 2,
            ...change(urls.exploitation(key), 'what people worry about'),
          }}
          rows={
            known.concerns.length === 0
              ? [{ key: 'Kind of exploitation', value: 'Nobody has written one down here yet' }]
              : known.concerns.map(concern => ({
                  key: named('exploitation-type', concern.kind),
                  value: (
                    <>
                      {concern.sinceOn ? `Since ${dayInWords(concern.sinceOn)}. ` : ''}
                      {concern.note ? <Typed>{concern.note}</Typed> : 'Nothing more is written.'}
                    </>
                  ),
                }))
          }
        />
      )}
      {y.acts.has('read S4') && (
        <SummaryList
          card={{
            title: 'What is happening around them',
            level: 2,
            ...change(urls.localPicture(key), 'what is happening around them'),
          }}
          rows={[
            {
              key: 'Networks active in',
              value: list((picture?.activePlaces ?? []).map(code => named('active-place', code))) || 'Nothing recorded',
            },
            {
              key: 'Networks from',
              value:
                list((picture?.originatingNetworks ?? []).map(code => named('originating-network', code))) ||
                'Nothing recorded',
            },
            {
              key: 'Also',
              value: list((picture?.flags ?? []).map(code => named('local-picture-flag', code))) || 'Nothing recorded',
            },
            !!picture?.note && { key: 'More', value: <Typed>{picture.note}</Typed> },
          ]}
        />
      )}
      {y.acts.has('read S3') && (
        <SummaryList
          card={{
            title: 'Adults they could tell a worry to',
            level: 2,
            ...change(urls.trustedAdults(key), 'adults they could tell a worry to'),
          }}
          rows={circles.map(circle => {
            const newest = known.trustedAdults.find(answer => answer.circle === circle.key)
            return {
              key: circle.name,
              value: newest ? (
                <>
                  {newest.answer === 'not asked'
                    ? answerInWords(newest.answer)
                    : `${answerInWords(newest.answer)}, on ${dayInWords(newest.askedOn)}`}
                  {newest.answer === 'yes' && newest.words ? <Typed>{newest.words}</Typed> : null}
                </>
              ) : (
                'Not asked yet'
              ),
            }
          })}
        />
      )}
    </>
  )
}

export const LinkedPart = ({ view: { areaKey, youngPerson: y, linked } }: { view: YoungPersonView }) => (
  <SummaryList
    card={{
      title: 'Brothers, sisters and other young people',
      level: 2,
      ...(y.acts.has('link young people')
        ? {
            actions: [
              { href: urls.linked({ area: areaKey, youngPerson: y.id }), text: 'Change', about: 'linked young people' },
            ],
          }
        : {}),
    }}
    rows={
      linked.length === 0
        ? [{ key: 'Linked', value: 'Nobody yet' }]
        : linked.map(one => ({
            key: named('relationship-kind', one.kind),
            value: one.otherId ? (
              <a class="govuk-link" href={urls.youngPerson({ area: areaKey, youngPerson: one.otherId })}>
                {one.name}, {one.reference}
              </a>
            ) : (
              (one.words ?? 'A young person whose record you cannot open')
            ),
          }))
    }
  />
)

export const HolderHistory = ({ holdings }: { holdings: readonly Holding[] }) =>
  holdings.length < 2 ? null : (
    <Details summary="Who held the case before">
      <Table
        caption="Who held the case before"
        captionUnseen
        head={['Who', 'From', 'Until']}
        rows={holdings
          .filter(h => h.until !== null)
          .map(h => [`${h.name ?? 'The team'}, ${h.team}`, dayInWords(h.from), h.until ? dayInWords(h.until) : ''])}
      />
    </Details>
  )
