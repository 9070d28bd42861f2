import { dayInWords } from '../../../design/formats.ts'
import { Button, DateInput, Form, InsetText, Radios, SummaryList, TextArea, Typed } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { named } from '../codes.ts'
import { urls } from '../urls.ts'
import type { endForm } from './episode.form.ts'
import { closings, type Episode, readsStrands } from './episode.ts'

export interface EpisodesView extends AboutView {
  readonly acts: ReadonlySet<string>
  readonly episodes: readonly Episode[]
}

/** Who told us, strands, and how it ended. */
const EpisodeCard = ({ view, episode, end }: { view: EpisodesView; episode: Episode; end?: string | undefined }) => (
  <SummaryList
    card={{
      title: `${episode.endedOn ? 'From' : 'Since'} ${dayInWords(episode.startedOn)}${episode.endedOn ? ` to ${dayInWords(episode.endedOn)}` : ''}`,
      level: 2,
      ...(end ? { actions: [{ href: end, text: 'End it', about: 'this time with Trusted Relationships' }] } : {}),
    }}
    rows={[
      episode.toldBy !== null && { key: 'Who told us', value: named('referral-source', episode.toldBy) },
      readsStrands(view.acts) && { key: 'Strands', value: strandsInWords(episode) },
      episode.endReason !== null && {
        key: 'Why it ended',
        value: (
          <>
            {episode.endKind !== null && `${closings[episode.endKind]}.`}
            <Typed>{episode.endReason}</Typed>
            <p class="govuk-hint">Recorded by {episode.endedBy}</p>
          </>
        ),
      },
    ]}
  />
)

/** Strand by strand, from and to, on a line each. */
export const strandsInWords = ({ strands }: Episode) =>
  strands.length === 0 ? (
    'None'
  ) : (
    <ul class="govuk-list">
      {strands.map(each => (
        <li key={each.id}>
          Strand {each.strand}, {each.service}: since {dayInWords(each.from)}
          {each.until ? `, until ${dayInWords(each.until)}` : ''}
        </li>
      ))}
    </ul>
  )

export const EpisodesPage = (view: EpisodesView) => (
  <AboutPage view={view} title="Time with Trusted Relationships">
    <p class="govuk-body">Somebody who comes back begins a new time. What was before stays as it was.</p>
    {view.episodes.length === 0 && <p class="govuk-body">None is recorded.</p>}
    {view.episodes.map(episode => (
      <EpisodeCard
        key={episode.id}
        view={view}
        episode={episode}
        end={episode.endedOn === null && view.acts.has('end an episode') ? urls.endEpisode(keyOf(view)) : undefined}
      />
    ))}
    {view.episodes.length > 0 && view.episodes.every(episode => episode.endedOn !== null) && (
      <InsetText>They are not with Trusted Relationships now. A new risk assessment begins a new time.</InsetText>
    )}
  </AboutPage>
)

export interface EndView extends AboutView {
  readonly episode: Episode
}

export const EndPage = ({
  view,
  filled: { fields },
}: {
  view: EndView
  filled: Filled<ReturnType<typeof endForm>['fields']>
}) => (
  <AboutPage view={view} title="End their time with Trusted Relationships">
    <p class="govuk-body">
      It began on {dayInWords(view.episode.startedOn)}. The record stays, and so does whoever holds the case. The forum
      and the coordinator are told where they knew the young person.
    </p>
    <Form to={urls.endEpisode(keyOf(view))}>
      <DateInput field={fields.lastDay} />
      <Radios field={fields.kind} />
      <TextArea field={fields.reason} rows={5} />
      <Button danger>End it</Button>
    </Form>
  </AboutPage>
)
