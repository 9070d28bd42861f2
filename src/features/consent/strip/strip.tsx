import { list, shortDay } from '../../../design/formats.ts'
import { listed, type SharingStrip } from '../sharing.ts'

/** What stands on every page about a young person: what may be shared with whom today, what not, and when somebody looks again. */
export function stripOf({ everybody, shared, not, task, asked, next }: SharingStrip, today: string) {
  const each = shared.map(
    ({ agency, categories, law, until }) =>
      `${agency}: ${listed(categories)}${law ? ', without consent' : ''}${until && !law ? `, until ${shortDay(until)}` : ''}`,
  )
  return {
    title: everybody ? 'Sharing today' : 'Shared with you today',
    lines: [
      ...(everybody && !asked ? ['They have not been asked yet what may be shared.'] : []),
      ...(each.length > 0 ? [`${each.join('. ')}.`] : []),
      ...(not.length > 0 ? [`Nothing with ${list(not)}.`] : []),
      ...(task.length > 0 ? [`By public task, whatever they answer: ${list(task)}.`] : []),
      ...(next
        ? [next < today ? `Late since ${shortDay(next)}: look at it again.` : `Next look: ${shortDay(next)}.`]
        : []),
    ],
  }
}
