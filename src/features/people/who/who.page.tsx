import { happened, momentInWords } from '../../../design/formats.ts'
import { Table } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { urls } from '../urls.ts'

export interface WhoView extends AboutView {
  readonly can: readonly {
    readonly personId: string
    readonly name: string
    readonly title: string
    readonly says: string
  }[]
  /** More can than are shown. */
  readonly manyCan: boolean
  readonly have: readonly {
    readonly seq: number
    readonly at: Date
    readonly name: string
    readonly title: string
    readonly act: string
    readonly outcome: string
  }[]
  readonly more: boolean
}

export const WhoPage = (view: WhoView) => (
  <AboutPage view={view} title="Who can see this, and who has" wide>
    <Table
      caption="Who can see this now"
      captionSize="m"
      head={['Name', 'Why']}
      rows={view.can.map(one => [`${one.name}, ${one.title}`, saidOfThem(one.says)])}
    />
    {view.manyCan && (
      <p class="govuk-body">These are the first {view.can.length}. There are more: ask information governance.</p>
    )}
    <Table
      caption="Who has looked or changed something"
      captionSize="m"
      head={['When', 'Who', 'What']}
      rows={view.have.map(one => [
        momentInWords(one.at),
        one.name ? `${one.name}, ${one.title}` : 'The system',
        happened(one),
      ])}
    />
    {view.more && (
      <p class="govuk-body">
        <a class="govuk-link" href={withQuery(urls.who(keyOf(view)), { before: String(view.have.at(-1)?.seq ?? '') })}>
          Earlier
        </a>
      </p>
    )}
  </AboutPage>
)

/** What is said to somebody ("You hold …"), said about them. */
const saidOfThem = (says: string): string =>
  says
    .replace(/\bYou\b/g, 'They')
    .replace(/\byou\b/g, 'they')
    .replace(/\bYour\b/g, 'Their')
    .replace(/\byour\b/g, 'their')
