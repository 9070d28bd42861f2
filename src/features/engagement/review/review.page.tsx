import { shortDay } from '../../../design/formats.ts'
import { Button, DateInput, Form, Radios, SummaryList, TextArea, Typed } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { decisions, type Effort, type Review } from '../engagement.ts'
import { urls } from '../urls.ts'
import type { reviewForm } from './review.form.ts'

export const ReviewPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly effort: Effort; readonly asks: { readonly attempts: number; readonly kinds: number } }
  filled: Filled<ReturnType<typeof reviewForm>['fields']>
}) => (
  <AboutPage view={view} title="Look at what we tried">
    <p class="govuk-body">
      Tried {view.effort.attempts} of {view.asks.attempts} times, in {view.effort.kinds} of {view.asks.kinds} ways. The
      case-holder is asked whether they agree with what you write.
    </p>
    <Form to={urls.review({ area: view.areaKey, youngPerson: view.youngPerson.id })}>
      <DateInput field={fields.heldOn} />
      <TextArea field={fields.says} rows={5} />
      <Radios field={fields.decided} />
      <Button>Save</Button>
    </Form>
  </AboutPage>
)

export const AgreePage = ({ view }: { view: AboutView & { readonly review: Review } }) => (
  <AboutPage view={view} title="Do you agree?">
    <SummaryList
      rows={[
        { key: 'You talked on', value: shortDay(view.review.heldOn) },
        { key: 'What we could have done better', value: <Typed>{view.review.says}</Typed> },
        { key: 'Decided', value: decisions[view.review.decided] },
        { key: 'Written by', value: view.review.recordedBy },
      ]}
    />
    <Form to={urls.agree({ area: view.areaKey, youngPerson: view.youngPerson.id, review: view.review.id })}>
      <Button>I was there and agree</Button>
    </Form>
    <p class="govuk-body">You do not agree, or you did not talk? Ring them: nothing ends until you agree.</p>
  </AboutPage>
)
