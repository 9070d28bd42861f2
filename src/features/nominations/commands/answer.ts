import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused, stale } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { tell } from '../../tasks/index.ts'
import { amendable, answerable } from '../nomination.ts'
import { answersGiven, type NominationKey } from '../queries.ts'
import {
  type Answers,
  currentAnswers,
  type GivenAnswer,
  type QuestionKey,
  type SectionKey,
  sections,
  timesAnswered,
} from '../questions.ts'
import { lockNomination } from './lock.ts'
import { about, considerationOf, coordinator } from './pass-on.ts'

interface Saved {
  readonly section: SectionKey
  readonly answers: Answers
  /** How often the section had been answered when the page was shown. */
  readonly version: number
}

/** Saves one section of a draft. Only what changed is written; earlier answers stay. */
export async function saveSection(
  tx: WriteTx,
  key: NominationKey,
  input: Saved,
): Promise<Outcome<'already submitted' | 'closed'>> {
  const found = await lockNomination(tx, key)
  if (!found) return notFound()
  const answer = answerable(found)
  if (!answer.ok) return refused(answer.why)
  const { given } = await answersGiven(tx, key)
  if (timesAnswered(given, sections[input.section].questions) !== input.version) return stale()
  await give(tx, key, changed(given, input), given, null)
  await audit(tx, 'nomination answered', {
    youngPerson: key.youngPerson,
    record: key.nomination,
    detail: { section: input.section },
  })
  return done()
}

/** Changes one section after the nomination was sent (R134): both texts stay, and the coordinator is told. */
export async function amendSection(
  tx: WriteTx,
  area: Area,
  key: NominationKey,
  input: Saved & { readonly reason: string },
): Promise<Outcome<'not submitted' | 'closed' | 'nothing changed'>> {
  const found = await lockNomination(tx, key)
  if (!found) return notFound()
  const answer = amendable(found)
  if (!answer.ok) return refused(answer.why)
  const { given } = await answersGiven(tx, key)
  if (timesAnswered(given, sections[input.section].questions) !== input.version) return stale()
  const changes = changed(given, input)
  if (changes.length === 0) return refused('nothing changed')
  await give(tx, key, changes, given, input.reason)
  await audit(tx, 'nomination amended', {
    youngPerson: key.youngPerson,
    record: key.nomination,
    detail: { questions: changes.map(([question]) => question) },
  })
  await tell(tx, {
    ...about(key),
    kind: 'nomination changed',
    to: coordinator(key),
    urgency: 'today',
    path: considerationOf(area, key),
  })
  return done()
}

type Change = readonly [question: QuestionKey, says: string]

function changed(given: readonly GivenAnswer[], { section, answers }: Saved): readonly Change[] {
  const before = currentAnswers(given)
  return sections[section].questions.flatMap((question): readonly Change[] => {
    const says = answers[question] ?? ''
    return says === (before[question] ?? '') ? [] : [[question, says]]
  })
}

async function give(
  tx: WriteTx,
  key: NominationKey,
  changes: readonly Change[],
  given: readonly GivenAnswer[],
  reason: string | null,
): Promise<void> {
  if (changes.length === 0) return
  await tx
    .insertInto('nomination_answer')
    .values(
      changes.map(([question, says]) => ({
        area_id: key.areaId,
        nomination_id: key.nomination,
        young_person_id: key.youngPerson,
        question,
        version: timesAnswered(given, [question]) + 1,
        says,
        given_by: tx.who.person.id,
        reason,
      })),
    )
    .execute()
}
