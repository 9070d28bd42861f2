import { dayInWords } from '../../../design/formats.ts'
import { Alert, Details, SummaryList, Typed } from '../../../design/index.ts'
import type { Need } from '../../areas/index.ts'
import { type Finding, factAnswer, factAnswers } from '../../forum/index.ts'
import type { Beside } from '../needs.ts'
import { type Choosable, type Fact, isClosed, strandOf, type WayForward } from '../panel.ts'

/** What a kind of risk is called, by its key. */
export type KindNames = Readonly<Record<string, string>>

const Evidence = ({ fact }: { fact: Fact }) => (
  <>
    <Typed>{fact.evidence}</Typed>
    <p class="govuk-body-s">
      {factAnswers[factAnswer(fact)]}. Found {dayInWords(fact.foundAt)}, to be looked at again by{' '}
      {dayInWords(fact.reviewOn)}.
    </p>
  </>
)

/** Which services can take this on safely, and why one cannot, with what shows it: before any choice (R60, R77, R94). */
export const Services = ({ choices, finding }: { choices: readonly Choosable[]; finding: Finding }) => (
  <>
    {choices.map(one =>
      isClosed(one) ? (
        <Alert
          key={one.service.key}
          kind="warning"
          title={`${one.service.name}: this service can’t take this on safely`}
        >
          {one.reasons.map(({ limb, facts }) => (
            <div key={limb.key}>
              <p>{limb.says}</p>
              {facts.map(fact => (
                <Evidence key={fact.foundAt.toISOString()} fact={fact} />
              ))}
            </div>
          ))}
        </Alert>
      ) : (
        <SummaryList
          key={one.service.key}
          card={{ title: `${one.service.name}, Strand ${one.service.strand}`, level: 3 }}
          rows={[
            { key: 'What it is', value: one.service.what },
            {
              key: 'Can take this on',
              value:
                strandOf(finding) === one.service.strand
                  ? 'Yes. It is the strand the finding points to.'
                  : 'Yes. The finding points to the other strand, so you must say why you choose this one.',
            },
          ]}
        />
      ),
    )}
  </>
)

/** Where a service is closed: what can be done instead. */
export const WaysForward = ({ ways, days, forum }: { ways: readonly WayForward[]; days: string; forum: string }) =>
  ways.length === 0 ? null : (
    <>
      <h3 class="govuk-heading-s">Ways forward</h3>
      <ul class="govuk-list govuk-list--bullet">
        {ways.includes('Strand 2') && <li>Strand 2, which the finding points to.</li>}
        <li>
          Back on the agenda of {forum} within {days}, with a plan for the time until then.
        </li>
      </ul>
    </>
  )

/** Facts that close no service here and still matter: suspected, past, or of another kind. */
export const OtherFacts = ({ facts, kinds }: { facts: readonly Fact[]; kinds: KindNames }) =>
  facts.length === 0 ? null : (
    <>
      <h3 class="govuk-heading-s">Also found, and closing no service here</h3>
      <SummaryList
        rows={facts.map(fact => ({ key: kinds[fact.kind] ?? fact.kind, value: <Evidence fact={fact} /> }))}
      />
    </>
  )

export interface ServiceNeeds {
  readonly key: string
  readonly name: string
  readonly needs: readonly { readonly need: Need; readonly beside: Beside | null }[]
}

/** What each service says it is for, beside what the record says. Nothing is counted up and no number decides. */
export const Needs = ({ services }: { services: readonly ServiceNeeds[] }) => (
  <>
    {services.map(service => (
      <Details key={service.key} summary={`What ${service.name} are for, and what the record says`}>
        {service.needs.map(({ need, beside }) => (
          <SummaryList
            key={need.key}
            rows={[
              { key: `The plan says (${need.modality})`, value: need.says },
              {
                key: 'The record says',
                value: beside ? <Says {...beside} /> : 'There is no completed risk assessment.',
              },
            ]}
          />
        ))}
      </Details>
    ))}
  </>
)

const Says = ({ signs, noSign, notKnown }: Beside) => (
  <>
    {signs.length > 0 && (
      <ul class="govuk-list govuk-list--bullet">
        {signs.map(sign => (
          <li key={sign.key}>
            {sign.says}: {sign.level.toLowerCase()}
            {sign.evidence && <Typed>{sign.evidence}</Typed>}
          </li>
        ))}
      </ul>
    )}
    <p class="govuk-body-s">
      {signs.length === 0 ? 'No signs are recorded. ' : ''}Looked at, no sign: {noSign}. Not known yet: {notKnown}.
    </p>
  </>
)
