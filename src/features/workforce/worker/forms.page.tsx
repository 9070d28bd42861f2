import type { ComponentChildren } from 'preact'
import { plural, shortDay } from '../../../design/formats.ts'
import {
  Button,
  DateInput,
  Fieldset,
  Form,
  InsetText,
  Page,
  Radios,
  Select,
  SummaryList,
  TextArea,
  TextInput,
  Typed,
  WarningText,
} from '../../../design/index.ts'
import type { Form as AForm, Filled } from '../../../web/form.ts'
import type { AreaService } from '../../areas/index.ts'
import type { Kept } from '../../people/index.ts'
import type { RequirementRecorded, Supervision, Worker } from '../queries.ts'
import { urls } from '../urls.ts'
import { WhenAndWhere, type WhenAndWhereFields } from '../when-and-where.tsx'
import { asksFor } from '../worker.ts'
import type {
  addForm,
  awayForm,
  changeForm,
  leavesForm,
  requirementForm,
  supervisionForm,
  takeBackForm,
} from './worker.form.ts'

/** As much of a worker as stands above a form about them. */
export interface OfWorker {
  readonly areaKey: string
  readonly today: string
  readonly worker: Pick<Worker, 'id' | 'name' | 'version' | 'youngPeople'>
}

type F<T extends (...args: never[]) => AForm> = Filled<ReturnType<T>['fields']>

const About = ({
  fields,
  services,
  known,
}: {
  fields: F<typeof changeForm>['fields']
  services: readonly AreaService[]
  known?: Pick<Worker, 'safeguardingLead' | 'confirmedBy'>
}) => {
  const asks = asksFor(services, known)
  return (
    <>
      <DateInput field={fields.bornOn} />
      <DateInput field={fields.startedOn} />
      <TextInput field={fields.youngPeopleAtMost} width={2} />
      <Radios field={fields.gender} />
      <TextInput field={fields.emergencyContact} />
      {asks.lead && (
        <Fieldset legend="If they are under 18">
          <TextInput field={fields.safeguardingLead} />
        </Fieldset>
      )}
      {asks.confirmed && (
        <Fieldset legend="If they are a relief worker">
          <TextInput field={fields.confirmedBy} />
          <DateInput field={fields.confirmedOn} />
        </Fieldset>
      )}
    </>
  )
}

export const AddWorkerPage = ({
  view,
  filled,
}: {
  view: { readonly areaKey: string; readonly nobody: boolean; readonly services: readonly AreaService[] }
  filled: F<typeof addForm>
}) => (
  <Page title="Add a worker" back={{ href: urls.workers({ area: view.areaKey }), text: 'Workers' }}>
    <h1 class="govuk-heading-l">Add a worker</h1>
    {view.nobody ? (
      <p class="govuk-body">
        Everybody with a role in your service is a worker already. The area administrator gives somebody new their role
        first; then you can add them here.
      </p>
    ) : (
      <Form to={urls.addWorker({ area: view.areaKey })}>
        <Select field={filled.fields.who} blank="Choose somebody" />
        <About fields={filled.fields} services={view.services} />
        <Button>Add them</Button>
      </Form>
    )}
  </Page>
)

/** A page about one worker: where it leads back to, and the one heading. */
const Of = ({ view, title, children }: { view: OfWorker; title: string; children: ComponentChildren }) => (
  <Page
    title={title}
    back={{ href: urls.worker({ area: view.areaKey, worker: view.worker.id }), text: view.worker.name }}
  >
    <h1 class="govuk-heading-l">
      <span class="govuk-caption-l">{view.worker.name}</span> {title}
    </h1>
    {children}
  </Page>
)
const at = (view: OfWorker) => ({ area: view.areaKey, worker: view.worker.id })

export const ChangeWorkerPage = ({
  view,
  filled,
}: {
  view: OfWorker & {
    readonly services: readonly AreaService[]
    readonly worker: Pick<Worker, 'safeguardingLead' | 'confirmedBy'>
  }
  filled: F<typeof changeForm>
}) => (
  <Of view={view} title="Change what we know of them">
    <Form to={urls.change(at(view))} version={view.worker.version}>
      <About fields={filled.fields} services={view.services} known={view.worker} />
      <Button>Save</Button>
    </Form>
  </Of>
)

export const AvailabilityPage = ({ view, filled }: { view: OfWorker; filled: Filled<WhenAndWhereFields> }) => (
  <Of view={view} title="When and where they can meet">
    <Form to={urls.availability(at(view))} version={view.worker.version}>
      <WhenAndWhere fields={filled.fields} />
      <Button>Save</Button>
    </Form>
  </Of>
)

export const RequirementPage = ({ view, filled }: { view: OfWorker; filled: F<typeof requirementForm> }) => (
  <Of view={view} title="Record a training or a check">
    <Form to={urls.recordRequirement(at(view))}>
      <Radios field={filled.fields.requirement} />
      <DateInput field={filled.fields.doneOn} />
      <TextInput field={filled.fields.seen} />
      <Button>Record it</Button>
    </Form>
  </Of>
)

export const TakeBackPage = ({
  view,
  filled,
}: {
  view: OfWorker & { readonly recorded: RequirementRecorded; readonly name: string }
  filled: Filled<(typeof takeBackForm)['fields']>
}) => (
  <Of view={view} title="Take back what was recorded">
    <SummaryList
      rows={[
        { key: 'What', value: view.name },
        { key: 'Done on', value: shortDay(view.recorded.doneOn) },
        { key: 'Seen', value: view.recorded.seen },
        { key: 'Recorded by', value: view.recorded.recordedBy },
      ]}
    />
    <Form to={urls.takeBackRequirement({ ...at(view), met: view.recorded.id })}>
      <TextArea field={filled.fields.reason} rows={3} />
      <Button danger>Take it back</Button>
    </Form>
  </Of>
)

export const SupervisePage = ({
  view,
  filled,
}: {
  view: OfWorker & { readonly kept: Kept | null }
  filled: F<typeof supervisionForm>
}) => (
  <Of view={view} title="Record a supervision">
    <InsetText>
      Only {view.worker.name} and you read what you write here. Others read that it took place.
      {view.kept &&
        ` ${view.worker.name} reads it on a phone that somebody may take: use neutral words, and write a worry about a young person in that young person’s record.`}
    </InsetText>
    <Form to={urls.supervise(at(view))}>
      <DateInput field={filled.fields.heldOn} />
      <Radios field={filled.fields.how} />
      <Radios field={filled.fields.wellbeing} />
      <TextArea field={filled.fields.support} rows={3} />
      <TextArea field={filled.fields.says} rows={8} />
      <TextArea field={filled.fields.agreed} rows={3} />
      <Button>Record it</Button>
    </Form>
  </Of>
)

const wellbeings: Readonly<Record<string, string>> = {
  well: 'Well',
  'some strain': 'Some strain',
  'needs support': 'They need support',
  'not asked': 'Was not asked',
}

/** What was said in a supervision, wherever it is read. */
export const SupervisionWords = ({ of }: { of: Supervision }) => (
  <SummaryList
    rows={[
      { key: 'When', value: `${shortDay(of.heldOn)}, ${of.how}, with ${of.heldBy}` },
      // A phone shows nothing that would tell too much of a young person.
      ...(of.says === null
        ? [{ key: 'What was said', value: `Ask ${of.heldBy}` }]
        : [
            { key: 'How they were', value: wellbeings[of.wellbeing ?? 'not asked'] ?? '' },
            ...(of.support ? [{ key: 'What is done about it', value: <Typed>{of.support}</Typed> }] : []),
            { key: 'What was said', value: <Typed>{of.says}</Typed> },
            ...(of.agreed ? [{ key: 'Agreed until next time', value: <Typed>{of.agreed}</Typed> }] : []),
          ]),
    ]}
  />
)

export const SupervisionNotePage = (view: OfWorker & { readonly supervision: Supervision }) => (
  <Of view={view} title="A supervision">
    <SupervisionWords of={view.supervision} />
  </Of>
)

export const AwayPage = ({ view, filled }: { view: OfWorker; filled: Filled<(typeof awayForm)['fields']> }) => (
  <Of view={view} title="Record time away">
    <Form to={urls.away(at(view))}>
      <DateInput field={filled.fields.fromOn} />
      <DateInput field={filled.fields.backOn} />
      <Button>Record it</Button>
    </Form>
  </Of>
)

export const LeavesPage = ({ view, filled }: { view: OfWorker; filled: Filled<(typeof leavesForm)['fields']> }) => (
  <Of view={view} title="They leave">
    <WarningText>
      What this service opened closes to {view.worker.name} in the same second, on every device. It cannot be undone;
      they can be added again. Other roles they have stay: the area administrator ends those.
    </WarningText>
    {view.worker.youngPeople > 0 && (
      <p class="govuk-body">
        {plural(view.worker.youngPeople, 'young person has', 'young people have')} them at their side. You are asked to
        plan a goodbye for each, and who comes next. Unless you worry about what they do, it is kinder to plan it first.
      </p>
    )}
    <Form to={urls.leaves(at(view))}>
      <Radios field={filled.fields.why} />
      <Button danger>They leave now</Button>
    </Form>
  </Of>
)
