import { momentInWords } from '../../../design/formats.ts'
import { Button, ButtonGroup, Form, Page, Typed } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { urls } from '../urls.ts'

export interface DraftView {
  readonly instance: string
  /** Where it was typed. */
  readonly subject: string
  readonly youngPersonId: string | null
  readonly savedAt: Date
  /** What was written, in more than one word: not what was chosen. */
  readonly words: readonly string[]
}

/** What somebody typed and did not send: to be read, where its page is gone too, and to be thrown away. */
export const DraftPage = (draft: DraftView) => (
  <Page title="What you typed" back={{ href: '/', text: 'Home' }}>
    <h1 class="govuk-heading-l">What you typed and did not send</h1>
    <p class="govuk-body">We kept it on {momentInWords(draft.savedAt)}. Nobody else can read it.</p>
    {draft.words.length === 0 && (
      <p class="govuk-body">There are no sentences in it: you chose answers, or wrote single words.</p>
    )}
    {draft.words.map((words, at) => (
      <div key={at} class="govuk-inset-text">
        <Typed>{words}</Typed>
      </div>
    ))}
    <Form to={urls.draft({ instance: draft.instance })}>
      <ButtonGroup>
        <Button href={withQuery(draft.subject, { draft: draft.instance })} secondary>
          Carry on with it
        </Button>
        <Button danger>Throw it away</Button>
      </ButtonGroup>
    </Form>
  </Page>
)
