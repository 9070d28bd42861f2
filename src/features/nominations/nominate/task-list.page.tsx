import { Alert, Heading, Page, TaskList } from '../../../design/index.ts'
import { urls as assessments } from '../../assessments/index.ts'
import { urls as people } from '../../people/index.ts'
import { Child, nameOf } from '../child.tsx'
import { type SectionKey, sections } from '../questions.ts'
import { urls } from '../urls.ts'
import { FromTheRecord, type Known } from './from-the-record.tsx'

export type SectionState = 'done' | 'to do' | 'to check'

export interface TaskListView extends Known {
  readonly nominationId: string
  readonly asked: readonly { readonly section: SectionKey; readonly state: SectionState }[]
  readonly age: 'fine' | 'no date of birth' | 'too old' | 'age needs a reason'
  readonly under: number
  readonly latestBothYes: boolean
  /** R130. */
  readonly assessed: boolean
}

const states = {
  done: 'Completed',
  'to do': { text: 'Not started', colour: 'blue' },
  'to check': { text: 'Check what we took over', colour: 'yellow' },
} as const

/** What is still to do before a nomination can be sent. */
export const TaskListPage = (view: TaskListView) => {
  const to = { area: view.areaKey, youngPerson: view.youngPerson.id, nomination: view.nominationId }
  const ready =
    view.asked.every(one => one.state === 'done') && view.latestBothYes && view.assessed && !blocks(view.age)
  const done = view.asked.filter(one => one.state === 'done').length
  return (
    <Page title="A nomination" back={{ href: urls.ofYoungPerson(to), text: 'Nominations' }}>
      <Child {...view} />
      <Heading>Nominate {nameOf(view.youngPerson)}</Heading>
      <Blocked {...view} />
      <p class="govuk-body">
        You have completed {done} of {view.asked.length} parts.
      </p>
      <TaskList
        id="parts"
        tasks={[
          ...view.asked.map(({ section, state }) => ({
            title: sections[section].title,
            href: urls.section({ ...to, sectionKey: section }),
            status: states[state],
          })),
          ready
            ? { title: 'Check and send', href: urls.check(to), status: states['to do'] }
            : { title: 'Check and send', status: 'Cannot start yet' },
        ]}
      />
      <FromTheRecord {...view} title="What we know already" />
      <p class="govuk-body">
        <a class="govuk-link" href={urls.withdraw(to)}>
          Withdraw this nomination
        </a>
      </p>
    </Page>
  )
}

const blocks = (age: TaskListView['age']): boolean => age === 'no date of birth' || age === 'too old'

const Blocked = ({ age, under, latestBothYes, assessed, areaKey, youngPerson, forum }: TaskListView) => (
  <>
    {!assessed && (
      <Alert kind="warning" title="We need a completed risk assessment">
        <p>
          You can write the nomination now. It can be sent once{' '}
          <a class="govuk-link" href={assessments.assessments({ area: areaKey, youngPerson: youngPerson.id })}>
            the risk assessment
          </a>{' '}
          is complete.
        </p>
      </Alert>
    )}
    {age === 'no date of birth' && (
      <Alert kind="warning" title="We need a date of birth">
        <p>
          A nomination can only be sent for somebody under {under}. An estimate will do, if you say where it comes from.{' '}
          <a class="govuk-link" href={people.identity({ area: areaKey, youngPerson: youngPerson.id })}>
            Add it to their record
          </a>
          .
        </p>
      </Alert>
    )}
    {age === 'too old' && (
      <Alert kind="warning" title={`They are ${under} or over`}>
        <p>
          A new nomination can only be sent for somebody under {under}. Support that has begun does not end at {under}.
        </p>
      </Alert>
    )}
    {!latestBothYes && (
      <Alert kind="warning" title="A later discussion answered differently">
        <p>The newest outcome of {forum} does not have both yeses. It cannot be sent as things stand.</p>
      </Alert>
    )}
  </>
)
