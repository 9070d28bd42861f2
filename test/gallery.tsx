import type { VNode } from 'preact'
import { assets } from '../src/design/assets.ts'
import {
  Accordion,
  Alert,
  BackLink,
  Badge,
  Breadcrumbs,
  Button,
  ButtonGroup,
  Checkboxes,
  DateInput,
  Details,
  ExitThisPage,
  Fieldset,
  Form,
  type Frame,
  FrameContext,
  Heading,
  Hidden,
  InsetText,
  NotificationBanner,
  Page,
  Pagination,
  Panel,
  Radios,
  restrictedRow,
  SearchForm,
  Select,
  SubNavigation,
  SummaryList,
  Table,
  Tabs,
  Tag,
  TaskList,
  TextArea,
  TextInput,
  Timeline,
  Typed,
  Unseen,
  WarningText,
  WhoThisIs,
} from '../src/design/index.ts'
import type { FilledField } from '../src/web/field.ts'

// Every component on one page, for the tests and for looking at.

/** A frame as somebody signed in has it. */
export const galleryFrame = (words: (text: string) => string = text => text): Frame => ({
  nonce: 'bm9uY2U',
  csrf: words('token'),
  areaName: words('North Yorkshire'),
  serviceName: words('Trusted Relationships'),
  person: { name: words('Sam Field'), role: words('Case-holder') },
  nav: [
    { href: '/', text: words('Home'), current: true },
    { href: '/north-yorkshire/young-people', text: words('Young people'), current: false },
    { href: '/north-yorkshire/forum', text: words('Forum'), current: false },
    { href: '/north-yorkshire/nominations', text: words('Nominations'), current: false },
    { href: '/sessions', text: words('Where you are signed in'), current: false },
  ],
  signOutHref: '/sign-out',
  sessionsHref: '/sessions',
  kind: 'trial',
  assets: assets(),
  because: [words('You are the case-holder'), words('You manage the team that holds this case')],
  meeting: true,
  form: {
    instance: words('instance'),
    version: 3,
    draft: words('withdraw'),
    subject: words('/north-yorkshire/nominations/1'),
    kept: [{ href: '/?draft=1', says: words('2 days ago'), throwAway: '#' }],
    restored: true,
    theirs: [{ label: words('Why?'), says: words('Because') }],
  },
})

/** A page with every component, `words` put through for each text somebody might have typed. */
export const Gallery = ({ words = text => text }: { words?: (text: string) => string }): VNode => (
  <FrameContext.Provider value={galleryFrame(words)}>
    <Page
      title={words('Every component')}
      back={{ href: '/', text: words('Back to the start') }}
      errors={[{ text: words('Say why you are withdrawing it'), href: '#reason' }]}
      wide
    >
      <Heading caption={words('For looking at')}>{words('Every component')}</Heading>
      <WhoThisIs
        youngPerson={{
          knownAs: words('Jay'),
          surname: words('Inventedname'),
          reference: words('NY-2026-0042'),
          age: 14,
          status: words('Missing now'),
          href: '/north-yorkshire/young-people/1',
        }}
      />
      <SubNavigation
        label={words('Parts of this record')}
        items={[
          { href: '/a', text: words('Overview'), current: true },
          { href: '/b', text: words('Chronology') },
          { href: '/c', text: words('Who can see this') },
        ]}
      />
      <Showing words={words} />
      <Asking words={words} />
      <Lists words={words} />
      <Panel title={words('Nomination sent')}>
        {words('Its reference is')} <strong>{words('N-17')}</strong>
      </Panel>
      <Pagination label={words('Nominations')} page={4} pages={9} href={page => `?page=${page}`} />
      <ExitThisPage />
    </Page>
  </FrameContext.Provider>
)

const Showing = ({ words }: { words: (text: string) => string }): VNode => (
  <>
    <Breadcrumbs items={[{ text: words('Home'), href: '/' }, { text: words('Young people') }]} />
    <BackLink href="/back" />
    <NotificationBanner id="done" success>
      {words('The nomination was sent')}
    </NotificationBanner>
    <Alert kind="warning" title={words('Safe contact')}>
      {words('Ring after 4pm only. Never leave a message.')}
    </Alert>
    <p class="govuk-body">
      <Tag>{words('Draft')}</Tag> <Tag colour="green">{words('Done')}</Tag>{' '}
      <Badge colour="red">{words('Under 16')}</Badge> <Unseen>{words('unseen words')}</Unseen>
    </p>
    <InsetText>{words('They want to meet somewhere outdoors.')}</InsetText>
    <WarningText>{words('Another service already works with this family.')}</WarningText>
    <Details summary={words('What does this mean?')}>
      <p class="govuk-body">{words('A longer explanation.')}</p>
      <Typed>{words('Two lines\n   with spaces')}</Typed>
    </Details>
    <Accordion
      id="domains"
      level={2}
      sections={[
        { heading: words('Home'), summary: words('3 of 6 answered'), open: true, children: words('Safe at home.') },
        { heading: words('School'), children: <p class="govuk-body">{words('Goes most days.')}</p> },
      ]}
    />
    <Tabs
      title={words('What was said')}
      items={[
        { id: 'child', label: words('Young person'), children: <p class="govuk-body">{words('I like boxing.')}</p> },
        { id: 'family', label: words('Family'), children: <p class="govuk-body">{words('He needs sleep.')}</p> },
      ]}
    />
  </>
)

/** Every kind of field. */
export function fields(words: (text: string) => string) {
  const field = (name: string, label: string, more: Partial<FilledField> = {}): FilledField => ({
    name,
    id: name,
    label: words(label),
    hint: words('A short hint.'),
    value: words('typed before'),
    ...more,
  })
  const options = [
    { value: 'yes', label: words('Yes'), hint: words('They know and agree') },
    { value: 'not-yet', label: words('Not yet') },
    { value: 'not-safe', label: words('It is not safe to tell them') },
  ]
  return {
    name: field('name', 'What do they like to be called?', { autocomplete: 'off' }),
    money: field('money', 'How much was it?', { value: words('12') }),
    reason: field('reason', 'Why are you withdrawing this nomination?', {
      error: words('Say why you are withdrawing it'),
      max: 4000,
    }),
    words: field('words', 'In their words', { max: 400, value: words('\n two\n   lines') }),
    told: field('told', 'Does the young person know?', { value: 'yes', options, error: words('Say whether') }),
    told2: field('told2', 'And the family?', {
      value: '',
      options: options.map(({ value, label }) => ({ value, label })),
    }),
    kinds: field('kinds', 'What are you worried about?', { value: ['not-yet'], options, error: words('Choose one') }),
    agency: field('agency', 'Which agency?', { value: '', options, error: words('Choose an agency') }),
    born: field('born', 'When were they born?', {
      value: { day: words('1'), month: words('2'), year: words('2012') },
      error: words('Enter a real date'),
      autocomplete: 'bday',
    }),
    known: field('known', 'Known'),
  }
}

const Asking = ({ words }: { words: (text: string) => string }): VNode => {
  const f = fields(words)
  return (
    <>
      <Form to="/withdraw">
        <Hidden field={f.known} />
        <TextInput field={f.name} width={20} />
        <TextInput field={f.money} prefix="£" suffix={words('a week')} inputmode="numeric" width={5} />
        <TextArea field={f.reason} rows={4} />
        <TextArea field={f.words} count />
        <Radios
          field={f.told}
          divider={{ 'not-safe': words('or') }}
          conditional={{ yes: <TextArea field={{ ...f.words, name: 'how', id: 'how' }} /> }}
        />
        <Radios field={f.told2} inline />
        <Checkboxes field={f.kinds} exclusive="not-safe" conditional={{ 'not-yet': words('Say more below.') }} />
        <Select field={f.agency} />
        <Fieldset legend={words('About them')}>
          <DateInput field={f.born} />
        </Fieldset>
        <ButtonGroup>
          <Button>{words('Save and continue')}</Button>
          <Button secondary value="later">
            {words('Save for later')}
          </Button>
          <Button danger>{words('Withdraw the nomination')}</Button>
          <Button href="/start" start>
            {words('Start now')}
          </Button>
        </ButtonGroup>
      </Form>
      <SearchForm to="/search" label={words('Young people')}>
        <TextInput field={{ ...f.name, name: 'q', id: 'q' }} type="search" />
        <Button secondary>{words('Search')}</Button>
      </SearchForm>
    </>
  )
}

const Lists = ({ words }: { words: (text: string) => string }): VNode => (
  <>
    <SummaryList
      card={{
        title: words('Who works with Jay'),
        actions: [{ href: '/x', text: words('Change'), about: words('who') }],
      }}
      rows={[
        {
          key: words('Case-holder'),
          value: words('Sam Field'),
          actions: [{ href: '/c', text: words('Change'), about: words('case-holder') }],
        },
        { key: words('School'), value: <em>{words('Invented High')}</em> },
        { key: words('Mentor'), value: undefined },
        false,
      ]}
    />
    <Table
      caption={words('Nominations')}
      head={[
        words('Name'),
        words('Waiting since'),
        { text: words('Days'), numeric: true },
        { text: words('Open'), unseen: true },
      ]}
      rows={[
        [
          <a class="govuk-link" href="/1" key="a">
            {words('Jay Inventedname')}
          </a>,
          words('1 Nov 2026'),
          21,
          words('Open'),
        ],
        restrictedRow(words('NY-2026-0043'), 4),
      ]}
    />
    <TaskList
      id="tasks"
      tasks={[
        { title: words('Who they are'), href: '/1', status: words('Completed') },
        {
          title: words('Their words'),
          href: '/2',
          hint: words('About 5 minutes'),
          status: { text: words('Not yet started'), colour: 'blue' },
        },
        { title: words('Check your answers'), status: words('Cannot start yet') },
      ]}
    />
    <Timeline
      items={[
        {
          title: words('Nomination sent'),
          by: words('Sam Field'),
          at: '2026-11-20T14:05:00Z',
          shown: words('20 Nov 2026, 2:05pm'),
          children: words('To York.'),
        },
        { title: words('Forum met'), at: '2026-11-12', shown: words('12 Nov 2026') },
      ]}
    />
  </>
)
