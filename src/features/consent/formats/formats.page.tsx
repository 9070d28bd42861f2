import { shortDay } from '../../../design/formats.ts'
import { Button, Form, InsetText, Radios, Table, TextArea, TextInput, Typed, Unseen } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { urls } from '../urls.ts'
import type { arrangeFormatForm, askForFormatForm } from './formats.form.ts'
import { type FormatRequest, formatsWanted } from './formats.ts'

export interface FormatsView extends AboutView {
  readonly requests: readonly FormatRequest[]
}

const whose = (one: FormatRequest): string => one.who ?? 'The young person'

/** What somebody wants instead of these papers, what became of it, and asking for more (R161). */
export const FormatsPage = ({
  view,
  filled: { fields },
}: {
  view: FormatsView
  filled: Filled<ReturnType<typeof askForFormatForm>['fields']>
}) => {
  const at = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <AboutPage view={view} title="In another language or format">
      {view.requests.length > 0 && (
        <Table
          caption="What was asked for"
          captionSize="m"
          head={['Who', 'How they want it', 'What became of it']}
          rows={view.requests.map(one => [
            whose(one),
            <>
              {formatsWanted[one.wanted]}
              {one.says && <Typed>{one.says}</Typed>}
              {shortDay(one.askedAt)}, {one.askedBy}
            </>,
            one.arrangedAt ? (
              <>
                <Typed>{one.arrangedSays ?? ''}</Typed>
                {shortDay(one.arrangedAt)}, {one.arrangedBy}
              </>
            ) : (
              <a class="govuk-link" href={urls.arrangeFormat({ ...at, format: one.id })}>
                Say what was arranged<Unseen> for {whose(one)}</Unseen>
              </a>
            ),
          ])}
        />
      )}
      <p class="govuk-body">Whoever holds the case is asked to arrange it.</p>
      <Form to={urls.formats(at)}>
        <Radios field={fields.who} />
        <Radios field={fields.wanted} />
        <TextInput field={fields.says} />
        <Button>Ask for it</Button>
      </Form>
    </AboutPage>
  )
}

export const ArrangeFormatPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly request: FormatRequest }
  filled: Filled<(typeof arrangeFormatForm)['fields']>
}) => (
  <AboutPage view={view} title="Arrange another language or format">
    <InsetText>
      {whose(view.request)}: {formatsWanted[view.request.wanted]}
      {view.request.says && <Typed>{view.request.says}</Typed>}
    </InsetText>
    <Form to={urls.arrangeFormat({ area: view.areaKey, youngPerson: view.youngPerson.id, format: view.request.id })}>
      <TextArea field={fields.says} rows={3} />
      <Button>It is arranged</Button>
    </Form>
  </AboutPage>
)
