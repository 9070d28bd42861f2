import { momentInWords } from '../../../design/formats.ts'
import { Timeline, Typed } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import { AboutPage, type AboutView, keyOf } from '../about-page.tsx'
import { isStatus, statusWords } from '../status.ts'
import { urls } from '../urls.ts'

export interface HistoryView extends AboutView {
  readonly changes: readonly {
    readonly id: string
    readonly field: string
    readonly was: string | null
    readonly became: string | null
    readonly why: string | null
    readonly at: Date
    readonly by: string
  }[]
  readonly more: boolean
}

export const HistoryPage = (view: HistoryView) => (
  <AboutPage view={view} title="History of this record">
    {view.changes.length === 0 ? (
      <p class="govuk-body">Nothing that you may read has changed yet.</p>
    ) : (
      <Timeline
        items={view.changes.map(change => ({
          title: change.field.slice(0, 1).toUpperCase() + change.field.slice(1),
          by: change.by,
          at: change.at.toISOString(),
          shown: momentInWords(change.at),
          children: (
            <>
              <p class="govuk-body-s">Before:</p>
              <Typed>{say(change.field, change.was)}</Typed>
              <p class="govuk-body-s">Since then:</p>
              <Typed>{say(change.field, change.became)}</Typed>
              {change.why && (
                <>
                  <p class="govuk-body-s">Why:</p>
                  <Typed>{change.why}</Typed>
                </>
              )}
            </>
          ),
        }))}
      />
    )}
    {view.more && (
      <p class="govuk-body">
        <a class="govuk-link" href={withQuery(urls.history(keyOf(view)), { before: view.changes.at(-1)?.id })}>
          Earlier changes
        </a>
      </p>
    )}
  </AboutPage>
)

const say = (field: string, value: string | null): string =>
  value === null ? 'Nothing' : field === 'status' && isStatus(value) ? statusWords[value].choose : value
