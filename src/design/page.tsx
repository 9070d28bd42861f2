import type { ComponentChildren, VNode } from 'preact'
import { useContext } from 'preact/hooks'
import { Alert } from './content.tsx'
import { Drafts, NotAskedAnyMore } from './drafts.tsx'
import { ErrorSummary } from './form.tsx'
import { type Frame, FrameContext, type PageError } from './frame.ts'
import { EmergencyBanner, Footer, Header } from './header.tsx'
import { BackLink, SkipLink } from './navigation.tsx'
import { classes } from './official.ts'
import { raw } from './raw.ts'
import { RecordPages, Strip } from './record.tsx'

export interface PageProps {
  /** Stands in the browser's tab and history, where strangers read it: never a child's name. */
  readonly title: string
  /** The frame, where it does not come from FrameContext. */
  readonly frame?: Frame
  readonly back?: { readonly href: string; readonly text?: string }
  /** Errors of the form; the frame's where left out. */
  readonly errors?: readonly PageError[]
  /** For tables: the whole width. Otherwise two thirds, which is easier to read. */
  readonly wide?: boolean
  /** Beside the content; below it on a small screen. */
  readonly aside?: ComponentChildren
  readonly children: ComponentChildren
}

/** The colour of the header, for the frame that a phone draws around a page. The same as in style.css. */
const BRAND = '#0b3c49'

/** As in the GOV.UK template, whose styles and scripts wait for these classes. */
const SUPPORTED =
  "document.body.className += ' js-enabled' + ('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');"

/** A whole HTML document: what is common to all pages around what is particular to one. */
export const Page = (props: PageProps): VNode => {
  const around = useContext(FrameContext)
  const frame = props.frame ?? around
  if (!frame) throw new Error('a page was drawn without its frame')
  const errors = props.errors ?? frame.errors ?? []
  return (
    <>
      {raw(['<!DOCTYPE html>\n'])}
      <html lang="en" class="govuk-template">
        <head>
          <meta charset="utf-8" />
          <title>{`${errors.length > 0 ? 'Error: ' : ''}${props.title} – ${frame.serviceName}`}</title>
          <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
          <meta name="theme-color" content={BRAND} />
          <meta name="robots" content="noindex, nofollow" />
          <link rel="icon" href={frame.assets.icon} type="image/svg+xml" />
          <link rel="stylesheet" href={frame.assets.css} />
        </head>
        <body
          class="govuk-template__body"
          data-idle={frame.locks?.idleSeconds}
          data-meeting={frame.locks?.meetingSeconds || undefined}
          data-ends={frame.locks?.endsSeconds}
          data-lock={frame.locks && frame.lockTo}
          data-here={frame.locks?.here}
        >
          <script nonce={frame.nonce}>{SUPPORTED}</script>
          <SkipLink />
          <Header frame={frame} />
          <div class="govuk-width-container">
            {props.back && (
              <nav aria-label="Back">
                <BackLink {...props.back} />
              </nav>
            )}
            {frame.record && frame.record.items.length > 0 && <RecordPages of={frame.record} />}
            {frame.strip && <Strip of={frame.strip} />}
            {frame.emergency && <EmergencyBanner frame={frame} emergency={frame.emergency} />}
            <main class="govuk-main-wrapper" id="main-content" tabIndex={-1}>
              <div class="govuk-grid-row">
                <div
                  class={classes(
                    props.wide && !props.aside ? 'govuk-grid-column-full' : 'govuk-grid-column-two-thirds',
                  )}
                >
                  {frame.saved && (
                    <Alert kind="success" title="Saved" quiet>
                      Saved
                    </Alert>
                  )}
                  {errors.length > 0 && <ErrorSummary errors={errors} />}
                  <Drafts />
                  {props.children}
                  <NotAskedAnyMore />
                </div>
                {props.aside && <div class="govuk-grid-column-one-third">{props.aside}</div>}
              </div>
            </main>
          </div>
          <Footer />
          <script type="module" src={frame.assets.js} />
        </body>
      </html>
    </>
  )
}

/** The heading of a page, with a small line above it. */
export const Heading = ({ caption, size = 'l', children }: HeadingProps): VNode => (
  <>
    {caption && <span class={`govuk-caption-${size}`}>{caption}</span>}
    <h1 class={`govuk-heading-${size}`}>{children}</h1>
  </>
)

export interface HeadingProps {
  readonly caption?: ComponentChildren
  readonly size?: 'm' | 'l' | 'xl'
  readonly children: ComponentChildren
}
