import type { FastifyReply, FastifyRequest } from 'fastify'
import { reading } from '../db/scope.ts'
import { askingOf, type Kit, keyOf, queryOf, sendPage, shutOnThisScreen } from './kit.ts'
import { actsHere, isOpen } from './kit-aside.ts'
import { emptyAround, forbid, toSignIn, withoutChild, wroteDown } from './kit-get.ts'
import type { AreaRef, Route } from './route.ts'
import { csrfToken, fromOurselves, sameToken } from './session.ts'

/** A posted search: reads like a page, so it changes nothing and may be sent again; its words stand in no address. */
export async function answerLook(
  kit: Kit,
  route: Extract<Route, { kind: 'look' }>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = keyOf(request)
  const asking = askingOf(kit, request, key)
  const around = emptyAround(kit, request, reply, asking, undefined)
  const body = (request.body ?? {}) as Record<string, unknown>
  const back = key ? route.spec.back(key as never) : '/'
  if (!fromOurselves(request.headers, kit.origin))
    return sendPage(reply, 403, kit.render(kit.pages.notAllowed(), around))
  // A page of an earlier session: nothing is lost but the words of a search.
  if (!sameToken(body._csrf, csrfToken(kit.cookieSecret, asking.token))) return reply.redirect(back, 303)
  const area = key?.area === undefined ? undefined : kit.areaOf(key.area)
  const parsed = route.spec.form.parse(body)
  const found = await reading(kit.database, asking, async tx => {
    if (shutOnThisScreen(tx.who, tx.now, route, key)) return 'in a meeting'
    if (!isOpen(tx.who.acts, route.may)) return 'not allowed'
    if (!key || (key.area !== undefined && !area)) return 'not found'
    const acts = actsHere(tx.who, area, undefined)
    if (!isOpen(acts, route.may)) return 'not found'
    const asked = { tx, key, area: area as AreaRef, query: queryOf(request), who: tx.who, acts, now: tx.now }
    const view = await route.spec.shows({ ...asked, value: parsed.ok ? parsed.value : undefined } as never)
    return view === null ? 'not found' : { view }
  })
  if (found.state !== 'open') return toSignIn(request, reply, found.state, back)
  // A search that was posted has no address of its own: its page is where it stands as one.
  const seen = { ...around, path: back, who: found.who, ...(area ? { area } : {}) }
  if (found.value === 'in a meeting') return toSignIn(request, reply, 'locked', back)
  if (found.value === 'not allowed') return forbid(kit, asking, route.audit, withoutChild(seen), reply)
  if (found.value === 'not found') return sendPage(reply, 404, kit.render(kit.pages.notFound(), withoutChild(seen)))
  const { view } = found.value
  if (!(await wroteDown(kit, asking, route.audit, route.spec.about(view), undefined)))
    return sendPage(reply, 404, kit.render(kit.pages.notFound(), withoutChild(seen)))
  const errors = parsed.ok ? [] : parsed.errors
  const page = route.spec.page(view, route.spec.form.fill(parsed.entered, errors))
  return sendPage(reply, parsed.ok ? 200 : 422, kit.render(page, { ...seen, errors }))
}
