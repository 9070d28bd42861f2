import { dayInWords, list, momentInWords } from '../../../design/formats.ts'
import { Details, InsetText, SummaryList, Tag, Typed } from '../../../design/index.ts'
import { lateness, type Milestones } from '../discussion.ts'
import type { Contribution } from '../discussion-queries.ts'
import { handlings } from '../handling.ts'
import {
  changes,
  type Edition,
  type PaperChange,
  type PaperLine,
  type PaperSection,
  type ProposedFact,
  readOut,
} from '../papers.ts'
import { factAnswer, factAnswers } from '../risk-fact.ts'

/** What a kind of risk is called, by its key. */
export type KindNames = Readonly<Record<string, string>>

/** The papers as they were frozen, and after them what was added later, marked so. */
export const Papers = ({ editions, kinds }: { editions: readonly Edition[]; kinds: KindNames }) => {
  const [first, ...later] = editions
  if (!first) return <p class="govuk-body">The papers are not frozen yet.</p>
  return (
    <>
      <p class="govuk-body">
        Frozen on {momentInWords(first.frozenAt)}. What you read here is what the discussion decides on.
      </p>
      <Words words={first.open.words} />
      <Level edition={first} />
      {first.core && <PeopleAround core={first.core} kinds={kinds} />}
      <Seen edition={first} />
      <NotKnown notKnown={first.open.notKnown} />
      <Details summary="About the young person and their case-holder">
        <Lines lines={first.open.youngPerson} />
        <p class="govuk-body govuk-!-font-weight-bold">Their case-holder</p>
        <Lines lines={first.open.caseHolder} />
      </Details>
      {later.map((edition, at) => (
        <Later key={edition.edition} before={editions[at] ?? first} edition={edition} kinds={kinds} />
      ))}
      <p class="govuk-body-s">
        Fingerprint of these papers: {first.hash.slice(0, 16)}. It stands for what every agency at this item reads, as
        it was first frozen.
      </p>
    </>
  )
}

const Words = ({ words }: { words: Edition['open']['words'] }) => (
  <>
    <h3 class="govuk-heading-s">In their own words</h3>
    {words.length === 0 ? (
      <p class="govuk-body">Nothing is written down yet of what they say.</p>
    ) : (
      words.map(one => (
        <InsetText key={one.says}>
          {one.about && <span class="govuk-caption-m">{one.about}</span>}
          <Typed>{one.says}</Typed>
        </InsetText>
      ))
    )}
  </>
)

const NotKnown = ({ notKnown }: { notKnown: readonly string[] }) =>
  notKnown.length === 0 ? null : (
    <Details summary={`What we don’t know yet (${notKnown.length})`}>
      <ul class="govuk-list govuk-list--bullet">
        {notKnown.map(says => (
          <li key={says}>{says}</li>
        ))}
      </ul>
    </Details>
  )

const Level = ({ edition }: { edition: Edition }) => {
  const { assessment } = edition.open
  return (
    <>
      <h3 class="govuk-heading-s">Risk assessment</h3>
      {assessment ? (
        <Lines
          lines={[
            { ask: 'Completed on', says: dayInWords(assessment.completedOn) },
            { ask: 'Level', says: assessment.level },
            { ask: 'Why', says: assessment.levelReason },
          ]}
        />
      ) : (
        <p class="govuk-body">There is no completed risk assessment.</p>
      )}
    </>
  )
}

/** Part by part what was seen; the heading says of how much somebody wrote something. On paper all of it is open. */
const Seen = ({ edition }: { edition: Edition }) => (
  <>
    {edition.open.assessment?.sections.map(section => (
      <Details key={section.key} summary={headed(section)}>
        <ReadOut lines={section.lines} />
      </Details>
    ))}
  </>
)

/** "Going missing: 3 described". */
function headed({ heading, lines }: PaperSection): string {
  const described = lines.filter(line => line.says.includes('\n')).length
  return described > 0 ? `${heading}: ${described} described` : heading
}

const PeopleAround = ({ core, kinds }: { core: NonNullable<Edition['core']>; kinds: KindNames }) =>
  core.proposed.length + core.found.length + core.notKnown.length === 0 ? null : (
    <>
      <h3 class="govuk-heading-s">People around them who pose a risk</h3>
      <p class="govuk-body">
        <Tag colour="red">Core agencies only</Tag>
      </p>
      <Facts facts={core.proposed} kinds={kinds} from="The risk assessment says" />
      <Facts facts={core.found} kinds={kinds} from="An earlier discussion found" />
      {core.notKnown.length > 0 && <p class="govuk-body">Not known yet: {list(core.notKnown)}.</p>}
    </>
  )

const Facts = ({ facts, kinds, from }: { facts: readonly ProposedFact[]; kinds: KindNames; from: string }) =>
  facts.length === 0 ? null : (
    <SummaryList
      rows={facts.map(fact => ({
        key: kinds[fact.kind] ?? fact.kind,
        value: (
          <>
            <span class="govuk-caption-m">
              {from}: {factAnswers[factAnswer(fact)]}
            </span>
            <Typed>{fact.says}</Typed>
          </>
        ),
      }))}
    />
  )

const Later = ({ before, edition, kinds }: { before: Edition; edition: Edition; kinds: KindNames }) => (
  <section class="govuk-inset-text" aria-label={`Later: added on ${momentInWords(edition.frozenAt)}`}>
    <h3 class="govuk-heading-s">Later: added on {momentInWords(edition.frozenAt)}, after the papers were frozen</h3>
    {changes(before.open, edition.open).map(section => (
      <Section key={section.key} section={section} />
    ))}
    {edition.core && JSON.stringify(edition.core) !== JSON.stringify(before.core) && (
      <PeopleAround core={edition.core} kinds={kinds} />
    )}
  </section>
)

const Section = ({ section }: { section: PaperChange }) => (
  <>
    <p class="govuk-body govuk-!-font-weight-bold">{section.heading}</p>
    {section.lines.length > 0 && <Lines lines={section.lines} />}
    {section.gone.length > 0 && (
      <>
        <p class="govuk-body">It does not say this any more:</p>
        <Lines lines={section.gone} />
      </>
    )}
  </>
)

export const Lines = ({ lines }: { lines: readonly PaperLine[] }) => (
  <SummaryList rows={lines.map(({ ask, says }) => ({ key: ask, value: <Typed>{says}</Typed> }))} />
)

const ReadOut = ({ lines }: { lines: readonly PaperLine[] }) => {
  const { apart, alike } = readOut(lines)
  return (
    <SummaryList
      rows={[
        ...apart.map(({ ask, says }) => ({ key: ask, value: <Typed>{says}</Typed> })),
        ...alike.map(({ says, asks }) => ({
          key: says,
          value: (
            <ul class="govuk-list govuk-list--bullet">
              {asks.map(ask => (
                <li key={ask}>{ask}</li>
              ))}
            </ul>
          ),
        })),
      ]}
    />
  )
}

/** What the agencies said, with its handling mark, and whether it came later. */
export const Contributions = ({ all, milestones }: { all: readonly Contribution[]; milestones: Milestones }) =>
  all.length === 0 ? (
    <p class="govuk-body">No agency has added anything that you can read.</p>
  ) : (
    all.map(one => {
      const late = lateness(one.givenAt, milestones)
      return (
        <div key={one.id} class="govuk-!-margin-bottom-6">
          <h3 class="govuk-heading-s govuk-!-margin-bottom-1">{one.agency}</h3>
          <p class="govuk-body-s govuk-!-margin-bottom-2">
            {one.by}, {momentInWords(one.givenAt)}. <strong>{handlings[one.handling]}.</strong>
            {late !== 'in time' && (
              <>
                {' '}
                <Tag colour="yellow">Later</Tag> Added {late}.
              </>
            )}
          </p>
          <div class="govuk-body">
            <Typed>{one.says}</Typed>
          </div>
        </div>
      )
    })
  )
