import { dayInWords } from '../../../design/formats.ts'
import {
  Button,
  ButtonGroup,
  Form,
  InsetText,
  Radios,
  Select,
  SummaryList,
  Table,
  Telephone,
  TextArea,
  Typed,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import type { Holding } from '../queries.ts'
import { urls } from '../urls.ts'
import type { answerForm, handOverForm } from './hand-over.form.ts'
import type { OpenHandOver } from './hand-over-queries.ts'

export interface CaseHolderView extends AboutView {
  readonly acts: ReadonlySet<string>
  readonly holdings: readonly Holding[]
  readonly handOver: OpenHandOver | null
}

export const CaseHolderPage = (view: CaseHolderView) => {
  const { acts, holdings, handOver } = view
  const key = keyOf(view)
  const now = holdings.find(h => h.until === null)
  return (
    <AboutPage view={view} title="Who holds the case">
      <SummaryList
        rows={[
          {
            key: 'Name',
            value: now?.name ? `${now.name}, ${now.title ?? ''}` : 'Nobody by name: the team holds the case',
          },
          { key: 'Team', value: now ? `${now.team}, ${now.agency}` : null },
          { key: 'Telephone', value: <Telephone>{now?.phone ?? now?.teamPhone ?? 'Not recorded'}</Telephone> },
          { key: 'Since', value: now ? dayInWords(now.from) : null },
        ]}
      />
      {handOver && (
        <InsetText>
          <p class="govuk-body">
            {handOver.asker} asked {handOver.person ?? handOver.team} on {dayInWords(handOver.askedAt)} to take over by{' '}
            {dayInWords(handOver.dueOn)}.
          </p>
          {acts.has('accept a hand-over') && (
            <p class="govuk-body">
              <a class="govuk-link" href={urls.answer(key)}>
                Accept, or say why not
              </a>
            </p>
          )}
        </InsetText>
      )}
      <ButtonGroup>
        {acts.has('hand over') && !handOver && (
          <Button href={urls.handOver(key)} secondary>
            Ask somebody to take over
          </Button>
        )}
        {acts.has('name a case-holder') && (
          <Button href={urls.nameHolder(key)} secondary>
            Name a case-holder
          </Button>
        )}
      </ButtonGroup>
      {acts.has('hand over') && handOver && !handOver.byManager && (
        <Form to={urls.withdraw(key)}>
          <Button secondary>Do not ask any more</Button>
        </Form>
      )}
      <Table
        caption="Who held the case"
        captionSize="m"
        head={['Who', 'From', 'Until', 'Why it changed']}
        rows={holdings.map(h => [
          `${h.name ?? 'The team'}, ${h.team}`,
          dayInWords(h.from),
          h.until ? dayInWords(h.until) : 'Now',
          h.reason ?? '',
        ])}
      />
    </AboutPage>
  )
}

type HandOverFilled = Filled<ReturnType<typeof handOverForm>['fields']>

export const HandOverPage = ({ view, filled: { fields } }: { view: AboutView; filled: HandOverFilled }) => (
  <AboutPage view={view} title="Ask somebody to take over">
    <p class="govuk-body">You hold the case until they accept. They have one working day to answer.</p>
    <Form to={urls.handOver(keyOf(view))}>
      <Select field={fields.to} />
      <TextArea field={fields.reason} rows={4} />
      <Button>Ask them</Button>
    </Form>
  </AboutPage>
)

export const NameHolderPage = ({ view, filled: { fields } }: { view: AboutView; filled: HandOverFilled }) => (
  <AboutPage view={view} title="Name a case-holder">
    <p class="govuk-body">
      Somebody in a team you manage holds the case at once. Another team holds it from now on as a team, and has one
      working day to accept.
    </p>
    <Form to={urls.nameHolder(keyOf(view))}>
      <Select field={fields.to} />
      <TextArea field={fields.reason} rows={4} />
      <Button>Name them</Button>
    </Form>
  </AboutPage>
)

export interface AnswerView extends AboutView {
  readonly handOver: OpenHandOver
}

export const AnswerPage = ({
  view,
  filled: { fields },
}: {
  view: AnswerView
  filled: Filled<ReturnType<typeof answerForm>['fields']>
}) => {
  const { handOver } = view
  return (
    <AboutPage view={view} title="Will you take over?" heading="You are asked to take over">
      <SummaryList
        rows={[
          { key: 'Asked by', value: `${handOver.asker}${handOver.askerPhone ? `, ${handOver.askerPhone}` : ''}` },
          {
            key: 'Now with',
            value: handOver.byManager ? `${handOver.team}, until somebody accepts` : handOver.fromTeam,
          },
          { key: 'Why', value: <Typed>{handOver.reason}</Typed> },
          { key: 'Answer by', value: dayInWords(handOver.dueOn) },
        ]}
      />
      <Form to={urls.answer(keyOf(view))}>
        <Radios
          field={fields.answer}
          conditional={{
            accepted: <Select field={fields.holder} />,
            declined: <TextArea field={fields.reason} rows={4} />,
          }}
        />
        <Button>Send your answer</Button>
      </Form>
    </AboutPage>
  )
}
