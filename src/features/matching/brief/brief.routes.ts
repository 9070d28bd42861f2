import { idOf } from '../../../platform/id.ts'
import { notFound, refused } from '../../../platform/outcome.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { namesThem } from '../../people/index.ts'
import { ofMatch, ofMine, ofRunningMatch } from '../of-match.routes.ts'
import { urls } from '../urls.ts'
import { briefConstraints, issueBrief, sayRead } from './brief.commands.ts'
import { briefForm } from './brief.form.ts'
import { BriefsPage, IssueBriefPage, ReadBriefPage } from './brief.page.tsx'
import { briefsOf, keptOffTelephones, myBriefs } from './brief.queries.ts'
import { sayReadForm } from './say-read.form.ts'

export const briefRoutes: readonly Route[] = [
  ...show(urls.briefs, {
    may: 'read S3',
    audit: 'briefs viewed',
    shows: async asked => {
      const [found, briefs] = await Promise.all([ofMatch(asked), briefsOf(asked.tx, asked.area.id, asked.key.match)])
      if (!found) return null
      const { mayChange, endedOn } = found.match
      return { ...found, briefs, mayWrite: asked.acts.has('match a worker') && mayChange && endedOn === null }
    },
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: BriefsPage,
  }),

  ...ask(urls.issueBrief, {
    may: 'match a worker',
    audit: { read: 'briefs viewed', done: 'brief issued' },
    draft: 'before they meet',
    shows: async asked => {
      const [found, briefs, kept] = await Promise.all([
        ofRunningMatch(asked),
        briefsOf(asked.tx, asked.area.id, asked.key.match),
        keptOffTelephones(asked.tx, asked.key.youngPerson),
      ])
      return found && { ...found, briefs, kept }
    },
    form: view => briefForm(view.kept, view.briefs.length > 0),
    start: ({ briefs: [newest], kept }) => (newest ? briefForm(kept, true).typed({ ...newest, whyAgain: '' }) : {}),
    version: view => view.briefs[0]?.number ?? 0,
    about: view => [view.youngPerson.id],
    record: view => view.match.id,
    page: (view, filled) => IssueBriefPage({ view, filled }),
    act: ({ tx, area, key, value, version }) =>
      issueBrief(tx, { areaId: area.id, youngPerson: key.youngPerson, match: key.match }, version, value),
    next: ({ key }) => urls.briefs(key),
    refusals: {
      'tells too much': `${namesThem}.`,
      'written meanwhile': 'Somebody wrote it again meanwhile: open it anew, and read theirs first.',
      over: 'This match is over.',
    },
    constraints: briefConstraints,
  }),

  ...ask(urls.readBrief, {
    may: 'see own work',
    audit: { read: 'brief viewed', done: 'brief read' },
    shows: async asked => {
      const [found, briefs] = await Promise.all([ofMine(asked), myBriefs(asked.tx)])
      const brief = briefs.find(one => one.matchId === asked.key.mine)
      return found && brief ? { ...found, brief } : null
    },
    form: sayReadForm,
    about: view => [view.one.youngPersonId],
    record: view => view.brief.id,
    page: (view, filled) => ReadBriefPage({ view, filled }),
    act: async asked => {
      const { tx, value, key } = asked
      const found = await ofMine(asked)
      if (!found) return notFound()
      const brief = idOf(value.brief)
      if (!brief) return refused('written again')
      return sayRead(tx, { youngPerson: found.one.youngPersonId, match: key.mine, brief })
    },
    next: ({ key }) => urls.mine({ area: key.area }),
    refusals: { 'written again': 'It was written again meanwhile. Read this one.' },
  }),
]
