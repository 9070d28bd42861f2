import { timeInWords } from '../../../design/formats.ts'
import {
  Button,
  DateInput,
  Form,
  Page,
  Radios,
  Table,
  TextArea,
  TextInput,
  WarningText,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls } from '../urls.ts'
import type { emergencyForm } from './emergency.form.ts'
import { emergencies } from './emergency.ts'

export interface AskView {
  readonly areaKey: string
  readonly areaName: string
}

export const AskEmergencyPage = ({
  areaKey,
  areaName,
  filled,
}: AskView & { filled: Filled<(typeof emergencyForm)['fields']> }) => (
  <Page title="Emergency access">
    <h1 class="govuk-heading-l">Emergency access in {areaName}</h1>
    <WarningText>
      Your manager and information governance are told at once, and so are the case-holder and their manager. Somebody
      else looks at it tomorrow.
    </WarningText>
    <p class="govuk-body">
      It opens one young person’s record for 60 minutes. You can renew it, up to 12 hours in all.
    </p>
    <Form to={urls.askEmergency({ area: areaKey })}>
      <TextInput field={filled.fields.name} />
      <DateInput field={filled.fields.born} />
      <Radios field={filled.fields.kind} />
      <TextArea field={filled.fields.line} rows={3} />
      <Button danger>Ask for emergency access</Button>
    </Form>
  </Page>
)

export interface MineView {
  readonly areaKey: string
  readonly mine: readonly {
    id: string
    kind: string
    askedAt: Date
    untilAt: Date
    lookedUp: boolean
    underWay: boolean
  }[]
}

/** The same whether or not there is such a child: what can be opened now stands in the list of young people. */
export const MyEmergencyPage = ({ areaKey, mine }: MineView) => (
  <Page title="Your emergency access">
    <h1 class="govuk-heading-l">Your emergency access</h1>
    <p class="govuk-body">
      If there is a record with exactly that name and date of birth, it is open to you now. You find it in your{' '}
      <a class="govuk-link" href={`/${areaKey}/young-people`}>
        list of young people
      </a>
      . If it is not there, check the spelling, or ring the duty team.
    </p>
    {mine.length === 0 ? (
      <p class="govuk-body">You have no emergency access at the moment.</p>
    ) : (
      <Table
        caption="Open now"
        head={['Why', 'Asked at', 'Ends at', { text: 'What you can do', unseen: true }]}
        rows={mine.map(m => [
          emergencies[m.kind as keyof typeof emergencies] ?? m.kind,
          timeInWords(m.askedAt),
          timeInWords(m.untilAt),
          <div class="govuk-button-group">
            {m.lookedUp ? (
              <Form to={urls.renew({ area: areaKey, request: m.id })}>
                <Button secondary>Renew for 60 minutes</Button>
              </Form>
            ) : m.underWay ? (
              <p class="govuk-body">We are still looking for the record. Open this page again in a moment.</p>
            ) : (
              <p class="govuk-body">
                Something went wrong on our side, so we did not look for the record.{' '}
                <a class="govuk-link" href={urls.askEmergency({ area: areaKey })}>
                  Ask again
                </a>
                .
              </p>
            )}
            <Form to={urls.end({ area: areaKey, request: m.id })}>
              <Button secondary>End it now</Button>
            </Form>
          </div>,
        ])}
      />
    )}
  </Page>
)
