import { randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { notAllowed, viewed } from '../db/audit.ts'
import { type Asking, type ReadTx, reading } from '../db/scope.ts'
import type { Who } from '../db/who.ts'
import { now } from '../platform/clock.ts'
import { dateParts, type Entered, type Fields, type Form } from './form.ts'
import {
  type Around,
  askingOf,
  clearSite,
  type Kit,
  keyOf,
  nonceOf,
  pathOf,
  queryOf,
  sendPage,
  shutOnThisScreen,
} from './kit.ts'
import { type Aside, actsHere, aside, isOpen, type Reason, why } from './kit-aside.ts'
import { wasSaved } from './kit-saved.ts'
import { withQuery } from './path.ts'
import type { AreaRef, Ask, Attachment, File, Route, Show } from './route.ts'
import { csrfToken } from './session.ts'
import { written } from './written.ts'

type Reads = Show<string, unknown> | File<string, unknown> | Ask<string, unknown, Fields, string, unknown>
interface Collected {
  readonly view: unknown
  readonly reasons: readonly Reason[]
  readonly kept: Aside['kept']
  readonly strip: unknown
}

/** GET: collect in a read-only transaction, write down who sees whom, then draw. */
export async function answerGet(
  kit: Kit,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  if (route.kind === 'press' || route.kind === 'look') throw new Error('a button has no page')
  const spec: Reads = route.spec
  const key = keyOf(request)
  const asking = askingOf(kit, request, key)
  const area = key?.area === undefined ? undefined : kit.areaOf(key.area)
  const found = await reading(
    kit.database,
    asking,
    async (tx): Promise<Collected | Closed | 'not allowed' | 'not found' | 'in a meeting'> => {
      if (shutOnThisScreen(tx.who, tx.now, route, key)) return 'in a meeting'
      if (!isOpen(tx.who.acts, route.may)) return 'not allowed'
      if (!key || (key.area !== undefined && !area)) return 'not found'
      // Of what somebody else wrote nothing comes up while two look at one screen.
      const drafted = !tx.who.together && route.kind === 'ask' && (route.spec.draft || queryOf(request).draft)
      const { seenFor, kept, strip } = await aside(
        tx,
        key.youngPerson,
        drafted ? { form: draftName(route), subject: pathOf(request) } : undefined,
      )
      const acts = actsHere(tx.who, area, key.youngPerson ? seenFor : undefined)
      const asked = { tx, key, area: area as AreaRef, query: queryOf(request), who: tx.who, acts, now: tx.now }
      const view = isOpen(acts, route.may) ? await spec.shows(asked as never) : null
      if (view !== null) return { view, reasons: seenFor, kept, strip }
      // Whoever still sees the child is told nothing of a closing: this one page is not there.
      return (key.youngPerson && seenFor.length === 0 && (await closed(tx, key.youngPerson))) || 'not found'
    },
  )
  if (found.state !== 'open') return toSignIn(request, reply, found.state)
  kit.known.add(asking.token)
  const around = {
    ...emptyAround(kit, request, reply, asking, found.who),
    ...(area ? { area } : {}),
    ...(key?.youngPerson ? { youngPerson: key.youngPerson } : {}),
  }
  if (found.value === 'in a meeting') return toSignIn(request, reply, 'locked')
  if (found.value === 'not allowed') return forbid(kit, asking, route.audit, withoutChild(around), reply)
  if (found.value === 'not found') return sendPage(reply, 404, kit.render(kit.pages.notFound(), withoutChild(around)))
  if ('openedAt' in found.value)
    return sendPage(reply, 410, kit.render(kit.pages.closed(found.value, area), withoutChild(around)))
  const { view, kept } = found.value
  const reasoned = { ...around, ...why(found.who, area, found.value.reasons), strip: found.value.strip }
  if (!(await wroteDown(kit, asking, route.audit, spec.about(view), spec.record?.(view))))
    return sendPage(reply, 404, kit.render(kit.pages.notFound(), withoutChild(around)))
  if (route.kind === 'file') return sendFile(reply, await route.spec.file(view))
  const drawn = { ...reasoned, saved: wasSaved(kit, request, reply) }
  if (route.kind === 'show') {
    const { works, page } = route.spec
    return sendPage(reply, 200, kit.render(page(works ? await works(view) : view), drawn))
  }
  return sendPage(
    reply,
    200,
    drawForm(kit, route, view, drawn, { kept, wanted: queryOf(request).draft, youngPerson: key?.youngPerson }),
  )
}

const filePolicy = "sandbox; default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const sendFile = (reply: FastifyReply, { bytes, type, fileName }: Attachment): FastifyReply =>
  reply
    .header('cache-control', 'no-store')
    .header('content-disposition', `attachment; filename="${fileName}"`)
    // Taken away, never looked at here; a browser that opens it all the same gives it no rights of ours.
    .header('content-security-policy', filePolicy)
    .type(type)
    .send(bytes)

/**
 * Writes down who was shown; nothing is drawn unless it stands. False where somebody closed the record to this person
 * between reading and writing down: then it is not there any more.
 */
export async function wroteDown(
  kit: Kit,
  asking: Asking,
  act: string,
  about: readonly (string | null | undefined)[],
  record: string | undefined,
): Promise<boolean> {
  try {
    await viewed(
      kit.database,
      asking,
      act,
      about.filter(id => id != null),
      record,
    )
    return true
  } catch (error) {
    if ((error as { code?: unknown }).code === '42501') {
      kit.log.warn(
        { request: asking.request, act },
        'a page was not shown: it names somebody who is not open to whoever asked',
      )
      return false
    }
    throw error
  }
}

function drawForm(
  kit: Kit,
  route: Extract<Route, { kind: 'ask' }>,
  view: unknown,
  around: Around,
  drafts: { kept: Collected['kept']; wanted: string | undefined; youngPerson: string | undefined },
): string {
  const { spec } = route
  const form = formOf(spec, view)
  const restored = drafts.kept.find(d => d.instance === drafts.wanted)
  const start = spec.start?.(view)
  const typed = restored ? enteredFrom(form, restored.body) : undefined
  const { _at: at, _version: shown } = (restored?.body ?? {}) as { _at?: unknown; _version?: unknown }
  // A draft goes on from the version it was begun on: what somebody saved meanwhile is put beside it, never overwritten.
  const begunOn = typeof shown === 'string' && /^\d{1,9}$/.test(shown) ? Number(shown) : undefined
  return kit.render(spec.page(view, form.fill(typed ?? start)), {
    ...around,
    form: {
      instance: restored?.instance ?? randomUUID(),
      ...(spec.version ? { version: begunOn ?? spec.version(view) } : {}),
      draft: draftName(route),
      autosave: spec.draft !== undefined,
      ...(drafts.youngPerson ? { youngPerson: drafts.youngPerson } : {}),
      kept: drafts.kept.filter(d => d !== restored),
      restored: restored !== undefined,
      typed: written((restored?.body ?? {}) as Readonly<Record<string, unknown>>),
      ...(typeof at === 'string' && /^[\w.-]{1,200}$/.test(at) ? { at } : {}),
    },
  })
}

/** The name drafts of this page are kept under; a page without autosave still keeps what a time-out would have lost. */
export const draftName = (route: Extract<Route, { kind: 'ask' }>): string =>
  route.spec.draft ?? route.pattern.slice(0, 100)

export const formOf = (spec: Ask<string, unknown, Fields, string, unknown>, view: unknown): Form =>
  typeof spec.form === 'function' ? spec.form(view) : spec.form

/** What a kept body says for the fields of this form, whatever else it holds. */
export function enteredFrom(form: Form, body: unknown): Entered {
  const raw = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const text = (v: unknown): string => (typeof v === 'string' ? v : '')
  return Object.fromEntries(
    Object.entries(form.fields).map(([name, field]) => {
      if (field.is === 'date')
        return [
          name,
          {
            ...dateParts(''),
            day: text(raw[`${name}-day`]),
            month: text(raw[`${name}-month`]),
            year: text(raw[`${name}-year`]),
          },
        ]
      const v = raw[name]
      if (field.is === 'choices')
        return [name, Array.isArray(v) ? v.filter(x => typeof x === 'string') : v ? [text(v)] : []]
      return [name, text(v)]
    }),
  )
}

/** When a child was opened last by whoever asks, and when it was closed to them, where that can be said. */
export interface Closed {
  readonly openedAt: Date
  readonly closedAt: Date | null
}

/** Whoever never could see a child learns nothing; whoever could until lately is told that it was closed to them. */
export async function closed(tx: ReadTx, youngPerson: string): Promise<Closed | undefined> {
  const { rows } =
    await sql<Closed>`select opened_at as "openedAt", closed_at as "closedAt" from app.closed_to_me(${youngPerson}::uuid)`.execute(
      tx,
    )
  return rows[0]
}

export const emptyAround = (
  kit: Kit,
  request: FastifyRequest,
  reply: FastifyReply,
  asking: Asking,
  who: Who | undefined,
): Around => ({
  nonce: nonceOf(reply),
  path: pathOf(request),
  now: now(),
  csrf: csrfToken(kit.cookieSecret, asking.token),
  errors: [],
  because: [],
  ...(who ? { who } : {}),
})

/** What is not there has no links of its own: the page must not tell whether there was anything. */
export const withoutChild = ({ youngPerson: _, area: __, ...around }: Around): Around => around

/**
 * Nobody is signed in, or the screen is locked: back to where they were once they are. Whoever comes from a page of ours
 * is told so on a page first: browsers do not follow a form to another site (`form-action`), however many of our own
 * redirects lie between.
 */
export function toSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  state: 'none' | 'ended' | 'locked',
  back?: string,
): FastifyReply {
  const wasHere = request.method === 'POST' || request.headers['sec-fetch-site'] === 'same-origin'
  const to = state === 'locked' || wasHere ? '/locked' : '/sign-in'
  // The moment a time-out or another device ended it: nothing of ours stays here (promises C).
  if (state !== 'none') clearSite(reply)
  return reply.header('cache-control', 'no-store').redirect(withQuery(to, { return: back ?? request.url }), 303)
}

/** @param typed what they sent, in their own words: of a page of ours, in this session */
export async function forbid(
  kit: Kit,
  asking: Asking,
  act: string,
  around: Around,
  reply: FastifyReply,
  typed: readonly string[] = [],
): Promise<FastifyReply> {
  await notAllowed(kit.database, asking, act)
  return sendPage(reply, 403, kit.render(kit.pages.notAllowed(typed), around))
}
