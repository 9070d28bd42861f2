import { dayInWords, momentInWords } from '../../../design/formats.ts'
import { SummaryList, Typed } from '../../../design/index.ts'
import {
  type Amendment,
  type Answers,
  called,
  type QuestionKey,
  type SectionKey,
  sectionKeys,
  sections,
} from '../questions.ts'

/** An answer as people read it. */
const Says = ({ question, says }: { question: QuestionKey; says: string }) => {
  if (question === 'young-person-asked' || question === 'family-asked') return <>{says === 'yes' ? 'Yes' : 'No'}</>
  if (question === 'introduction-by') return <>{dayInWords(says)}</>
  return <Typed>{says}</Typed>
}

/** What a nomination says, section by section; with a way to change each where there is one. */
export const WhatItSays = ({ answers, change }: { answers: Answers; change?: (section: SectionKey) => string }) => (
  <>
    {sectionKeys.flatMap(section => {
      const said = sections[section].questions.filter(question => answers[question])
      if (said.length === 0) return []
      const { title } = sections[section]
      return [
        <SummaryList
          key={section}
          card={{
            title,
            ...(change ? { actions: [{ href: change(section), text: 'Change', about: title.toLowerCase() }] } : {}),
          }}
          rows={said.map(question => ({
            key: called[question],
            value: <Says question={question} says={answers[question] ?? ''} />,
          }))}
        />,
      ]
    })}
  </>
)

/** What was changed after the nomination was sent: both texts, for both sides (R134). */
export const Changes = ({ changes }: { changes: readonly Amendment[] }) =>
  changes.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">Changed after it was sent</h2>
      {changes.map(change => (
        <SummaryList
          key={`${change.question} ${change.at.toISOString()}`}
          card={{ title: called[change.question], level: 3 }}
          rows={[
            { key: 'Before', value: change.was ? <Says question={change.question} says={change.was} /> : 'Nothing' },
            {
              key: 'Now',
              value: change.became ? <Says question={change.question} says={change.became} /> : 'Taken out',
            },
            { key: 'Why', value: <Typed>{change.reason}</Typed> },
            { key: 'Changed by', value: `${change.by}, ${momentInWords(change.at)}` },
          ]}
        />
      ))}
    </>
  )
