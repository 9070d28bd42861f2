import { SummaryList, Telephone } from '../../../design/index.ts'
import type { Around } from './around-them.queries.ts'

const words = {
  'stands in': 'Stands in for the case-holder',
  introduces: 'Introduces Trusted Relationships',
  manages: 'Manages the service',
  discussed: 'In the newest discussion',
} as const satisfies Record<Around['as'], string>

/** Beside whoever holds the case: who else works with them, and how to reach them. */
export const AroundThem = ({ around }: { around: readonly Around[] }) =>
  around.length === 0 ? null : (
    <SummaryList
      card={{ title: 'Who else works with them', level: 2 }}
      rows={around.map(one => ({
        key: words[one.as],
        value: (
          <>
            {[one.name && [one.name, one.title].filter(Boolean).join(', '), one.of].filter(Boolean).join(', ')}
            {one.phone && (
              <>
                <br />
                <Telephone>{one.phone}</Telephone>
              </>
            )}
            {one.email && (
              <>
                <br />
                <a class="govuk-link" href={`mailto:${one.email}`}>
                  {one.email}
                </a>
              </>
            )}
          </>
        ),
      }))}
    />
  )
