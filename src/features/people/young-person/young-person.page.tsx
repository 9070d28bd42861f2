import { ageOn, dayInWords } from '../../../design/formats.ts'
import { SummaryList } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import { WhoThisIs } from '../../../design/who-this-is.tsx'
import type { YoungPersonHeader } from '../queries.ts'
import { urls } from '../urls.ts'

export interface YoungPersonView {
  readonly areaKey: string
  readonly today: string
  readonly youngPerson: YoungPersonHeader
  readonly holder: {
    readonly name: string | null
    readonly title: string | null
    readonly phone: string | null
    readonly team: string
    readonly teamPhone: string | null
    readonly agency: string
    readonly from: Date
  } | null
}

export const YoungPersonPage = ({ areaKey, today, youngPerson: y, holder }: YoungPersonView) => (
  <Page title="A young person’s record" back={{ href: urls.list({ area: areaKey }), text: 'Young people' }}>
    <WhoThisIs
      youngPerson={{
        knownAs: y.knownAs ?? y.givenNames,
        surname: y.surname,
        reference: y.reference,
        ...(y.bornOn ? { age: ageOn(y.bornOn, today) } : {}),
        ...(y.status === 'none' ? {} : { status: y.status }),
        href: urls.youngPerson({ area: areaKey, youngPerson: y.id }),
      }}
    />
    <h1 class="govuk-heading-l">{y.knownAs ?? y.givenNames}’s record</h1>
    <h2 class="govuk-heading-m">Who holds this young person’s case</h2>
    {holder ? (
      <SummaryList
        rows={[
          {
            key: 'Name',
            value: holder.name
              ? `${holder.name}, ${holder.title ?? ''}`
              : `Nobody by name: ${holder.team} holds the case`,
          },
          { key: 'Team', value: `${holder.team}, ${holder.agency}` },
          { key: 'Telephone', value: holder.phone ?? holder.teamPhone ?? 'Not recorded' },
        ]}
      />
    ) : (
      <p class="govuk-body">Nobody is recorded.</p>
    )}
    <h2 class="govuk-heading-m">About {y.knownAs ?? y.givenNames}</h2>
    <SummaryList
      rows={[
        { key: 'Full name', value: `${y.givenNames} ${y.surname}` },
        {
          key: 'Born',
          value: y.bornOn ? `${dayInWords(y.bornOn)}${y.bornOnEstimated ? ' (estimated)' : ''}` : 'Not known',
        },
        { key: 'Pronouns', value: y.pronouns ?? 'Not recorded' },
      ]}
    />
  </Page>
)
