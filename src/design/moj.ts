import type { Attributes } from './govuk.generated.ts'

// MoJ ships no list of options, so the few components in use are typed by hand from their templates.

interface Text {
  readonly text?: string | undefined
  readonly html?: string | undefined
}

export interface MojComponents {
  readonly mojBadge: Text & { readonly classes?: string | undefined; readonly attributes?: Attributes | undefined }
  readonly mojSubNavigation: {
    /** Names the region for a screen reader. */
    readonly label: string
    readonly classes?: string | undefined
    readonly items: readonly (Text & { readonly href: string; readonly active?: boolean | undefined })[]
  }
  readonly mojTimeline: {
    readonly classes?: string | undefined
    /** 2 when left out. */
    readonly headingLevel?: number | undefined
    readonly items: readonly (Text & {
      readonly label: Text
      readonly byline?: Text | undefined
      readonly classes?: string | undefined
      /** `timestamp` is ISO 8601, for machines; `type` is the text to show (see the filter in nunjucks.ts). */
      readonly datetime: { readonly timestamp: string; readonly type: string }
    })[]
  }
  readonly mojAlert: Text & {
    readonly variant: 'information' | 'success' | 'warning' | 'error'
    /** Read out before the content. */
    readonly title: string
    readonly showTitleAsHeading?: boolean | undefined
    readonly headingTag?: 'h2' | 'h3' | 'h4' | undefined
    readonly dismissible?: boolean | undefined
    readonly role?: string | undefined
  }
}
