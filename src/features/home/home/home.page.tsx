import type { ComponentChildren, VNode } from 'preact'
import { ago, plural, relativeDay, sentence, waiting, weekdayInWords } from '../../../design/formats.ts'
import { Button, Form, InsetText, Page, Tag } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { urls as access } from '../../access/index.ts'
import { areas } from '../../areas/index.ts'
import { urls as forum } from '../../forum/index.ts'
import { urls as nominations } from '../../nominations/index.ts'
import { urls as people, statusTag } from '../../people/index.ts'
import { taskKinds } from '../../tasks/index.ts'
import type { AskedTask, News, Unsent } from '../asked.queries.ts'
import { AskedList, DueDay, NewsList, Whom } from '../asked.tsx'
import { due } from '../due.tsx'
import { urls } from '../urls.ts'
import type { LateActions, MyMeeting, MyYoungPerson, Queue } from './home.queries.ts'

export interface HomeView {
  readonly today: string
  readonly now: Date
  /** Where they are out alone now: when they check in, and where. */
  readonly alone: readonly { readonly says: string; readonly href: string }[]
  /** Everything but the most urgent stands in the table below it. */
  readonly tasks: readonly AskedTask[]
  readonly moreTasks: boolean
  /** Typed, and not sent yet. */
  readonly unsent: readonly Unsent[]
  /** Nothing where the reader has no such part of work. */
  readonly youngPeople: readonly MyYoungPerson[] | undefined
  readonly team: readonly AskedTask[] | undefined
  readonly moreOfTeam: boolean
  readonly queues: readonly Queue[] | undefined
  readonly meetings: readonly MyMeeting[] | undefined
  readonly late: readonly LateActions[] | undefined
  readonly news: readonly News[]
  /** What they might begin with when nothing is asked: where it leads and what it is called. */
  readonly beginnings: readonly { readonly href: string; readonly text: string }[]
  /** They have no role anywhere. */
  readonly outside: boolean
  /** What their roles do comes with later parts of the system. */
  readonly comesLater: boolean
  /** Of whoever is at a young person’s side: where what is next, and what they owe, stands. */
  readonly mine: readonly { readonly href: string; readonly name: string }[]
}

/** A meeting, and whether the reader prepares or chairs the forum there. */

export const HomePage = (view: HomeView): VNode => (
  <Page title="Home" aside={<NewsAside news={view.news} />}>
    <h1 class="govuk-heading-l">What is asked of me next</h1>
    {view.alone.map(({ says, href }) => (
      <p key={href} class="govuk-body-l">
        <a class="govuk-link" href={href}>
          {says}
        </a>
      </p>
    ))}
    <Next view={view} />
    {view.tasks.length > 1 && (
      <Part title="Then">
        <AskedList id="asked" tasks={view.tasks.slice(1)} today={view.today} />
        {view.moreTasks && <More href={urls.tasks()}>Everything that is asked of me</More>}
      </Part>
    )}
    {view.unsent.length > 0 && <NotSent unsent={view.unsent} now={view.now} />}
    {view.queues && <Queues queues={view.queues} now={view.now} />}
    {view.youngPeople && <YoungPeople youngPeople={view.youngPeople} today={view.today} />}
    {view.meetings && <Meetings meetings={view.meetings} today={view.today} />}
    {view.late && <Late late={view.late} />}
    {view.team && <Team tasks={view.team} more={view.moreOfTeam} today={view.today} />}
  </Page>
)

const Next = ({ view }: { view: HomeView }): VNode => {
  const [first] = view.tasks
  if (!first && view.mine.length > 0)
    return (
      <>
        {view.mine.map(({ href, name }) => (
          <p key={href} class="govuk-body-l">
            <a class="govuk-link" href={href}>
              My people{view.mine.length > 1 && ` in ${name}`}: when we meet next, and what is still to do
            </a>
          </p>
        ))}
      </>
    )
  if (!first)
    return view.outside ? (
      <InsetText>You have no role here yet. Whoever invited you can give you one.</InsetText>
    ) : (
      <>
        <p class="govuk-body-l">Nothing is asked of you right now.</p>
        {view.comesLater && (
          <p class="govuk-body">
            There are no other pages for your role yet. Today you can read your news here, and change where you are
            signed in.
          </p>
        )}
        {view.beginnings.length > 0 && (
          <>
            <p class="govuk-body">When somebody asks something of you, it stands here first. Until then you can:</p>
            <ul class="govuk-list govuk-list--bullet">
              {view.beginnings.map(({ href, text }) => (
                <li key={href}>
                  <a class="govuk-link" href={href}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </>
        )}
      </>
    )
  const { sentence: when, tag, late } = due(first.dueOn, view.today, first.cannotWait)
  return (
    <p class="govuk-body-l">
      {late && <Tag colour="red">{tag}</Tag>}{' '}
      <a class="govuk-link" href={first.path}>
        {first.says}
      </a>
      {first.about && (
        <>
          {' ('}
          <Whom about={first.about} />)
        </>
      )}
      {first.worker && ` (${first.worker})`}
      {first.area && ` (${first.area})`}, {when}
      {first.whose && <>, for {first.whose}</>}.
    </p>
  )
}

const Part = ({ title, children }: { title: string; children: ComponentChildren }): VNode => (
  <section>
    <h2 class="govuk-heading-m">{title}</h2>
    {children}
  </section>
)

/** What was typed and waits to be sent: a locked screen loses nothing, but somebody has to find it again. */
const NotSent = ({ unsent, now }: { unsent: readonly Unsent[]; now: Date }): VNode => (
  <Part title="You have not sent this yet">
    <ul class="govuk-list govuk-list--spaced">
      {unsent.map(one => (
        <li key={one.instance}>
          <a class="govuk-link" href={withQuery(one.path, { draft: one.instance })}>
            {one.form.startsWith('/') ? 'What you typed' : sentence(one.form)}
          </a>
          {one.about && (
            <>
              {' ('}
              <Whom about={one.about} />)
            </>
          )}
          , saved {ago(one.savedAt, now)}.{' '}
          <a class="govuk-link" href={access.draft({ instance: one.instance })}>
            Read it or throw it away
            <span class="govuk-visually-hidden">: {one.form.startsWith('/') ? 'what you typed' : one.form}</span>
          </a>
        </li>
      ))}
    </ul>
  </Part>
)

const More = ({ href, children }: { href: string; children: string }): VNode => (
  <p class="govuk-body">
    <a class="govuk-link" href={href}>
      {children}
    </a>
  </p>
)

const keyOf = (areaId: string): string => areas().byId.get(areaId)?.key ?? ''
const nameOf = (areaId: string): string => areas().byId.get(areaId)?.name ?? ''

const YoungPeople = ({ youngPeople, today }: { youngPeople: readonly MyYoungPerson[]; today: string }): VNode => (
  <Part title="My young people">
    {youngPeople.length === 0 ? (
      <p class="govuk-body">You hold nobody’s case. A case you record, or accept from a colleague, stands here.</p>
    ) : (
      <ul class="govuk-list govuk-list--spaced govuk-!-margin-bottom-6">
        {youngPeople.map(y => (
          <li key={y.id}>
            <a class="govuk-link" href={people.youngPerson({ area: keyOf(y.areaId), youngPerson: y.id })}>
              {y.knownAs || y.givenNames} {y.surname}
            </a>{' '}
            {statusTag(y.status) && <Tag colour="red">{statusTag(y.status)}</Tag>}
            {y.inPlaceOf !== null && ` in place of ${y.inPlaceOf}`}
            <br />
            {y.next ? (
              <>
                Next: {wordsOf(y.next.kind)}, <DueDay on={y.next.on} today={today} />
              </>
            ) : (
              'Nothing with a date'
            )}
          </li>
        ))}
      </ul>
    )}
  </Part>
)

const wordsOf = (kind: string): string => (taskKinds as Readonly<Record<string, string>>)[kind] ?? kind

const Queues = ({ queues, now }: { queues: readonly Queue[]; now: Date }): VNode => (
  <Part title="Nominations waiting">
    {queues.length === 0 ? (
      <p class="govuk-body">No nomination is waiting for the panel.</p>
    ) : (
      <ul class="govuk-list govuk-list--bullet">
        {queues.map(q => (
          <li key={q.areaId}>
            <a class="govuk-link" href={nominations.queue({ area: keyOf(q.areaId) })}>
              {nameOf(q.areaId)}: {plural(q.waiting, 'nomination')} waiting for the panel
            </a>
            {q.oldest && <>, the oldest for {waiting(q.oldest, now).replace('since today', 'less than a day')}</>}
            {q.asked > 0 && <>; {plural(q.asked, 'more waits', 'more wait')} for an answer to the panel</>}
          </li>
        ))}
      </ul>
    )}
  </Part>
)

const Meetings = ({ meetings, today }: { meetings: readonly MyMeeting[]; today: string }): VNode => (
  <Part title="My meetings">
    {meetings.length === 0 ? (
      <p class="govuk-body">No meeting is planned. One that is planned stands here with its agenda.</p>
    ) : (
      <ul class="govuk-list govuk-list--spaced govuk-!-margin-bottom-6">
        {meetings.map(m => (
          <li key={m.id}>
            <a class="govuk-link" href={hrefOf(m)}>
              {meetingName(m)}
            </a>
            {', '}
            {relativeDay(m.on, today)}
            <br />
            {[weekdayInWords(m.on), m.at, m.place].filter(Boolean).join(', ')}
            {m.kind === 'scheduled' && m.items > 0 && `. ${plural(m.items, 'young person', 'young people')}`}
          </li>
        ))}
      </ul>
    )}
  </Part>
)

const meetingName = (m: MyMeeting): string =>
  areas().byId.get(m.areaId)?.forum.discussions[m.kind].name ?? sentence(m.kind)

/** Members read the papers of what they are invited to; the agenda is for those who run the forum. */
function hrefOf(m: MyMeeting): string {
  const area = keyOf(m.areaId)
  if (!m.youngPersonId) return m.runs ? forum.meeting({ area, meeting: m.id }) : forum.forum({ area })
  return (m.runs ? forum.discussion : forum.papers)({ area, youngPerson: m.youngPersonId, discussion: m.id })
}

const Late = ({ late }: { late: readonly LateActions[] }): VNode => (
  <Part title="My agency">
    <ul class="govuk-list govuk-list--bullet">
      {late.map(l => (
        <li key={l.areaId}>
          <a class="govuk-link" href={forum.lateActions({ area: keyOf(l.areaId) })}>
            {nameOf(l.areaId)}: {l.late === 0 ? 'no action is late' : plural(l.late, 'late action')}
          </a>
        </li>
      ))}
    </ul>
  </Part>
)

const Team = ({ tasks, more, today }: { tasks: readonly AskedTask[]; more: boolean; today: string }): VNode => (
  <Part title="What is asked of my team">
    {tasks.length === 0 ? (
      <p class="govuk-body">Nothing is asked of anybody in your team.</p>
    ) : (
      <AskedList id="team" tasks={tasks} today={today} />
    )}
    {more && <More href={urls.teamTasks()}>Everything that is asked of my team</More>}
  </Part>
)

const NewsAside = ({ news }: { news: readonly News[] }): VNode => {
  const [newest] = news
  return (
    <section>
      <h2 class="govuk-heading-m">News</h2>
      {newest ? (
        <>
          <NewsList news={news} />
          {news.some(n => n.isNew) && (
            <Form to={urls.readNews()}>
              <Button secondary value={newest.id}>
                I have read these
              </Button>
            </Form>
          )}
          <More href={urls.news()}>All news</More>
        </>
      ) : (
        <p class="govuk-body">
          There is no news. What others do that matters to you stands here on the day it happens.
        </p>
      )}
    </section>
  )
}
