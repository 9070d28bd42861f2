import { momentInWords } from '../../../design/formats.ts'
import { Button, ButtonGroup, Form, Page, SummaryList, Table, TextArea, Typed, Unseen } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { softReasons } from '../fit.ts'
import type { ToApprove } from '../queries.ts'
import { urls } from '../urls.ts'
import type { declineForm } from './approve.form.ts'

export type Waiting = ToApprove & { readonly serviceName: string }

/** What waits for a second person. It names no young person. */
export const ToApprovePage = (view: { readonly areaKey: string; readonly matches: readonly Waiting[] }) => (
  <Page title="Matches to approve" wide>
    <h1 class="govuk-heading-l">Matches to approve</h1>
    <p class="govuk-body">
      Somebody accepted a risk for a match. It counts only when a second person, here or in the partner area, approves
      it. Whom it is for is not said.
    </p>
    {view.matches.length === 0 ? (
      <p class="govuk-body">No match waits for you.</p>
    ) : (
      <Table
        caption="Waiting"
        captionUnseen
        head={['Adult', 'Service', 'What is accepted', 'Why', 'Asked by', { text: 'What you can do', unseen: true }]}
        rows={view.matches.map(one => [
          one.worker,
          one.serviceName,
          one.accepts.map(why => softReasons[why]).join('. '),
          <Typed>{one.acceptsReason}</Typed>,
          `${one.madeBy}, ${momentInWords(one.madeAt)}`,
          <Form to={urls.approve({ area: view.areaKey, match: one.id })}>
            <ButtonGroup>
              <Button secondary>
                Approve it<Unseen> with {one.worker}</Unseen>
              </Button>
              <a class="govuk-link" href={urls.decline({ area: view.areaKey, match: one.id })}>
                Say no<span class="govuk-visually-hidden"> to {one.worker}</span>
              </a>
            </ButtonGroup>
          </Form>,
        ])}
      />
    )}
  </Page>
)

/** A second person says no. */
export const DeclinePage = ({
  view,
  filled,
}: {
  view: { readonly areaKey: string; readonly one: Waiting }
  filled: Filled<(typeof declineForm)['fields']>
}) => (
  <Page title="Say no to a match" back={{ href: urls.toApprove({ area: view.areaKey }), text: 'Matches to approve' }}>
    <h1 class="govuk-heading-l">Say no to a match</h1>
    <SummaryList
      rows={[
        { key: 'Adult', value: view.one.worker },
        { key: 'Service', value: view.one.serviceName },
        { key: 'What is accepted', value: view.one.accepts.map(why => softReasons[why]).join('. ') },
        { key: 'Why', value: <Typed>{view.one.acceptsReason}</Typed> },
        { key: 'Asked by', value: `${view.one.madeBy}, ${momentInWords(view.one.madeAt)}` },
      ]}
    />
    <Form to={urls.decline({ area: view.areaKey, match: view.one.id })}>
      <TextArea field={filled.fields.why} rows={3} />
      <Button>Say no</Button>
    </Form>
  </Page>
)
