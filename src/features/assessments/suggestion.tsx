import { Details, Table } from '../../design/index.ts'
import type { RiskAssessmentForm } from './form-definition.ts'
import type { SuggestedLevel, Tally } from './suggested-level.ts'

/** The arithmetic of a suggestion, step by step: anybody can do it again by hand. */
export const SuggestionSteps = ({ steps }: { steps: readonly string[] }) => (
  <ol class="govuk-list govuk-list--number">
    {steps.map(step => (
      <li key={step}>{step}</li>
    ))}
  </ol>
)

/** A suggested level with its arithmetic; risk and actual harm apart. */
export const Suggestion = ({ suggested, form }: { suggested: SuggestedLevel; form: RiskAssessmentForm }) => {
  const name = form.levels.find(each => each.key === suggested.level)?.name
  return (
    <>
      <p class="govuk-body">
        {name ? (
          <>
            The arithmetic suggests: <strong>{name}</strong>. {form.suggestion.about}
          </>
        ) : (
          <>Too little is known to suggest a level.</>
        )}
      </p>
      <Totals caption="Signs of risk and of actual harm" suggested={suggested} form={form} />
      <Details summary="How this was worked out" open>
        <SuggestionSteps steps={suggested.steps} />
      </Details>
      <Details summary="The same for each part">
        <ByDomain caption="Signs of risk, part by part" tally={suggested.risk} form={form} />
        <ByDomain caption="Signs of actual harm, part by part" tally={suggested.harm} form={form} />
      </Details>
    </>
  )
}

const figures = (form: RiskAssessmentForm) => [
  ...form.levels.map(({ name, points }) => ({ text: `${name} (${points})`, numeric: true })),
  { text: 'Not known yet', numeric: true },
  { text: 'Sum', numeric: true },
]

const cells = ({ counts, notKnown, sum }: Pick<Tally, 'counts' | 'notKnown' | 'sum'>, form: RiskAssessmentForm) => [
  ...form.levels.map(({ key }) => counts[key]),
  notKnown,
  sum,
]

const Totals = ({
  caption,
  suggested,
  form,
}: {
  caption: string
  suggested: SuggestedLevel
  form: RiskAssessmentForm
}) => (
  <Table
    caption={caption}
    head={['Kind', ...figures(form)]}
    rows={[
      ['Risk', ...cells(suggested.risk, form)],
      ['Actual harm', ...cells(suggested.harm, form)],
    ]}
  />
)

const ByDomain = ({ caption, tally, form }: { caption: string; tally: Tally; form: RiskAssessmentForm }) => (
  <Table
    caption={caption}
    head={['Part', ...figures(form)]}
    rows={tally.domains.map(each => [each.name, ...cells(each, form)])}
  />
)
