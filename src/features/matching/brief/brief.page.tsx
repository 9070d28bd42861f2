import { momentInWords } from '../../../design/formats.ts'
import {
  Button,
  Details,
  Form,
  Hidden,
  InsetText,
  Page,
  SummaryList,
  Tag,
  Telephone,
  TextArea,
  TextInput,
  Typed,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import type { Match } from '../match.ts'
import type { MyYoungPerson } from '../queries.ts'
import { AskThem } from '../ring/ring.page.tsx'
import { urls } from '../urls.ts'
import type { briefForm } from './brief.form.ts'
import type { Brief, BriefWords, MyBrief } from './brief.queries.ts'
import type { sayReadForm } from './say-read.form.ts'

const rowsOf = (brief: BriefWords) => [
  { key: 'Where to meet, and where not', value: <Typed>{brief.whereToMeet}</Typed> },
  { key: 'Not alone with', value: <Typed>{brief.notAloneWith}</Typed> },
  { key: 'If it does not go to plan', value: <Typed>{brief.whatIf}</Typed> },
  { key: 'Health', value: <Typed>{brief.health}</Typed> },
  { key: 'In an emergency, after 999', value: <Telephone>{brief.emergencyContact}</Telephone> },
]

interface OfMatch extends AboutView {
  readonly match: Match
  readonly briefs: readonly Brief[]
}
const at = (view: OfMatch) => ({ area: view.areaKey, youngPerson: view.youngPerson.id, match: view.match.id })

/** Every version of what the adult reads, newest first, and whether they have. */
export const BriefsPage = (view: OfMatch & { readonly mayWrite: boolean }) => {
  const [newest, ...before] = view.briefs
  return (
    <AboutPage view={view} title="Before they meet">
      <p class="govuk-body">What {view.match.worker} reads on their telephone before they meet on their own.</p>
      {newest ? <OneBrief brief={newest} /> : <p class="govuk-body">Nothing is written yet.</p>}
      {view.mayWrite && <Button href={urls.issueBrief(at(view))}>{newest ? 'Write it again' : 'Write it'}</Button>}
      {before.length > 0 && (
        <Details summary="What it said before">
          {before.map(brief => (
            <OneBrief key={brief.id} brief={brief} />
          ))}
        </Details>
      )}
    </AboutPage>
  )
}

const OneBrief = ({ brief }: { brief: Brief }) => (
  <SummaryList
    card={{ title: `Version ${brief.number}`, level: 2 }}
    rows={[
      {
        key: 'How it stands',
        value: brief.readAt ? `Read, ${momentInWords(brief.readAt)}` : <Tag colour="yellow">Not read</Tag>,
      },
      ...rowsOf(brief),
      brief.whyAgain !== null && { key: 'What had changed', value: <Typed>{brief.whyAgain}</Typed> },
      { key: 'Written by', value: `${brief.issuedBy}, ${momentInWords(brief.issuedAt)}` },
    ]}
  />
)

export const IssueBriefPage = ({
  view,
  filled: { fields },
}: {
  view: OfMatch
  filled: Filled<ReturnType<typeof briefForm>['fields']>
}) => (
  <AboutPage view={view} title="Write what the adult reads before they meet">
    <InsetText>
      Somebody may take the telephone and read this. Write so that it tells them nothing: no surname, no address, no
      school, nothing about what happened.
    </InsetText>
    <Form to={urls.issueBrief(at(view))} version={view.briefs[0]?.number ?? 0}>
      <TextArea field={fields.whereToMeet} rows={3} />
      <TextArea field={fields.notAloneWith} rows={3} />
      <TextArea field={fields.whatIf} rows={3} />
      <TextArea field={fields.health} rows={2} />
      <TextInput field={fields.emergencyContact} />
      {view.briefs.length > 0 && <TextArea field={fields.whyAgain} rows={2} />}
      <Button>Give it to {view.match.worker}</Button>
    </Form>
  </AboutPage>
)

/** What an adult reads before they meet, on their telephone; and says that they have. */
export const ReadBriefPage = ({
  view,
  filled: { fields },
}: {
  view: { readonly areaKey: string; readonly one: MyYoungPerson; readonly brief: MyBrief }
  filled: Filled<(typeof sayReadForm)['fields']>
}) => (
  <Page title="Before you meet" back={{ href: urls.mine({ area: view.areaKey }), text: 'My people' }}>
    <h1 class="govuk-heading-l">Before you meet {view.one.goesBy}</h1>
    <SummaryList rows={rowsOf(view.brief)} />
    {view.brief.readAt ? (
      <p class="govuk-body">You said that you have read this, {momentInWords(view.brief.readAt)}.</p>
    ) : (
      <Form to={urls.readBrief({ area: view.areaKey, mine: view.one.id })}>
        <Hidden field={{ ...fields.brief, value: view.brief.id }} />
        <Button>I have read this and will keep to it</Button>
      </Form>
    )}
    <p class="govuk-body">
      Something you do not understand, or it does not go to plan? Ask <AskThem one={view.one} />.
    </p>
  </Page>
)
