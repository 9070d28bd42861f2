import { ageOn, momentInWords, plural, sentence, shortDay } from '../../../design/formats.ts'
import {
  Button,
  ButtonGroup,
  Details,
  Form,
  InsetText,
  Page,
  SummaryList,
  Table,
  Tag,
  Telephone,
  Typed,
  Unseen,
  WarningText,
} from '../../../design/index.ts'
import { byDay, partsOfDay, weekdays } from '../../../platform/week.ts'
import { urls as access } from '../../access/index.ts'
import type { WhereTheyStand } from '../list/list.ts'
import type { RequirementRecorded, Supervision, Worker } from '../queries.ts'
import { StandingTag, untilWhen } from '../standing.tsx'
import { urls } from '../urls.ts'
import { genders, type Leave, leavings } from '../worker.ts'

export interface WorkerView {
  readonly areaKey: string
  readonly today: string
  readonly worker: Worker
  readonly service: { readonly name: string; readonly supervision: string } | undefined
  readonly stands: WhereTheyStand | undefined
  readonly recorded: readonly RequirementRecorded[]
  readonly supervisions: readonly Supervision[]
  readonly leaves: readonly Leave[]
  readonly placeNames: Readonly<Record<string, string>>
  readonly languageNames: readonly string[]
  readonly interestNames: readonly string[]
  readonly requirementNames: Readonly<Record<string, string>>
  readonly maySupervise: boolean
  /** They sign in with a phone. */
  readonly byPasskey: boolean
}

/** One worker, for whoever manages them. */
export const WorkerPage = (view: WorkerView) => {
  const { worker, areaKey } = view
  const at = { area: areaKey, worker: worker.id }
  const age = ageOn(worker.bornOn, view.today)
  return (
    <Page title="A worker" back={{ href: urls.workers({ area: areaKey }), text: 'Workers' }} wide>
      <h1 class="govuk-heading-l">{worker.name}</h1>
      {worker.leftAt && worker.leftAs && (
        <WarningText>
          {worker.name} left on {shortDay(worker.leftAt)}: {leavings[worker.leftAs].toLowerCase()}. Nothing opens to
          them any more.
        </WarningText>
      )}
      {age < 18 && (
        <InsetText>
          {worker.name} is {age}, so still a child. Their own safeguarding lead is{' '}
          <Telephone>{worker.safeguardingLead ?? 'not known'}</Telephone>
        </InsetText>
      )}
      {view.stands?.away && <InsetText>{worker.name} is away now.</InsetText>}
      <About view={view} age={age} />
      <Requirements view={view} />
      <Supervisions view={view} />
      {!worker.leftAt && <Away view={view} />}
      <p class="govuk-body">
        <a class="govuk-link" href={urls.keepApart(at)}>
          Who must be kept apart from them
        </a>
      </p>
      {!worker.leftAt && (
        <>
          <h2 class="govuk-heading-m">Signing in, and leaving</h2>
          {view.byPasskey && (
            <p class="govuk-body">
              <a class="govuk-link" href={access.codeInPerson({ area: areaKey, person: worker.personId })}>
                Give them a code for their phone, or stop it
              </a>
            </p>
          )}
          <Form to={urls.endSessions(at)}>
            <ButtonGroup>
              <Button secondary>Sign them out everywhere now</Button>
              <Button href={urls.leaves(at)} secondary>
                They leave
              </Button>
            </ButtonGroup>
          </Form>
        </>
      )}
    </Page>
  )
}

const About = ({ view, age }: { view: WorkerView; age: number }) => {
  const { worker } = view
  const at = { area: view.areaKey, worker: worker.id }
  const change = (part: string, href = urls.change(at)) =>
    worker.leftAt ? [] : [{ text: 'Change', about: part, href }]
  const times = byDay(worker.available)
  return (
    <>
      <h2 class="govuk-heading-m">About them</h2>
      <SummaryList
        rows={[
          { key: 'Service', value: view.service?.name ?? worker.serviceKey },
          { key: 'Job', value: worker.title },
          { key: 'Telephone', value: <Telephone>{worker.phone ?? 'Not known'}</Telephone> },
          { key: 'Age', value: plural(age, 'year'), actions: change('date of birth') },
          { key: 'Started', value: shortDay(worker.startedOn) },
          {
            key: 'Young people at once',
            value: `Has ${worker.youngPeople} now, at most ${worker.youngPeopleAtMost}`,
            actions: change('how many young people'),
          },
          ...(worker.confirmedBy && worker.confirmedOn
            ? [{ key: 'Known before, confirmed by', value: `${worker.confirmedBy}, ${shortDay(worker.confirmedOn)}` }]
            : []),
          {
            key: 'In an emergency, ring',
            value: <Telephone>{worker.emergencyContact ?? 'Not known'}</Telephone>,
            actions: change('contact'),
          },
          ...(worker.safeguardingLead
            ? [{ key: 'Own safeguarding lead', value: <Telephone>{worker.safeguardingLead}</Telephone> }]
            : []),
          { key: 'Describes themself as', value: genders[worker.gender] },
          { key: 'Pronouns', value: worker.pronouns ?? 'Not said' },
          { key: 'Languages', value: view.languageNames.join(', ') || 'Not said' },
          { key: 'Likes', value: view.interestNames.join(', ') || 'Not said' },
          {
            key: 'What they share of their own life',
            value: worker.livedExperience ? <Typed>{worker.livedExperience}</Typed> : 'Nothing said',
          },
          {
            key: 'Can travel to',
            value: worker.places.map(place => view.placeNames[place] ?? place).join(', ') || 'Not said',
            actions: change('where they can travel to', urls.availability(at)),
          },
        ]}
      />
      <Table
        caption="When they can meet"
        captionSize="s"
        head={['Day', 'Part of the day']}
        rows={Object.entries(weekdays).map(([day, name]) => [
          name,
          times[day as keyof typeof weekdays].map(part => partsOfDay[part]).join(', ') || 'No',
        ])}
      />
      {!worker.leftAt && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.availability(at)}>
            Change when and where they can meet
          </a>
        </p>
      )}
    </>
  )
}

const Requirements = ({ view }: { view: WorkerView }) => {
  const at = { area: view.areaKey, worker: view.worker.id }
  return (
    <>
      <h2 class="govuk-heading-m">Training and checks</h2>
      {view.stands && (
        <>
          {!view.worker.leftAt && (
            <p class="govuk-body">
              {view.stands.ready
                ? 'Everything is there that must be there before they are matched.'
                : 'They cannot be matched until everything is there that must be.'}
            </p>
          )}
          <Table
            caption="What their service asks for"
            captionUnseen
            head={['What', 'How it stands', 'Until', 'Before a match']}
            rows={view.stands.requirements.map(one => [
              one.requirement.name,
              <StandingTag of={one} />,
              untilWhen(one),
              one.requirement.beforeMatch === 'must' ? 'Must be there' : 'Should be there',
            ])}
          />
        </>
      )}
      {!view.worker.leftAt && view.service && (
        <Button href={urls.recordRequirement(at)} secondary>
          Record a training or a check
        </Button>
      )}
      {view.recorded.length > 0 && (
        <Details summary="What was recorded, and by whom">
          <Table
            caption="Recorded"
            captionUnseen
            head={['What', 'Done on', 'Seen', 'Recorded', { text: 'What you can do', unseen: true }]}
            rows={view.recorded.map(one => [
              view.requirementNames[one.requirementKey] ?? one.requirementKey,
              shortDay(one.doneOn),
              one.seen,
              `${one.recordedBy}, ${momentInWords(one.recordedAt)}`,
              one.takenBackAt ? (
                `Taken back ${shortDay(one.takenBackAt)}: ${one.takenBackReason}`
              ) : view.worker.leftAt ? (
                ''
              ) : (
                <a class="govuk-link" href={urls.takeBackRequirement({ ...at, met: one.id })}>
                  It is wrong<Unseen>: {view.requirementNames[one.requirementKey] ?? one.requirementKey}</Unseen>
                </a>
              ),
            ])}
          />
        </Details>
      )}
    </>
  )
}

const Supervisions = ({ view }: { view: WorkerView }) => {
  const at = { area: view.areaKey, worker: view.worker.id }
  return (
    <>
      <h2 class="govuk-heading-m">Supervision</h2>
      {view.stands && view.service && !view.worker.leftAt && (
        <p class="govuk-body">
          {view.service.supervision}. The next {view.stands.supervisionLate ? 'was' : 'is'} due on{' '}
          {shortDay(view.stands.supervisionDueOn)}. {view.stands.supervisionLate && <Tag colour="red">Late</Tag>}
        </p>
      )}
      {view.maySupervise && !view.worker.leftAt && (
        <Button href={urls.supervise(at)} secondary>
          Record a supervision
        </Button>
      )}
      {view.supervisions.length === 0 ? (
        <p class="govuk-body">None has been recorded.</p>
      ) : (
        <Table
          caption="Supervisions"
          captionUnseen
          head={['When', 'How', 'With whom', 'What was said']}
          rows={view.supervisions.map(one => [
            shortDay(one.heldOn),
            sentence(one.how),
            one.heldBy,
            one.says === null ? (
              'Only they and their supervisor read it'
            ) : (
              <a class="govuk-link" href={urls.supervisionNote({ ...at, supervision: one.id })}>
                Read it<Unseen> of {shortDay(one.heldOn)}</Unseen>
              </a>
            ),
          ])}
        />
      )}
    </>
  )
}

const Away = ({ view }: { view: WorkerView }) => {
  const at = { area: view.areaKey, worker: view.worker.id }
  return (
    <>
      <h2 class="govuk-heading-m">Time away</h2>
      {view.leaves.length === 0 && <p class="govuk-body">Nothing is planned.</p>}
      <Leaves leaves={view.leaves} callOff={leave => urls.callOff({ ...at, leave })} />
      <p class="govuk-body">
        <a class="govuk-link" href={urls.away(at)}>
          Record time away
        </a>
      </p>
    </>
  )
}

/** When somebody is or will be away, each with a button that calls it off. */
export const Leaves = ({ leaves, callOff }: { leaves: readonly Leave[]; callOff: (leave: string) => string }) => (
  <>
    {leaves.map(leave => (
      <Form to={callOff(leave.id)} key={leave.id}>
        <p class="govuk-body">
          From {shortDay(leave.fromOn)},{' '}
          {leave.backOn ? `back on ${shortDay(leave.backOn)}` : 'nobody knows until when'}
        </p>
        <Button secondary>
          Call it off<Unseen>: from {shortDay(leave.fromOn)}</Unseen>
        </Button>
      </Form>
    ))}
  </>
)
