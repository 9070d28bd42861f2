import type { ReadTx } from '../../../db/scope.ts'
import { type Asked, ask, type Route } from '../../../web/route.ts'
import { closedServicesOf } from '../../forum/index.ts'
import { aboutThem } from '../../people/index.ts'
import { decidesAbout } from '../match.ts'
import { matchesOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { decideAboutMatch, pauseMatch } from './pause.commands.ts'
import { decideForm, pauseForm } from './pause.form.ts'
import { DecideAboutMatchPage, PauseMatchPage, type PauseView } from './pause.page.tsx'
import { pausesOf } from './pause.queries.ts'

const may = 'decide about a match'

async function ofMatch(
  asked: Pick<Asked<'/:area/:youngPerson', ReadTx>, 'tx' | 'area' | 'acts' | 'now' | 'who' | 'query'> & {
    key: { area: string; youngPerson: string }
  },
  id: string,
): Promise<PauseView | null> {
  const { tx, area, key } = asked
  const [about, matches, pauses, closed] = await Promise.all([
    aboutThem(asked),
    matchesOf(tx, area.id, key.youngPerson),
    pausesOf(tx, area.id, key.youngPerson),
    closedServicesOf(tx, area.id, key.youngPerson),
  ])
  const match = matches.find(one => one.id === id && one.counts && decidesAbout(one, asked.acts))
  return about && match
    ? {
        ...about,
        match,
        pauses: pauses.filter(one => one.match === match.id && one.overAt === null),
        closed: closed.filter(one => one.strandId === match.strandId),
      }
    : null
}

const later = { field: 'lookAgainOn', text: 'Give a day that is still to come' } as const

/** No new meetings for now, and whether they meet again. */
export const pauseRoutes: readonly Route[] = [
  ...ask(urls.pause, {
    may,
    audit: { read: 'matches viewed', done: 'match paused' },
    draft: 'a pause',
    shows: asked => ofMatch(asked, asked.key.match),
    form: view => pauseForm(view.today),
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: (view, filled) => PauseMatchPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      pauseMatch(tx, { areaId: area.id, youngPerson: key.youngPerson, match: key.match }, value),
    next: ({ key }) => urls.matches(key),
    refusals: { 'paused already': 'Somebody has paused it already.', 'look again later': later },
  }),
  ...ask(urls.decide, {
    may,
    audit: { read: 'matches viewed', done: 'match decided about' },
    draft: 'about a match',
    shows: async asked => {
      const view = await ofMatch(asked, asked.key.paused)
      return view && view.pauses.length > 0 ? view : null
    },
    form: view => decideForm(view.today),
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: (view, filled) => DecideAboutMatchPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      decideAboutMatch(tx, { areaId: area.id, youngPerson: key.youngPerson, match: key.paused }, value),
    next: ({ key }) => urls.matches(key),
    refusals: {
      'still so': { field: 'decides', text: 'They cannot meet yet: a reason still holds' },
      'the service first': 'Decide first what happens instead of the service that is closed: this page leads there.',
      'look again later': later,
    },
  }),
]
