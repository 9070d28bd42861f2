import { momentInWords, plural, sentence, shortDay } from '../../../design/formats.ts'
import {
  Button,
  DateInput,
  Form,
  InsetText,
  LinkList,
  Radios,
  Select,
  SummaryList,
  Table,
  Tag,
  TextArea,
  TextInput,
  Typed,
  WarningText,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { urls } from '../urls.ts'
import type { approveForm, endForm, nameForm, stepForm } from './known-adult.form.ts'
import { endingInWords, type KnownAdult, kinds, standsOf } from './known-adult.ts'

export interface KnownAdultsView extends AboutView {
  readonly all: readonly KnownAdult[]
  readonly strands: readonly { readonly id: string; readonly serviceName: string }[]
  /** Whether the reader may name somebody, and write down what was done. */
  readonly mayName: boolean
  /** Whether the reader may match for one of the strands. */
  readonly mayMatch: boolean
}

const colours = {
  'waits for a check': 'yellow',
  'waits for approval': 'yellow',
  'at their side': 'blue',
  stopped: 'red',
  ended: 'grey',
} as const

/** Adults whom a young person knew already and who are, or could be, at their side (R31). */
export const KnownAdultsPage = (view: KnownAdultsView) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <AboutPage view={view} title="An adult they know already">
      <p class="govuk-body">
        An aunt, a teacher or a coach can be the adult at their side, if the young person wants that and it is safe.
      </p>
      {view.all.length === 0 && <p class="govuk-body">Nobody yet.</p>}
      {view.all.map(one => (
        <OneAdult key={one.id} view={view} one={one} />
      ))}
      {view.mayName &&
        view.strands.map(strand => (
          <Button key={strand.id} secondary href={urls.nameKnownAdult({ ...key, strand: strand.id })}>
            {view.strands.length > 1 ? `Name somebody: ${strand.serviceName}` : 'Name somebody'}
          </Button>
        ))}
    </AboutPage>
  )
}

const OneAdult = ({ view, one }: { view: KnownAdultsView; one: KnownAdult }) => {
  const stands = standsOf(one)
  return (
    <section>
      <SummaryList
        card={{ title: one.name, level: 2 }}
        rows={[
          { key: 'How it stands', value: <Tag colour={colours[stands]}>{sentence(stands)}</Tag> },
          { key: 'What they are to them', value: `${one.relation}. ${one.knownSince}` },
          one.phone !== null && { key: 'Number', value: one.phone },
          { key: 'Why them, in the young person’s words', value: <Typed>{one.words}</Typed> },
          { key: 'The young person agreed', value: shortDay(one.agreedOn) },
          { key: 'Who else knows', value: <Typed>{one.knowledge}</Typed> },
          { key: 'Named by', value: `${one.proposedBy}, ${momentInWords(one.proposedAt)}` },
          one.approvedAt !== null && {
            key: 'Approved by',
            value: (
              <>
                {one.approvedBy}, {momentInWords(one.approvedAt)}
                <Typed>{one.approvalSays ?? ''}</Typed>
              </>
            ),
          },
          one.supportedBy !== null && {
            key: 'Supported by',
            value: `${one.supportedBy}, every ${plural(one.everyDays ?? 0, 'day')}`,
          },
          stands === 'at their side' && { key: 'Next talk', value: shortDay(one.nextContactOn ?? '') },
          stands === 'at their side' && { key: 'Next look', value: shortDay(one.reviewOn ?? '') },
          one.endedOn !== null && {
            key: 'Ended',
            value: (
              <>
                {shortDay(one.endedOn)}: {endingInWords(one.endReason ?? '')}
                <Typed>{one.endSays ?? ''}</Typed>
              </>
            ),
          },
        ]}
      />
      {stands === 'stopped' && one.stoppedAt && (
        <WarningText>
          Stopped since {momentInWords(one.stoppedAt)}: the young person took back their yes, or somebody of their name
          must be kept away. Look at it with whoever holds the case today, and write down how it ends. If the record
          here does not say why, ask the duty worker of the partner area. Somebody can be named anew.
        </WarningText>
      )}
      {one.steps.length > 0 && (
        <Table
          caption={`What was done: ${one.name}`}
          captionUnseen
          head={['When', 'What', 'By', 'What was checked or said']}
          rows={one.steps.map(step => [
            shortDay(step.doneOn),
            `${kinds[step.kind]}${step.outcome ? `: ${step.outcome}` : ''}`,
            step.doneBy,
            <Typed>{step.says}</Typed>,
          ])}
        />
      )}
      <WhatCanBeDone view={view} one={one} />
      {stands !== 'ended' && one.approvedAt === null && one.mine && (
        <InsetText>You named them, so somebody else approves them.</InsetText>
      )}
    </section>
  )
}

const WhatCanBeDone = ({ view, one }: { view: KnownAdultsView; one: KnownAdult }) => {
  const at = { area: view.areaKey, youngPerson: view.youngPerson.id, knownAdult: one.id }
  const stands = standsOf(one)
  const changes = view.mayMatch && one.mayChange
  const links = [
    view.mayName &&
      stands !== 'stopped' && { to: urls.knownAdultStep(at), text: 'Write down a check, a talk or a review' },
    changes && one.approvedAt === null && !one.mine && { to: urls.approveKnownAdult(at), text: 'Approve them' },
    changes && { to: urls.endKnownAdult(at), text: 'End it' },
  ].filter(link => link !== false)
  return stands === 'ended' ? null : <LinkList links={links} />
}

export const NameKnownAdultPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly strandId: string }
  filled: Filled<ReturnType<typeof nameForm>['fields']>
}) => (
  <AboutPage view={view} title="Name an adult they know already">
    <Form to={urls.nameKnownAdult({ area: view.areaKey, youngPerson: view.youngPerson.id, strand: view.strandId })}>
      <TextInput field={fields.name} />
      <TextInput field={fields.relation} />
      <TextInput field={fields.knownSince} />
      <TextInput field={fields.phone} width={20} />
      <TextArea field={fields.words} rows={4} />
      <DateInput field={fields.agreedOn} />
      <TextArea field={fields.knowledge} rows={3} />
      <Button>Name them</Button>
    </Form>
  </AboutPage>
)

export interface OneAdultView extends AboutView {
  readonly one: KnownAdult
}
const at = (view: OneAdultView) => ({
  area: view.areaKey,
  youngPerson: view.youngPerson.id,
  knownAdult: view.one.id,
})

export const StepPage = ({
  view,
  filled: { fields },
}: {
  view: OneAdultView
  filled: Filled<ReturnType<typeof stepForm>['fields']>
}) => (
  <AboutPage view={view} title="What was done">
    <p class="govuk-body">About {view.one.name}.</p>
    <Form to={urls.knownAdultStep(at(view))}>
      <Radios field={fields.kind} />
      <DateInput field={fields.doneOn} />
      <TextInput field={fields.doneBy} />
      <TextArea field={fields.says} rows={4} />
      <Radios field={fields.outcome} />
      <DateInput field={fields.nextOn} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)

export const ApproveKnownAdultPage = ({
  view,
  filled: { fields },
}: {
  view: OneAdultView
  filled: Filled<ReturnType<typeof approveForm>['fields']>
}) => (
  <AboutPage view={view} title="Approve an adult they know already">
    <p class="govuk-body">
      {view.one.name}, {view.one.relation}. {view.one.knownSince}
    </p>
    <Typed>{view.one.words}</Typed>
    <Form to={urls.approveKnownAdult(at(view))} version={view.one.version}>
      <TextArea field={fields.approvalSays} rows={3} />
      <Select field={fields.supportedBy} blank="Choose somebody" />
      <TextInput field={fields.everyDays} width={3} />
      <DateInput field={fields.nextContactOn} />
      <DateInput field={fields.reviewOn} />
      <Button>Approve them</Button>
    </Form>
  </AboutPage>
)

export const EndKnownAdultPage = ({
  view,
  filled: { fields },
}: {
  view: OneAdultView
  filled: Filled<ReturnType<typeof endForm>['fields']>
}) => (
  <AboutPage view={view} title="An adult they know already: it ends">
    <p class="govuk-body">
      With {view.one.name}. The service supports them no more; what the two are to each other is theirs.
    </p>
    <Form to={urls.endKnownAdult(at(view))} version={view.one.version}>
      <DateInput field={fields.endedOn} />
      <Radios field={fields.why} />
      <TextArea field={fields.endSays} rows={3} />
      <Button danger>End it</Button>
    </Form>
  </AboutPage>
)
