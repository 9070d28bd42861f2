import { Details, Typed } from '../../../design/index.ts'
import type { Shown } from '../shown.ts'

/** How a question was answered last time, beside the question of today. */
export const LastTime = ({ shown, on }: { shown: readonly Shown[]; on: string }) => {
  const known = shown.filter(each => each.known)
  if (known.length === 0) return <p class="app-last-time govuk-hint">Last time ({on}): not known yet</p>
  const written = known.filter(each => each.words !== '')
  const answers = known.map(each => [each.answer, ...each.facts].filter(Boolean).join(', ')).filter(Boolean)
  return (
    <div class="app-last-time">
      {answers.length > 0 && (
        <p class="govuk-hint">
          Last time ({on}): {answers.join('; ')}
        </p>
      )}
      {written.length > 0 && (
        <Details summary={`What was written last time: ${known[0]?.says ?? ''}`}>
          {written.map(each => (
            <Typed key={each.key}>{each.words}</Typed>
          ))}
        </Details>
      )}
    </div>
  )
}
