import { type Route, show } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { aboutThem } from '../../people/index.ts'
import { newestOfEach } from '../consent.ts'
import { answersTo } from '../queries.ts'
import { agenciesToShareWith } from '../sharing/sharing.queries.ts'
import { urls } from '../urls.ts'
import { PaperPage, type PaperView } from './paper.page.tsx'
import { isPaperKind, textOf } from './paper.ts'

/** Papers to be read together and printed, in plain English and in easy read (R151, R161). */
export const paperRoutes: readonly Route[] = [
  ...show(urls.paper, {
    may: 'read S3',
    audit: 'paper about taking part opened',
    shows: async (asked): Promise<PaperView | null> => {
      const { tx, area, key } = asked
      const kind = key.paperKey
      if (!isPaperKind(kind)) return null
      const [about, answers, shared, agencies] = await Promise.all([
        aboutThem(asked),
        answersTo(tx, 'taking part', area.id, key.youngPerson),
        answersTo(tx, 'sharing', area.id, key.youngPerson),
        agenciesToShareWith(tx, key.youngPerson),
      ])
      const rules = rulesOf(area)
      return (
        about && {
          ...about,
          kind,
          text: textOf(rules),
          contact: rules.contact,
          own: newestOfEach(answers).get(null) ?? null,
          sharing: newestOfEach(shared).get(null) ?? null,
          agencies,
        }
      )
    },
    about: view => [view.youngPerson.id],
    page: PaperPage,
  }),
]
