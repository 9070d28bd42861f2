import { momentInWords } from '../../../design/formats.ts'
import { Button, Details, Form, Page, SummaryList, TextArea, Typed } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import type { Tips } from '../queries.ts'
import { urls } from '../urls.ts'
import type { tipsForm } from './tips.form.ts'

/** What an area tells whoever tries to reach a young person (R145), with what it said before. */
export const TipsPage = ({
  view,
  filled: { fields },
}: {
  view: { readonly areaKey: string; readonly versions: readonly Tips[] }
  filled: Filled<(typeof tipsForm)['fields']>
}) => (
  <Page title="Top tips">
    <h1 class="govuk-heading-l">Top tips</h1>
    <Form to={urls.tips({ area: view.areaKey })} version={view.versions[0]?.version ?? 0}>
      <TextArea field={fields.says} rows={10} />
      <Button>Save</Button>
    </Form>
    {view.versions.length > 0 && (
      <Details summary="What they said before">
        {view.versions.map(one => (
          <SummaryList
            key={one.version}
            card={{ title: `Version ${one.version}`, level: 2 }}
            rows={[
              { key: 'Written', value: `${momentInWords(one.writtenAt)}, ${one.writtenBy}` },
              { key: 'What they say', value: one.says === null ? 'Nothing' : <Typed>{one.says}</Typed> },
            ]}
          />
        ))}
      </Details>
    )}
  </Page>
)
