import type { ComponentChildren, VNode } from 'preact'
import { dialled } from './formats.ts'
import { classes, official } from './official.ts'

export interface DetailsProps {
  readonly summary: string
  readonly open?: boolean
  readonly id?: string
  readonly children: ComponentChildren
}

/** More for those who want it, closed at first. */
export const Details = ({ summary, open, id, children }: DetailsProps): VNode =>
  official('govukDetails', put => ({ summaryText: summary, open, id, ...put(children) }))

/** Words that stand out from the text around them. */
export const InsetText = ({ children }: { children: ComponentChildren }): VNode =>
  official('govukInsetText', put => ({ ...put(children) }))

/** For what has consequences. */
export const WarningText = ({ children }: { children: ComponentChildren }): VNode =>
  official('govukWarningText', put => ({ ...put(children), iconFallbackText: 'Warning' }))

export interface NotificationBannerProps {
  /** Something went well: green, and read out at once. */
  readonly success?: boolean
  /** "Success" or "Important" where left out. */
  readonly title?: string
  /** Only where a page has more than one. */
  readonly id?: string
  readonly children: ComponentChildren
}

/** News about the page as a whole, above its heading. */
export const NotificationBanner = ({ success, title, id, children }: NotificationBannerProps): VNode =>
  official('govukNotificationBanner', put => ({
    type: success ? 'success' : undefined,
    titleText: title,
    titleId: id,
    ...put(children),
  }))

/** It is done: the first thing on the page after the last step. Give `heading={false}` to Page. */
export const Panel = ({ title, children }: { title: string; children?: ComponentChildren }): VNode =>
  official('govukPanel', put => ({ titleText: title, ...put(children) }))

export type TagColour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'magenta' | 'red' | 'orange' | 'yellow'

/** A state, in one or two words; never told by colour alone. */
export const Tag = ({ colour, children }: { colour?: TagColour; children: ComponentChildren }): VNode =>
  official('govukTag', put => ({ ...put(children), classes: classes(colour && `govuk-tag--${colour}`) }))

export type BadgeColour = 'purple' | 'blue' | 'red' | 'green' | 'grey' | 'black'

/** A short fact beside a name. */
export const Badge = ({ colour, children }: { colour?: BadgeColour; children: ComponentChildren }): VNode =>
  official('mojBadge', put => ({ ...put(children), classes: classes(colour && `moj-badge--${colour}`) }))

export interface AlertProps {
  readonly kind: 'information' | 'success' | 'warning' | 'error'
  /** Heading of the alert. */
  readonly title: string
  /** What it says is all there is: no heading, and read out when it comes. */
  readonly quiet?: boolean
  readonly children: ComponentChildren
}

/** Something to know before reading on, inside the page. */
export const Alert = ({ kind, title, quiet, children }: AlertProps): VNode =>
  official('mojAlert', put => ({
    variant: kind,
    title,
    showTitleAsHeading: !quiet,
    role: quiet ? 'status' : undefined,
    ...put(children),
  }))

/** Words for a screen reader only. */
export const Unseen = ({ children }: { children: ComponentChildren }): VNode => (
  <span class="govuk-visually-hidden">{children}</span>
)

/** Text somebody typed, with its line breaks. */
export const Typed = ({ children }: { children: string }): VNode => <div class="app-typed">{children}</div>

/** Whom to ring, with their number: where there is one in it, a tap dials it. */
export const Telephone = ({ children }: { children: string }): VNode => {
  const to = dialled(children)
  return to ? (
    <a class="govuk-link" href={`tel:${to}`}>
      {children}
    </a>
  ) : (
    <span>{children}</span>
  )
}
