import { type ComponentChildren, Fragment, h, type VNode } from 'preact'
import { render } from 'preact-render-to-string'

/**
 * The one way to put HTML into a page as it is. Everything else is escaped by Preact or by the templates, so what
 * comes in here must be made by a template or by `html`, never typed by a person.
 * @param html the markup, in pieces
 * @param between what stands between the pieces (one less than the pieces); drawn and escaped as usual
 */
export function raw(html: readonly string[], between: readonly ComponentChildren[] = []): VNode {
  // How precompiled JSX hands its fixed parts to the renderer; Fragment's own type does not know it. The renderer would
  // take a bare string in `exprs` for markup, so each stands in a list, whose strings it escapes.
  const precompiled: object = { tpl: html, exprs: between.map(content => [content]) }
  return h(Fragment, precompiled)
}

/** Draws a node to HTML. */
export const html = (node: VNode): string => render(node)
