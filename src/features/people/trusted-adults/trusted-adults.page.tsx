import { dayInWords } from '../../../design/formats.ts'
import { Button, DateInput, Details, Form, Radios, Table, TextArea } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { answerInWords } from '../codes.ts'
import { urls } from '../urls.ts'
import { circles } from './trusted-adult.ts'
import type { trustedAdultsForm } from './trusted-adults.form.ts'

export interface TrustedAdultsView extends AboutView {
  readonly earlier: readonly {
    readonly id: string
    readonly circle: string
    readonly answer: string
    readonly askedOn: string
  }[]
}

export const TrustedAdultsPage = ({
  view,
  filled: { fields },
}: {
  view: TrustedAdultsView
  filled: Filled<ReturnType<typeof trustedAdultsForm>['fields']>
}) => (
  <AboutPage view={view} title="Adults they could tell a worry to">
    <p class="govuk-body">One adult they can trust changes a lot. Ask them; do not guess.</p>
    <Form to={urls.trustedAdults(keyOf(view))}>
      <Radios field={fields.family} conditional={{ yes: <TextArea field={fields.familyWords} rows={3} /> }} />
      <Radios field={fields.community} conditional={{ yes: <TextArea field={fields.communityWords} rows={3} /> }} />
      <Radios
        field={fields.professional}
        conditional={{ yes: <TextArea field={fields.professionalWords} rows={3} /> }}
      />
      <DateInput field={fields.askedOn} />
      <Button>Save</Button>
    </Form>
    {view.earlier.length > 0 && (
      <Details summary="What they said before">
        <Table
          caption="What they said before"
          captionUnseen
          head={['Asked on', 'Where', 'Answer']}
          rows={view.earlier.map(one => [
            dayInWords(one.askedOn),
            circles.find(circle => circle.key === one.circle)?.name ?? one.circle,
            answerInWords(one.answer),
          ])}
        />
      </Details>
    )}
  </AboutPage>
)
