import { list, plural, shortDay } from '../../../design/formats.ts'
import { listed, type SharingStrip } from '../sharing.ts'
import { urls } from '../urls.ts'

/**
 * What stands on every page about a young person: what may be shared with whom today, what not, and when somebody looks
 * again; and where all of it stands, for whoever may open that.
 */
export function stripOf(
  { everybody, shared, not, task, asked, next }: SharingStrip,
  today: string,
  at: { readonly area: string; readonly youngPerson: string },
  acts: ReadonlySet<string>,
) {
  const each = shared.map(
    ({ agency, categories, law, until }) =>
      `${agency}: ${listed(categories)}${law ? ', without consent' : ''}${until && !law ? `, until ${shortDay(until)}` : ''}`,
  )
  const look = next
    ? [next < today ? `Late since ${shortDay(next)}: look at it again.` : `Next look: ${shortDay(next)}.`]
    : []
  const all = everybody ? { to: urls.sharing, may: 'read S3' } : { to: urls.shared, may: 'read what is shared' }
  const known = new Set([...shared.map(one => one.agency), ...task]).size
  const kinds = new Set(shared.flatMap(one => one.categories)).size
  const short = everybody
    ? `with ${known || 'nobody'}${not.length > 0 ? `, not with ${not.length}` : ''}.`
    : `${plural(kinds, 'kind', 'kinds')} of thing.`
  return {
    title: everybody ? 'Sharing today' : 'Shared with you today',
    short: [short, ...look].join(' '),
    lines: [
      ...(everybody && !asked ? ['They have not been asked yet what may be shared.'] : []),
      ...(each.length > 0 ? [`${each.join('. ')}.`] : []),
      ...(not.length > 0 ? [`Nothing with ${list(not)}.`] : []),
      ...(task.length > 0 ? [`By public task, whatever they answer: ${list(task)}.`] : []),
      ...look,
    ],
    ...(acts.has(all.may) ? { more: { href: all.to(at), text: 'More about this' } } : {}),
  }
}
