import type { VNode } from 'preact'
import { Button, Form, Page, Pagination } from '../../../design/index.ts'
import { withQuery } from '../../../web/path.ts'
import type { News } from '../asked.queries.ts'
import { NewsList } from '../asked.tsx'
import { urls } from '../urls.ts'

export interface NewsView {
  readonly page: number
  readonly more: boolean
  readonly news: readonly News[]
}

export const NewsPage = ({ page, more, news }: NewsView): VNode => {
  const [newest] = news
  return (
    <Page title="News" back={{ href: urls.home(), text: 'Home' }}>
      <h1 class="govuk-heading-l">News</h1>
      {newest ? <NewsList news={news} /> : <p class="govuk-body">There is no news on this page.</p>}
      {newest && news.some(n => n.isNew) && (
        <Form to={urls.readNews()}>
          <Button secondary value={newest.id}>
            I have read these and those before them
          </Button>
        </Form>
      )}
      <Pagination page={page} more={more} label="News" href={n => withQuery(urls.news(), { page: String(n) })} />
    </Page>
  )
}
