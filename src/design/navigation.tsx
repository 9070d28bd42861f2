import type { ComponentChildren, VNode } from 'preact'
import { official } from './official.ts'

/** The way back; Page draws it from its `back`. */
export const BackLink = ({ href, text }: { href: string; text?: string }): VNode =>
  official('govukBackLink', () => ({ href, text: text ?? 'Back' }))

/** The way down to here. */
export const Breadcrumbs = ({
  items,
}: {
  items: readonly { readonly text: string; readonly href?: string }[]
}): VNode =>
  official('govukBreadcrumbs', () => ({
    items: items.map(({ text, href }) => ({ text, href })),
    collapseOnMobile: true,
  }))

export const SkipLink = ({ href, text }: { href?: string; text?: string }): VNode =>
  official('govukSkipLink', () => ({ href: href ?? '#main-content', text: text ?? 'Skip to main content' }))

export const PhaseBanner = ({ tag, children }: { tag: string; children: ComponentChildren }): VNode =>
  official('govukPhaseBanner', put => ({ tag: { text: tag }, ...put(children) }))

export interface SubNavigationProps {
  /** Names the region for a screen reader, for example "Parts of this record". */
  readonly label: string
  readonly items: readonly { readonly href: string; readonly text: string; readonly current?: boolean }[]
}

/** Pages of one record. */
export const SubNavigation = ({ label, items }: SubNavigationProps): VNode =>
  official('mojSubNavigation', () => ({
    label,
    items: items.map(({ href, text, current }) => ({ href, text, active: current })),
  }))

export interface PaginationProps {
  /** The page shown, from 1. */
  readonly page: number
  /** How many there are; where nobody counted, say with `more` whether there is another. */
  readonly pages?: number
  readonly more?: boolean
  /** Address of a page. */
  readonly href: (page: number) => string
  /** What is paged through, for a screen reader: "Nominations". */
  readonly label: string
}

/** Page by page. Nothing where one page is enough. */
export const Pagination = ({ page, pages, more, href, label }: PaginationProps): VNode | null => {
  const last = pages ?? (more ? page + 1 : page)
  if (last <= 1) return null
  return official('govukPagination', () => ({
    landmarkLabel: label,
    previous: page > 1 ? { href: href(page - 1) } : undefined,
    next: page < last ? { href: href(page + 1) } : undefined,
    items: pages === undefined ? undefined : numbers(page, pages).map(n => item(n, page, href)),
  }))
}

const item = (n: number | undefined, page: number, href: (page: number) => string) =>
  n === undefined ? { ellipsis: true, href: '' } : { number: String(n), href: href(n), current: n === page }

/** First, last, the page and its neighbours; a gap is undefined. */
function numbers(page: number, pages: number): readonly (number | undefined)[] {
  const shown = [...new Set([1, page - 1, page, page + 1, pages])].filter(n => n >= 1 && n <= pages)
  return shown.flatMap((n, i) => (i > 0 && n - (shown[i - 1] ?? 0) > 1 ? [undefined, n] : [n]))
}

/** Leaves at once for a harmless page, for somebody who may be watched. */
export const ExitThisPage = ({ href }: { href?: string }): VNode =>
  official('govukExitThisPage', () => ({ redirectUrl: href ?? 'https://www.bbc.co.uk/weather' }))
