import { plural } from '../../../design/formats.ts'
import { Button, ButtonGroup, Details, Heading, Page, type Task, TaskList } from '../../../design/index.ts'
import type { Missing, Unknown } from '../assessment-missing.ts'
import type { Progress } from '../assessment-sections.ts'
import { Child, type OfChild } from '../child.tsx'
import type { AssessmentClock } from '../clock.ts'
import { ClockLines } from '../clock-lines.tsx'
import type { AssessmentRecord } from '../queries.ts'
import { urls } from '../urls.ts'

export interface DraftView extends OfChild {
  readonly is: 'draft'
  readonly assessment: AssessmentRecord
  readonly clock: AssessmentClock
  readonly progress: readonly Progress[]
  readonly missing: readonly Missing[]
  readonly unknown: readonly Unknown[]
}

/** An assessment that is being written: its sections, how far each is, and what nobody knows yet. */
export const TaskListPage = (view: DraftView) => {
  const { areaKey, youngPerson, assessment, clock, progress, missing, unknown } = view
  const key = { area: areaKey, youngPerson: youngPerson.id, assessment: assessment.id }
  const first = progress.find(each => !each.begun) ?? progress.find(each => each.missing.length > 0)
  const task = ({ section, ...rest }: Progress): Task => ({
    title: section.name,
    href: urls.section({ ...key, sectionKey: section.key }),
    status: statusOf({ section, ...rest }),
  })
  const asked = progress.filter(each => each.asked > 0)
  return (
    <Page title="Risk assessment" back={{ href: urls.assessments(key), text: 'Risk assessments' }}>
      <Child of={view} />
      <Heading>{assessment.form.title}</Heading>
      <ClockLines clock={clock} />
      <p class="govuk-body">
        Begun by {assessment.startedBy}. {plural(progress.filter(each => each.begun).length, 'part')} of{' '}
        {progress.length} written{missing.length > 0 && `, ${plural(missing.length, 'answer')} still missing`}.
      </p>
      <p class="govuk-hint">
        “Not known yet” is an answer: it never counts towards the level, and you can complete with it. A missing answer
        has to be given first.
      </p>
      <h2 class="govuk-heading-m">What is seen and what protects</h2>
      <TaskList id="signs" tasks={asked.filter(each => each.section.is !== 'people').map(task)} />
      <h2 class="govuk-heading-m">People, their own words, and your view</h2>
      <TaskList
        id="words"
        tasks={progress.filter(each => each.asked === 0 || each.section.is === 'people').map(task)}
      />
      <ButtonGroup>
        {first && <Button href={urls.section({ ...key, sectionKey: first.section.key })}>Carry on writing</Button>}
        <Button secondary={first !== undefined} href={urls.complete(key)}>
          Check and complete
        </Button>
      </ButtonGroup>
      {unknown.length > 0 && (
        <Details summary={`What we don’t know yet (${unknown.length})`}>
          <UnknownList unknown={unknown} />
        </Details>
      )}
      {assessment.previousId && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.changes(key)}>
            What changed since last time
          </a>
        </p>
      )}
      <p class="govuk-body">
        <a class="govuk-link" href={urls.setAside(key)}>
          Set this assessment aside
        </a>
      </p>
      <p class="govuk-body">
        <a class="govuk-link" href={urls.move(key)}>
          This is about another young person
        </a>
      </p>
    </Page>
  )
}

function statusOf({ begun, missing, unknown, asked }: Progress): Task['status'] {
  if (!begun) return { text: 'Not started', colour: 'blue' }
  if (missing.length > 0) return { text: `${plural(missing.length, 'answer')} missing`, colour: 'orange' }
  if (asked > 0 && unknown === asked) return { text: 'All not known yet', colour: 'grey' }
  return unknown > 0 ? `Done, ${unknown} not known yet` : 'Done'
}

/** What nobody has been able to find out, part by part. */
export const UnknownList = ({ unknown }: { unknown: readonly Unknown[] }) => {
  const names = [...new Set(unknown.map(each => each.sectionName))]
  return (
    <>
      {names.map(name => (
        <div key={name}>
          <h3 class="govuk-heading-s">{name}</h3>
          <ul class="govuk-list govuk-list--bullet">
            {unknown
              .filter(each => each.sectionName === name)
              .map(each => (
                <li key={each.key}>{each.says}</li>
              ))}
          </ul>
        </div>
      ))}
    </>
  )
}
