import { form } from '../../../web/form.ts'
import { pageOf, pageSize } from '../../../web/paging.ts'
import { press, type Route, show } from '../../../web/route.ts'
import { readNews } from '../../tasks/index.ts'
import { newsOfMine } from '../asked.queries.ts'
import { named } from '../asked.tsx'
import { urls } from '../urls.ts'
import { NewsPage, type NewsView } from './news.page.tsx'

export const newsRoutes: readonly Route[] = [
  ...show(urls.news, {
    may: 'signed in',
    audit: 'news viewed',
    shows: async ({ tx, query }): Promise<NewsView> => {
      const page = pageOf(query)
      const news = await newsOfMine(tx, pageSize + 1, (page - 1) * pageSize)
      return { page, more: news.length > pageSize, news: news.slice(0, pageSize) }
    },
    about: view => named(view.news),
    page: NewsPage,
  }),
  ...press(urls.readNews, {
    may: 'signed in',
    quiet: true,
    audit: 'news read',
    form: form({}),
    // The button says which was the newest one on the page: what came after it was not read.
    act: ({ tx, button }) => readNews(tx, button),
    next: () => urls.home(),
    back: () => urls.home(),
    refusals: {},
  }),
]
