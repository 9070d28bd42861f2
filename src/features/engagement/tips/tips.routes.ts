import { stale } from '../../../platform/outcome.ts'
import { ask, type Route } from '../../../web/route.ts'
import { writeTips } from '../commands.ts'
import { tipsOf } from '../queries.ts'
import { urls } from '../urls.ts'
import { tipsForm } from './tips.form.ts'
import { TipsPage } from './tips.page.tsx'

export const tipsRoutes: readonly Route[] = [
  ...ask(urls.tips, {
    may: 'write top tips',
    audit: { read: 'top tips viewed', done: 'top tips written' },
    draft: 'top tips',
    shows: async ({ tx, area }) => ({ areaKey: area.key, versions: await tipsOf(tx, area.id, 50) }),
    form: tipsForm,
    start: view => tipsForm.typed({ says: view.versions[0]?.says }),
    version: view => view.versions[0]?.version ?? 0,
    about: () => [],
    page: (view, filled) => TipsPage({ view, filled }),
    act: async ({ tx, area, value, version }) => {
      const [newest] = await tipsOf(tx, area.id, 1)
      return (newest?.version ?? 0) === version ? writeTips(tx, area.id, version, value.says) : stale()
    },
    next: ({ key }) => urls.tips(key),
    refusals: { 'written meanwhile': 'Somebody wrote a new version meanwhile: open it anew.' },
    constraints: { engagement_tips_pkey: 'written meanwhile' },
  }),
]
