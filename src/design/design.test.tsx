import { HtmlValidate } from 'html-validate'
import type { VNode } from 'preact'
import { describe, expect, test } from 'vitest'
import { fields, Gallery, galleryFrame } from '../../test/gallery.tsx'
import {
  Checkboxes,
  Details,
  Form,
  type Frame,
  FrameContext,
  html,
  ManyChoices,
  Page,
  Pagination,
  Radios,
  Select,
  TextArea,
  WhoThisIs,
} from './index.ts'
import { official } from './official.ts'
import { raw } from './raw.ts'

const validator = new HtmlValidate({ extends: ['html-validate:standard'] })
const faults = async (page: string): Promise<readonly string[]> =>
  (await validator.validateString(page)).results.flatMap(({ messages }) =>
    messages.map(m => `${m.ruleId} at ${m.line}:${m.column} ${m.selector}: ${m.message}`),
  )

const hostile = (text: string) => `${text}</textarea></title><script>alert("x'&\\")</script><slot 0>{{ 7919*7919 }}`

describe('every component on one page', () => {
  test('is valid HTML', async () => {
    expect(await faults(html(<Gallery />))).toEqual([])
  })

  test('is valid HTML whatever was typed, and runs nothing of it', async () => {
    const page = html(<Gallery words={hostile} />)
    expect(await faults(page)).toEqual([])
    expect(page.match(/<script[^>]*>/g)).toEqual(['<script nonce="bm9uY2U">', expect.stringContaining('type="module"')])
    expect(page).not.toContain('<slot')
    expect(page).not.toContain(String(7919 * 7919))
  })

  test('shows what was typed and loses none of it', () => {
    const drawn = (gallery: VNode) => html(gallery).replaceAll(/(name="_form" value=)"[^"]+"/g, '$1""')
    const plain = drawn(<Gallery />)
    const page = drawn(<Gallery words={text => `${text}\u2603<&"'>`} />)
    const marks = page.match(/\u2603(?:&lt;|<)?/g) ?? []
    expect(marks.length).toBeGreaterThan(120)
    expect(new Set(marks)).toEqual(new Set(['\u2603&lt;']))
    // Without the marks both are the same page.
    expect(page.replace(/\u2603&lt;&amp;(?:&quot;|")(?:&#39;|')(?:&gt;|>)/g, '')).toBe(plain)
  })

  test('has one heading of the first level beside the panel that would replace it, and a way to skip to the content', () => {
    const page = html(<Gallery />)
    expect(page.match(/<h1/g)).toHaveLength(2)
    expect(page).toContain('href="#main-content"')
    expect(page).toContain('id="main-content"')
  })

  test('carries no style and no script of its own in the markup, but the one with the nonce', () => {
    const page = html(<Gallery />)
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/)
  })
})

describe('the size of choices', () => {
  const field = { name: 'a', id: 'a', label: 'A', value: 'yes', options: [{ value: 'yes', label: 'Yes' }] }
  test('are of full size where a question stands on its own, and small where many of a kind stand together', () => {
    const inside = { yes: <Checkboxes field={{ ...field, name: 'b', id: 'b' }} /> }
    const choices = <Radios field={field} conditional={inside} />
    expect(html(choices)).not.toMatch(/--small/)
    expect(html(<ManyChoices>{choices}</ManyChoices>).match(/govuk-(radios|checkboxes)--small/g)).toEqual([
      'govuk-radios--small',
      'govuk-checkboxes--small',
    ])
  })
})

describe('children inside official markup', () => {
  test('what somebody typed keeps every space and line, however deep it lies', () => {
    const value = '\n  first\n    second   \n\n'
    const page = html(
      <Details summary="More">
        <Radios
          field={{ name: 'a', id: 'a', label: 'A', value: 'yes', options: [{ value: 'yes', label: 'Yes' }] }}
          conditional={{ yes: <TextArea field={{ name: 'b', id: 'b', label: 'B', value }} /> }}
        />
      </Details>,
    )
    expect(/<textarea[^>]*>\n([\s\S]*?)<\/textarea>/.exec(page)?.[1]).toBe(value)
  })

  test('words and numbers are escaped by the template, children by Preact', () => {
    const text = (content: preact.ComponentChildren) => html(official('govukInsetText', put => ({ ...put(content) })))
    expect(text(['a ', 1, ' <b>'])).toContain('a 1 &lt;b&gt;')
    expect(text(<em>{'<b>'}</em>)).toContain('<em>&lt;b></em>')
    expect(text([<em key="e">a</em>, '<b>'])).toContain('<em>a</em>&lt;b>')
    expect(text(null)).not.toContain('slot')
  })

  test('an option that the component does not know does not compile, however deep it stands', () => {
    // @ts-expect-error `txt` is not an option
    official('govukButton', () => ({ txt: 'Save' }))
    // @ts-expect-error `clases` is not an option of a cell
    official('govukTable', put => ({ rows: [['a'].map(cell => ({ ...put(cell), clases: 'b' }))] }))
    // @ts-expect-error `kolour` is not a prop
    expect(html(<Details summary="More" kolour="red" />)).toContain('More')
  })

  test('a string between raw pieces is escaped', () => {
    expect(html(raw(['<p>', '</p>'], ['<script>']))).toBe('<p>&lt;script></p>')
  })
})

describe('a page', () => {
  const draw = (more: Partial<Parameters<typeof Page>[0]> = {}) =>
    html(
      <Page title="Withdraw" frame={galleryFrame()} {...more}>
        Hello
      </Page>,
    )

  test('is named by what it is for and ends with the neutral name of the service', () => {
    expect(draw()).toContain('<title>Withdraw – Trusted Relationships</title>')
  })

  test('with errors says so first in its title, and lists them', () => {
    const page = draw({ errors: [{ text: 'Say why', href: '#reason' }] })
    expect(page).toContain('<title>Error: Withdraw – Trusted Relationships</title>')
    expect(page).toContain('<a href="#reason">Say why</a>')
  })

  test('says in the trial that everybody is invented, and not in a live system', () => {
    expect(draw()).toContain('Every person in it is invented')
    expect(draw({ frame: { ...galleryFrame(), kind: 'live' } })).not.toContain('Every person in it is invented')
  })

  test('for nobody signed in names no person and offers no way to sign out', async () => {
    const { nonce, assets, serviceName } = galleryFrame()
    const page = draw({ frame: { nonce, assets, serviceName, csrf: '', nav: [], kind: 'live' } })
    expect(page).not.toContain('Sign out')
    expect(await faults(page)).toEqual([])
  })

  test('signing out is a post with the token, never a link', () => {
    expect(draw()).toMatch(
      /<form[^>]*action="\/sign-out" method="post"><input type="hidden" name="_csrf" value="token"/,
    )
  })

  test('names no crown', () => expect(draw()).not.toMatch(/crown|crest|GOV\.UK/i))

  test('without a frame is a mistake of the program', () => {
    expect(() => html(<Page title="x">x</Page>)).toThrow(/frame/)
  })
})

describe('a form', () => {
  const tokens = (frame: Frame) =>
    [
      ...html(
        <FrameContext.Provider value={frame}>
          <Form to="/end/1">one</Form>
          <Form to="/end/2">two</Form>
        </FrameContext.Provider>,
      ).matchAll(/name="_form" value="([^"]*)"/g),
    ].map(([, token]) => token)

  test('has a token of its own: what one of a page sent does not stand for another', () => {
    const { form: _, ...onlyShows } = galleryFrame()
    for (const frame of [galleryFrame(), onlyShows]) {
      const all = [...tokens(frame), ...tokens(frame)]
      expect(all).toHaveLength(4)
      expect(new Set(all).size).toBe(4)
      for (const token of all) expect(token).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    }
  })
})

describe('who this is', () => {
  test('says why you can see this, from the frame', () => {
    const page = html(
      <FrameContext.Provider value={galleryFrame()}>
        <WhoThisIs youngPerson={{ knownAs: 'Jay', reference: 'NY-1', href: '/1' }} />
      </FrameContext.Provider>,
    )
    expect(page).toContain('Why you can see this')
    expect(page).toContain('<li>You are the case-holder</li>')
    expect(page).not.toContain('Age')
  })
})

describe('choices', () => {
  test('a list nobody has chosen from starts empty, so that nothing is chosen by accident', () => {
    const { agency } = fields(text => text)
    expect(html(<Select field={agency} />)).toMatch(/<option value="">Choose one<\/option>/)
    expect(html(<Select field={{ ...agency, value: 'yes' }} />)).toMatch(/<option value="yes" selected>/)
  })

  test.each([
    [1, 1, null],
    [1, 3, ['1', '2', '3']],
    [5, 9, ['1', '…', '4', '5', '6', '…', '9']],
    [9, 9, ['1', '…', '8', '9']],
  ])('page %i of %i offers %j', (page, pages, shown) => {
    const drawn = html(<Pagination label="Nominations" page={page} pages={pages} href={n => `?page=${n}`} />)
    const items = [...drawn.matchAll(/pagination__item[\s\S]*?<\/li>/g)].map(([item]) =>
      item.includes('ellipsis') ? '…' : />\s*(\d+)\s*</.exec(item)?.[1],
    )
    expect(drawn === '' ? null : items).toEqual(shown)
  })
})

describe('MoJ components, which ship no fixtures', () => {
  test('stay as they are', () => {
    const page = html(<Gallery />)
    const part = (pattern: RegExp) => pattern.exec(page)?.[0]
    expect(part(/<nav class="moj-sub-navigation[\s\S]*?<\/nav>/)).toMatchSnapshot('sub navigation')
    expect(part(/<div class="moj-timeline"[\s\S]*?<\/div>\s*<\/div>\s*<\/div>/)).toMatchSnapshot('timeline')
    expect(part(/<span class="moj-badge[\s\S]*?<\/span>/)).toMatchSnapshot('badge')
    expect(part(/<div\s+role="region"\s+class="moj-alert[\s\S]*?moj-alert__action/)).toMatchSnapshot('alert')
  })
})
