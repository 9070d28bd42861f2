import { dayInWords } from '../../../design/formats.ts'
import { SummaryList, Typed } from '../../../design/index.ts'
import { type ShownSection, shownSections, type WholeAssessment } from '../../assessments/index.ts'

/** What the newest completed assessment says about harm the young person may have done; nothing where there is none. */
export const ownActionsIn = (whole: WholeAssessment | null): ShownSection | undefined =>
  whole
    ? shownSections(whole.answers, whole.assessment.form, dayInWords).find(
        section => section.key === whole.assessment.form.ownActions.key,
      )
    : undefined

/** R60, R77 (requirements 1B.3): put before the panel, apart from who poses a risk, and never a reason that closes a service. */
export const OwnActions = ({ section, name }: { section: ShownSection | undefined; name: string }) => (
  <>
    <h2 class="govuk-heading-m">What {name} may have done</h2>
    <p class="govuk-body">
      Young people can be harmed and do harm at the same time, and can be made to offend. You see this to keep everybody
      safe. It never closes a service.
    </p>
    {section ? (
      <SummaryList
        rows={section.items.map(item => ({
          key: item.says,
          value: (
            <>
              {item.answer}
              {item.words && <Typed>{item.words}</Typed>}
            </>
          ),
        }))}
      />
    ) : (
      <p class="govuk-body">There is no completed risk assessment that says.</p>
    )}
  </>
)
