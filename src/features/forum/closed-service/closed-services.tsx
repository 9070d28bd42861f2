import { dayInWords } from '../../../design/formats.ts'
import { Alert } from '../../../design/index.ts'
import { closedServiceDecisions } from '../closed-service.ts'
import type { ClosedService } from '../fact-queries.ts'
import { urls } from '../urls.ts'

/** Stands on the page of a young person’s strands while one of their services can’t take on safely what was found. */
export const ClosedServices = ({
  at,
  closed,
  mayDecide,
}: {
  at: { readonly area: string; readonly youngPerson: string }
  closed: readonly ClosedService[]
  mayDecide: boolean
}) => (
  <>
    {closed
      .filter(one => !one.overAt)
      .map(one => (
        <Alert key={one.id} kind="warning" title={`${one.service}: this service can’t take this on safely`}>
          <p>
            A new fact about safety was found on {dayInWords(one.closedAt)}.{' '}
            {one.decidedAs
              ? `Decided: ${closedServiceDecisions[one.decidedAs]}.`
              : `No new meetings until the manager and the case-holder have decided, by ${dayInWords(one.decideBy)}.`}
          </p>
          {mayDecide && (
            <p>
              <a class="govuk-link" href={urls.closedService({ ...at, closed: one.id })}>
                {one.decidedAs ? 'Read the decision' : 'Write down the decision'}
              </a>
            </p>
          )}
        </Alert>
      ))}
  </>
)
