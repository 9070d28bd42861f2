import { ageOn, dayInWords, momentInWords, sentence } from '../../../design/formats.ts'
import { InsetText, SummaryList, Table, Tag, Telephone, Typed } from '../../../design/index.ts'
import { Page } from '../../../design/page.tsx'
import { dayOf } from '../../../platform/working-days.ts'
import { withQuery } from '../../../web/path.ts'
import { levelWords } from '../../assessments/index.ts'
import {
  AboutPage,
  type AboutView,
  type Circumstances,
  CircumstancesPart,
  type Holding,
  SafeContact,
  statusTag,
  type YoungPersonHeader,
} from '../../people/index.ts'
import { type Category, forWhat, listed, type SharingStrip } from '../sharing.ts'
import { urls } from '../urls.ts'

/** The young people shared with the agency of a partner professional, newest first. */
export const SharedWithUsPage = (view: {
  readonly areaKey: string
  readonly now: Date
  readonly youngPeople: readonly YoungPersonHeader[]
  readonly more: boolean
}) => (
  <Page title="Shared with us" wide>
    <h1 class="govuk-heading-l">Shared with us</h1>
    <p class="govuk-body">
      These young people, or whoever answers for them, agreed that your agency may know something about them. Where it
      had to be shared to keep them safe, their page says so. When that ends, they are not in this list any more.
    </p>
    {view.youngPeople.length === 0 ? (
      <p class="govuk-body">Nobody is shared with your agency now.</p>
    ) : (
      <Table
        caption="Newest first"
        captionUnseen
        head={['Name', 'Age', 'Reference', 'Now']}
        rows={view.youngPeople.map(y => [
          <a class="govuk-link" href={urls.shared({ area: view.areaKey, youngPerson: y.id })} key={y.id}>
            {y.knownAs ?? y.givenNames} {y.surname}
          </a>,
          y.bornOn ? ageOn(y.bornOn, dayOf(view.now)) : 'Not known',
          y.reference,
          statusTag(y.status),
        ])}
      />
    )}
    {view.more && (
      <p class="govuk-body">
        <a
          class="govuk-link"
          href={withQuery(urls.sharedWithUs({ area: view.areaKey }), { after: view.youngPeople.at(-1)?.id })}
        >
          Next page
        </a>
      </p>
    )}
  </Page>
)

/** What a partner reads of the newest completed assessment. */
export interface SharedAssessment {
  readonly level: string
  readonly reason: string
  readonly completedAt: Date
}

export interface SharedView extends AboutView {
  readonly shared: SharingStrip
  readonly contact: Circumstances | null
  readonly assessment: SharedAssessment | null
  readonly holder: Holding | null
}

/** What is shared about a young person with the reader's agency, and nothing beside it. */
export const SharedPage = (view: SharedView) => {
  const at = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const phone = view.holder?.phone ?? view.holder?.teamPhone
  // Plan, notes and measures can be agreed to before there is a page of them.
  const shown = new Set<Category>(['identity', 'contact', ...(view.assessment ? (['assessment'] as const) : [])])
  const nothingYet = [...new Set(view.shared.shared.flatMap(one => one.categories))].filter(one => !shown.has(one))
  return (
    <AboutPage view={view} title="What is shared with you">
      <SummaryList
        card={{ title: 'What your agency may know', level: 2 }}
        rows={view.shared.shared.map(one => ({
          key: sentence(listed(one.categories)),
          value: (
            <>
              {one.law ? <Tag colour="orange">Without consent</Tag> : 'They agreed to it'}
              {one.until && `, ${one.law ? 'looked at again on' : 'until'} ${dayInWords(one.until)}`}
              <br />
              For what: {forWhat(one.purposes)}
            </>
          ),
        }))}
      />
      {nothingYet.length > 0 && <p class="govuk-body">Nothing is written here yet about: {listed(nothingYet)}.</p>}
      <InsetText>
        Use it only for what it is shared for, and do not pass it on. If you worry about them, ring{' '}
        {view.holder ? `${view.holder.name ?? view.holder.team}, who holds their case` : 'whoever holds their case'}
        {phone && (
          <>
            , on <Telephone>{phone}</Telephone>
          </>
        )}
        , or{' '}
        <a class="govuk-link" href="/contact">
          see whom to ring
        </a>
        .
      </InsetText>
      {view.contact && <SafeContact of={view.contact} mayChange={false} at={at} />}
      {view.contact && <CircumstancesPart of={view.contact} mayChange={false} at={at} />}
      {view.assessment && (
        <SummaryList
          card={{ title: 'The risk assessment', level: 2 }}
          rows={[
            { key: 'How worried we are', value: levelWords[view.assessment.level] ?? view.assessment.level },
            { key: 'Why', value: <Typed>{view.assessment.reason}</Typed> },
            { key: 'Completed', value: momentInWords(view.assessment.completedAt) },
          ]}
        />
      )}
    </AboutPage>
  )
}
