import { ask, type Route, show } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { dayInBoxes } from '../fields.form.ts'
import { urls } from '../urls.ts'
import { endEpisode } from './episode.commands.ts'
import { endForm } from './episode.form.ts'
import { EndPage, EpisodesPage } from './episode.page.tsx'
import { notEnoughTried, openEpisode } from './episode.ts'
import { episodesOf } from './episode-queries.ts'

const may = 'end an episode'

export const episodeRoutes: readonly Route[] = [
  ...show(urls.episodes, {
    may: 'read S2',
    audit: 'episodes viewed',
    shows: async asked => {
      const [about, episodes] = await Promise.all([
        aboutThem(asked),
        episodesOf(asked.tx, asked.area.id, asked.key.youngPerson).execute(),
      ])
      return about && { ...about, episodes }
    },
    about: view => [view.youngPerson.id],
    page: EpisodesPage,
  }),
  ...ask(urls.endEpisode, {
    may,
    audit: { read: 'ending an episode opened', done: 'episode ended' },
    shows: async asked => {
      const [about, episodes] = await Promise.all([
        aboutThem(asked),
        episodesOf(asked.tx, asked.area.id, asked.key.youngPerson).execute(),
      ])
      const episode = openEpisode(episodes)
      return about && episode ? { ...about, episode } : null
    },
    about: view => [view.youngPerson.id],
    record: view => view.episode.id,
    form: view => endForm(view.today),
    start: view => ({ lastDay: dayInBoxes(view.today) }),
    version: view => view.episode.version,
    draft: 'end an episode',
    page: (view, filled) => EndPage({ view, filled }),
    act: async ({ tx, area, key, version, value }) => {
      const episode = openEpisode(await episodesOf(tx, area.id, key.youngPerson).execute())
      return endEpisode(
        tx,
        { areaId: area.id, areaKey: area.key, youngPerson: key.youngPerson },
        { ...value, episode: episode?.id ?? key.youngPerson, version },
      )
    },
    next: ({ key }) => urls.episodes(key),
    refusals: {
      'none open': 'It was ended already.',
      'under way':
        'Something is under way: an assessment that is being written, the forum, a nomination or a strand. Bring that to its end first.',
      'before it began': { field: 'lastDay', text: 'The last day cannot be before the first' },
      'not enough': { field: 'kind', text: notEnoughTried },
      'not yet': { field: 'lastDay', text: 'What was the last day? Give a day that is today or in the past' },
    },
  }),
]
