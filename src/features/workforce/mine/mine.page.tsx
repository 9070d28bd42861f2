import { shortDay, timeInWords } from '../../../design/formats.ts'
import {
  Button,
  Checkboxes,
  Details,
  Form,
  InsetText,
  Page,
  Radios,
  Table,
  Telephone,
  TextArea,
  TextInput,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { checkInSays } from '../check-in.tsx'
import type { WhereTheyStand } from '../list/list.ts'
import type { Supervision, VisitNow, Worker } from '../queries.ts'
import { StandingTag, untilWhen } from '../standing.tsx'
import { urls } from '../urls.ts'
import { WhenAndWhere } from '../when-and-where.tsx'
import { SupervisionWords } from '../worker/forms.page.tsx'
import type { aboutMeForm, aloneForm } from './mine.form.ts'

export interface MyWorkView {
  readonly areaKey: string
  readonly now: Date
  readonly works: readonly {
    readonly me: Worker
    readonly serviceName: string
    readonly stands: WhereTheyStand | undefined
    readonly supervisions: readonly Supervision[]
    readonly visit: VisitNow | null
  }[]
}

/** What somebody is as a worker: working alone, supervision, training, and what they say of themself. */
export const MyWorkPage = ({ areaKey, now, works }: MyWorkView) => (
  <Page title="My times and training">
    <h1 class="govuk-heading-l">My times and training</h1>
    {works.length === 0 && <p class="govuk-body">Whoever manages your service has not added you yet. Ask them to.</p>}
    {works.map(({ me, serviceName, stands, supervisions, visit }) => {
      const at = { area: areaKey, worker: me.id }
      return (
        <section key={me.id}>
          {works.length > 1 && <h2 class="govuk-heading-m">{serviceName}</h2>}
          <Alone at={at} now={now} visit={visit} />
          {me.safeguardingLead && (
            <InsetText>
              Worried, or need to talk? Ring your own safeguarding lead: <Telephone>{me.safeguardingLead}</Telephone>
            </InsetText>
          )}
          {stands && (
            <p class="govuk-body">
              {stands.supervisionLate
                ? `Your supervision was due on ${shortDay(stands.supervisionDueOn)}: ask for a time.`
                : `Your next supervision is due on ${shortDay(stands.supervisionDueOn)}.`}
            </p>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href={urls.aboutMe(at)}>
              Say when you can meet, and what you like
            </a>
          </p>
          {stands && (
            <Details summary="My training and checks">
              <Table
                caption="What your service asks for"
                captionUnseen
                head={['What', 'How it stands', 'Until']}
                rows={stands.requirements.map(one => [one.requirement.name, <StandingTag of={one} />, untilWhen(one)])}
              />
            </Details>
          )}
          {supervisions.length > 0 && (
            <Details summary="My supervisions">
              {supervisions.map(one => (
                <SupervisionWords key={one.id} of={one} />
              ))}
            </Details>
          )}
        </section>
      )
    })}
  </Page>
)

const Alone = ({ at, now, visit }: { at: { area: string; worker: string }; now: Date; visit: VisitNow | null }) =>
  visit ? (
    <Form to={urls.checkIn(at)}>
      <p class="govuk-body">
        You went out at {timeInWords(visit.startedAt)}. <strong>{checkInSays(visit, now)}</strong>
        {now < visit.backBy ? ': after that somebody is asked to ring you.' : '. Somebody is asked to ring you.'}
      </p>
      <Button>I am back, all is well</Button>
    </Form>
  ) : (
    <Button href={urls.alone(at)}>I am going somewhere alone</Button>
  )

interface OfMe {
  readonly areaKey: string
  readonly me: Pick<Worker, 'id' | 'version'>
}

export const AboutMePage = ({
  view,
  filled: { fields },
}: {
  view: OfMe
  filled: Filled<ReturnType<typeof aboutMeForm>['fields']>
}) => (
  <Page title="About me" back={{ href: urls.myWork({ area: view.areaKey }), text: 'My times and training' }}>
    <h1 class="govuk-heading-l">About me</h1>
    <p class="govuk-body">
      This helps to find the right young person for you. Whoever manages your service reads it; the person for an
      emergency also the duty team, when you have not checked in.
    </p>
    <Form to={urls.aboutMe({ area: view.areaKey, worker: view.me.id })} version={view.me.version}>
      <h2 class="govuk-heading-m">When can you meet?</h2>
      <WhenAndWhere fields={fields} />
      <TextInput field={fields.languages} />
      <Checkboxes field={fields.interests} />
      <TextInput field={fields.otherInterests} />
      <TextInput field={fields.pronouns} width={20} />
      <TextArea field={fields.livedExperience} rows={4} />
      <TextInput field={fields.emergencyContact} />
      <Button>Save</Button>
    </Form>
  </Page>
)

export const AlonePage = ({ view, filled }: { view: OfMe; filled: Filled<(typeof aloneForm)['fields']> }) => (
  <Page
    title="Going somewhere alone"
    back={{ href: urls.myWork({ area: view.areaKey }), text: 'My times and training' }}
  >
    <h1 class="govuk-heading-l">Going somewhere alone</h1>
    <p class="govuk-body">
      If you do not check in by then, whoever manages you and the duty team are asked to ring you, and then the person
      you named for an emergency.
    </p>
    <Form to={urls.alone({ area: view.areaKey, worker: view.me.id })}>
      <Radios field={filled.fields.hours} />
      <TextInput field={filled.fields.going} />
      <Button>Go</Button>
    </Form>
  </Page>
)
