import type { Who } from '../../db/who.ts'
import { areas } from '../areas/index.ts'
import { urls as people } from '../people/index.ts'

/** Where this person can go, for the top of every page: what their roles could open, in the areas they belong to. */
export function navigation(who: Who, path: string): readonly { href: string; text: string; current: boolean }[] {
  const mine = areas().all.filter(a => who.roles.some(r => r.area === a.id))
  const items = [
    { href: '/', text: 'Home' },
    ...(who.acts.has('read S1')
      ? mine.map(a => ({
          href: people.list({ area: a.key }),
          text: mine.length > 1 ? `Young people, ${a.name}` : 'Young people',
        }))
      : []),
  ]
  return items.map(i => ({ ...i, current: i.href === path }))
}
