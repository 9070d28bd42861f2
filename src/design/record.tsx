import type { VNode } from 'preact'
import { Details } from './content.tsx'
import type { Frame } from './frame.ts'
import { SubNavigation } from './navigation.tsx'
import { classes } from './official.ts'

/** How many take two lines, at a desk and on a telephone; more are folded there. */
const inTwoLines = { desk: 10, telephone: 3 } as const
const label = 'This young person’s record'

/** The pages of a young person's record, folded where there are many, so that the page itself is in sight. */
export const RecordPages = ({ of: { part, items } }: { of: NonNullable<Frame['record']> }): VNode =>
  items.length <= inTwoLines.telephone ? (
    <SubNavigation label={label} items={items} />
  ) : (
    <Folded part={part} items={items} />
  )

const Folded = ({ part, items }: NonNullable<Frame['record']>): VNode => (
  <nav
    class={classes('moj-sub-navigation app-fold', items.length <= inTwoLines.desk && 'app-fold--small-screen')}
    aria-label={label}
  >
    <Details summary={part ? `Pages of this record: ${part}` : 'Pages of this record'}>
      <ul class="moj-sub-navigation__list">
        {items.map(({ href, text, current }) => (
          <li key={href} class="moj-sub-navigation__item">
            <a class="moj-sub-navigation__link" href={href} aria-current={current ? 'page' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </Details>
  </nav>
)

/** What every page about a young person says beside its own matter: all of it at a desk, the short of it on a telephone. */
export const Strip = ({ of: { title, short, lines, more } }: { of: NonNullable<Frame['strip']> }): VNode => (
  <aside class="app-strip app-fold app-fold--small-screen" aria-label={title}>
    <Details summary={`${title}: ${short}`}>
      <p class="govuk-body-s">
        <strong>{title}.</strong> {lines.join(' ')}{' '}
        {more && (
          <a class="govuk-link" href={more.href}>
            {more.text}
          </a>
        )}
      </p>
    </Details>
  </aside>
)
