import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { audited } from '../db/audit.ts'
import { type Asking, type WriteTx, writing } from '../db/scope.ts'
import { uuid } from '../platform/id.ts'
import type { Outcome } from '../platform/outcome.ts'
import type { Entered, Fields, Form, FormError } from './form.ts'
import {
  type Around,
  askingOf,
  clearSite,
  type Kit,
  keyOf,
  pathOf,
  queryOf,
  secureOrigin,
  sendPage,
  sessionCookie,
  shutOnThisScreen,
} from './kit.ts'
import { ofThisSession, sendAgainAsThem, sentIn } from './kit-again.ts'
import { actsHere, aside, isOpen, type Reason, why } from './kit-aside.ts'
import {
  type Closed,
  closed,
  draftName,
  emptyAround,
  forbid,
  formOf,
  toSignIn,
  withoutChild,
  wroteDown,
} from './kit-get.ts'
import { answerStray, holdDraft, rescue } from './kit-rescue.ts'
import { saysSaved } from './kit-saved.ts'
import { withQuery } from './path.ts'
import type { AreaRef, Ask, Press, Route } from './route.ts'
import { cookieOptions, fromOurselves } from './session.ts'
import { written } from './written.ts'

type Acts = Ask<string, unknown, Fields, string, unknown> | Press<string, Fields, string, unknown>
type Result =
  | { readonly is: 'not allowed' | 'prove again' | 'in a meeting' }
  /** `closed`: they could open it until lately. */
  | { readonly is: 'not found'; readonly closed?: Closed | undefined }
  | {
      readonly is: 'invalid' | 'stale'
      readonly view: unknown
      readonly reasons: readonly Reason[]
      readonly strip: unknown
      readonly form: Form
      readonly entered: Entered
      readonly errors: readonly FormError[]
      /** What is written down of it, where that is more than a look. */
      readonly says?: string | undefined
    }
  | {
      readonly is: 'done'
      readonly location: string
      readonly afterwards?: ((tx: WriteTx) => Promise<unknown>) | undefined
    }

const changedMeanwhile =
  'Somebody changed this after you opened it. Nothing was saved yet. Compare both, then save again.'

/** POST: one transaction that checks, acts and writes down; a double click is one act; what was typed is never lost. */
export async function answerPost(
  kit: Kit,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (route.kind !== 'ask' && route.kind !== 'press') throw new Error('a page is not posted to')
  const key = keyOf(request)
  const asking = askingOf(kit, request, key)
  const body = sentIn(kit, request)
  const around = emptyAround(kit, request, reply, asking, undefined)
  if (!fromOurselves(request.headers, kit.origin))
    return sendPage(reply, 403, kit.render(kit.pages.notAllowed(), around))
  if (!ofThisSession(kit, asking, body)) return answerStray(kit, route, request, reply, asking, key, body)
  const area = key?.area === undefined ? undefined : kit.areaOf(key.area)
  const entry = await writing(
    kit.database,
    asking,
    tx => run(route, tx, key, area, request, body),
    result => result.is === 'done',
  )
  /** Keeps what was typed and leads to where they can go on; what cannot be kept stays in the page. */
  const keepAnd = async (goOn: (back: string) => FastifyReply): Promise<FastifyReply> => {
    const back = await rescue(kit, route, request, asking, key, body)
    return back === undefined ? sendAgainAsThem(kit, request, reply, body) : goOn(back)
  }
  if (entry.state !== 'open') return keepAnd(back => toSignIn(request, reply, entry.state, back))
  kit.known.add(asking.token)
  const seen: Around = { ...around, who: entry.who }
  const about: Around = {
    ...seen,
    ...(area ? { area } : {}),
    ...(key?.youngPerson ? { youngPerson: key.youngPerson } : {}),
  }
  const result = entry.value
  switch (result.is) {
    case 'done': {
      const saved = await cameOfIt(kit, asking, result)
      if (route.kind === 'press' && route.spec.leaves) nothingStays(kit, reply)
      else if (saved && !route.spec.quiet) saysSaved(kit, reply)
      return reply.header('cache-control', 'no-store').redirect(result.location, 303)
    }
    case 'in a meeting':
      return keepAnd(back => toSignIn(request, reply, 'locked', back))
    case 'not found':
      return result.closed
        ? sendPage(reply, 410, kit.render(kit.pages.closed(result.closed, area, written(body)), withoutChild(seen)))
        : sendPage(reply, 404, kit.render(kit.pages.notFound(written(body)), withoutChild(seen)))
    case 'not allowed':
      return forbid(kit, asking, route.audit, seen, reply, written(body))
    case 'prove again':
      return keepAnd(back =>
        reply.header('cache-control', 'no-store').redirect(withQuery('/sign-in/again', { return: back }), 303),
      )
    case 'invalid':
    case 'stale':
      // The page comes again with all it shows: a look like any other, written down before it goes out.
      if (
        route.kind === 'ask' &&
        !(await wroteDown(
          kit,
          asking,
          result.says ?? route.spec.audit.read,
          route.spec.about(result.view),
          route.spec.record?.(result.view),
        ))
      )
        return sendPage(reply, 404, kit.render(kit.pages.notFound(written(body)), withoutChild(seen)))
      return sendPage(
        reply,
        result.is === 'stale' ? 409 : 422,
        drawAgain(
          kit,
          route,
          result,
          { ...about, ...why(entry.who, area, result.reasons), strip: result.strip },
          key,
          body,
        ),
      )
  }
}

/** What follows from what was done, in a transaction of its own; whether there is something saved to tell. */
async function cameOfIt(kit: Kit, asking: Asking, { afterwards }: Extract<Result, { is: 'done' }>): Promise<boolean> {
  if (!afterwards) return true
  const after = await writing(kit.database, asking, afterwards, () => true)
  return after.state === 'open' && after.value !== false
}

/** After signing out: this browser keeps nothing of ours, the cookie included (promises C). */
function nothingStays(kit: Kit, reply: FastifyReply): void {
  clearSite(reply).clearCookie(sessionCookie(kit), cookieOptions(secureOrigin(kit.origin)))
}

async function run(
  route: Extract<Route, { kind: 'ask' | 'press' }>,
  tx: WriteTx,
  key: Record<string, string> | undefined,
  area: AreaRef | undefined,
  request: FastifyRequest,
  body: Record<string, unknown>,
): Promise<Result> {
  if (shutOnThisScreen(tx.who, tx.now, route, key)) return { is: 'in a meeting' }
  if (!isOpen(tx.who.acts, route.may)) return { is: 'not allowed' }
  if (!key || (key.area !== undefined && !area)) return { is: 'not found' }
  const spec: Acts = route.spec
  if (spec.fresh !== undefined && tx.now.getTime() - tx.who.authenticatedAt.getTime() > spec.fresh * 60_000)
    return { is: 'prove again' }
  const { seenFor: reasons, strip } = await aside(tx, key.youngPerson)
  const acts = actsHere(tx.who, area, key.youngPerson ? reasons : undefined)
  if (!isOpen(acts, route.may))
    return {
      is: 'not found',
      ...(key.youngPerson && reasons.length === 0 ? { closed: await closed(tx, key.youngPerson) } : {}),
    }
  const asked = { tx, key, area: area as AreaRef, query: queryOf(request), who: tx.who, acts, now: tx.now }
  const view = route.kind === 'ask' ? await route.spec.shows(asked as never) : undefined
  if (view === null) return { is: 'not found' }
  const form = route.kind === 'ask' ? formOf(route.spec, view) : route.spec.form
  const parsed = form.parse(request.sentFiles ? { ...body, ...request.sentFiles } : body)
  if (!parsed.ok) return { is: 'invalid', view, reasons, strip, form, entered: parsed.entered, errors: parsed.errors }
  const token = typeof body._form === 'string' && uuid.test(body._form) ? body._form : randomUUID()
  const first = await claim(tx, token)
  if (first !== 'first') return { is: 'done', location: first }
  const button = typeof body._button === 'string' ? body._button.slice(0, 60) : ''
  const version = versionIn(body)
  const outcome = await attempt(spec, () => spec.act({ ...asked, value: parsed.value, version, button } as never))
  switch (outcome.is) {
    case 'done': {
      if (!audited(tx, route.audit)) throw new Error(`${route.pattern} did not write down "${route.audit}"`)
      const location = spec.next({ key, value: outcome.value, button } as never)
      await tx
        .updateTable('sent_form')
        .set({ location })
        .where('token', '=', token as never)
        .execute()
      await forgetDraft(tx, route, request, body)
      const { afterwards } = spec
      if (!afterwards) return { is: 'done', location }
      const more = { ...asked, value: parsed.value, done: outcome.value }
      return { is: 'done', location, afterwards: tx => afterwards({ ...more, tx } as never) }
    }
    case 'not found':
      return { is: 'not found' }
    case 'stale': {
      // Read again: what stands now is what they must see beside their own. It may have gone altogether.
      const current = route.kind === 'ask' ? await route.spec.shows(asked as never) : view
      if (current === null) return { is: 'not found' }
      const errors = [{ text: changedMeanwhile, href: '#theirs', field: '' }]
      return { is: 'stale', view: current, reasons, strip, form, entered: parsed.entered, errors }
    }
    case 'refused': {
      const said = (spec.refusals as Record<string, string | { field: string; text: string }>)[outcome.why]
      if (said === undefined) throw new Error(`${route.pattern} has no words for "${outcome.why}"`)
      const error =
        typeof said === 'string'
          ? { text: said, href: '#main-content', field: '' }
          : { text: said.text, href: `#${said.field}`, field: said.field }
      const says = route.kind === 'ask' ? route.spec.audit.refused?.[outcome.why] : undefined
      return { is: 'invalid', view, reasons, strip, form, entered: parsed.entered, errors: [error], says }
    }
  }
}

/** The version the page was drawn from; 0, which no record has, for anything that is not one. */
const versionIn = (body: Readonly<Record<string, unknown>>): number =>
  typeof body._version === 'string' && /^\d{1,9}$/.test(body._version) ? Number(body._version) : 0

/** A violated constraint that speaks for a rule becomes that rule's reason; anything else is a bug and stays thrown. */
async function attempt(spec: Acts, act: () => Promise<Outcome<string, unknown>>): Promise<Outcome<string, unknown>> {
  try {
    return await act()
  } catch (error) {
    const constraint = (error as { constraint?: unknown }).constraint
    const why = typeof constraint === 'string' ? spec.constraints?.[constraint] : undefined
    if (why !== undefined) return { is: 'refused', why }
    // Row security let the row be seen but not changed: for the person it is not there to be changed.
    if ((error as { code?: unknown }).code === '42501') return { is: 'not found' }
    throw error
  }
}

/** The first of two equal posts acts; the second waits for it and goes where it led. */
async function claim(tx: WriteTx, token: string): Promise<string> {
  const made = await tx
    .insertInto('sent_form')
    .values({ token: token as never, person_id: tx.who.person.id as never })
    .onConflict(c => c.column('token').doNothing())
    .returning('token')
    .executeTakeFirst()
  if (made) return 'first'
  const before = await tx
    .selectFrom('sent_form')
    .select('location')
    .where('token', '=', token as never)
    .executeTakeFirst()
  return before?.location || '/'
}

async function forgetDraft(
  tx: WriteTx,
  route: Route,
  request: FastifyRequest,
  body: Record<string, unknown>,
): Promise<void> {
  if (route.kind !== 'ask' || typeof body._instance !== 'string' || !uuid.test(body._instance)) return
  await holdDraft(tx, body._instance)
  await tx
    .deleteFrom('draft')
    .where('person_id', '=', tx.who.person.id as never)
    .where('form', '=', draftName(route))
    .where('subject', '=', pathOf(request))
    .where('instance', '=', body._instance)
    .execute()
}

function drawAgain(
  kit: Kit,
  route: Route,
  result: Extract<Result, { is: 'invalid' | 'stale' }>,
  around: Around,
  key: Record<string, string> | undefined,
  body: Record<string, unknown>,
): string {
  if (route.kind !== 'ask') {
    const back = route.kind === 'press' ? route.spec.back(key as never) : '/'
    return kit.render(kit.pages.refused(result.errors[0]?.text ?? '', back), { ...around, path: back })
  }
  const spec = route.spec
  const instance = typeof body._instance === 'string' && uuid.test(body._instance) ? body._instance : randomUUID()
  const theirs = result.is === 'stale' ? saysNow(result.form, spec.start?.(result.view) ?? {}) : undefined
  return kit.render(spec.page(result.view, result.form.fill(result.entered, result.errors)), {
    ...around,
    errors: result.errors,
    form: {
      instance,
      kept: [],
      typed: written(body),
      ...(spec.version ? { version: result.is === 'stale' ? spec.version(result.view) : versionIn(body) } : {}),
      draft: draftName(route),
      autosave: spec.draft !== undefined,
      ...(key?.youngPerson ? { youngPerson: key.youngPerson } : {}),
      ...(theirs ? { theirs } : {}),
    },
  })
}

/** What the record says now, field by field, in the words of the form. */
function saysNow(form: Form, entered: Entered): readonly { label: string; says: string }[] {
  return Object.entries(form.fill(entered).fields).map(([, field]) => {
    const names = (v: string): string => field.options?.find(o => o.value === v)?.label ?? v
    const { value } = field
    const says =
      typeof value === 'string'
        ? names(value)
        : 'day' in value
          ? [value.day, value.month, value.year].filter(Boolean).join(' ')
          : value.map(names).join(', ')
    return { label: field.label, says }
  })
}
