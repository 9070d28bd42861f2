import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Database } from '../db/database.ts'
import { type Asking, reading } from '../db/scope.ts'
import type { Who } from '../db/who.ts'
import { uuid } from '../platform/id.ts'
import type { Logger } from '../platform/log.ts'
import type { Feature } from './feature.ts'
import type { FormError } from './form.ts'
import { sendAgain } from './kit-again.ts'
import { answerGet, type Closed } from './kit-get.ts'
import { answerLook } from './kit-look.ts'
import { answerPost } from './kit-post.ts'
import type { KnownSessions } from './known-sessions.ts'
import { ownPath } from './path.ts'
import type { AreaRef, Route } from './route.ts'
import { cookieName, fromOurselves } from './session.ts'
import { readUploads } from './uploads.ts'

/** A draft of the page's form that is kept for the person. */
export interface KeptDraft {
  readonly instance: string
  readonly savedAt: Date
}

/** What a page needs to know beside its own view; the renderer (app.ts) makes the frame of it. */
export interface Around {
  readonly nonce: string
  readonly path: string
  readonly who?: Who
  readonly area?: AreaRef
  readonly now: Date
  readonly csrf: string
  readonly errors: readonly FormError[]
  /** What was sent from the page before is saved. */
  readonly saved?: boolean
  /** This tab, version shown, name for autosave. */
  readonly form?: {
    readonly instance: string
    readonly version?: number
    readonly draft: string
    readonly autosave: boolean
    readonly youngPerson?: string
    readonly kept: readonly KeptDraft[]
    readonly restored?: boolean
    /** What they wrote and did not send, or sent in vain: shown as it is where the page asks nothing any more. */
    readonly typed: readonly string[]
    /** What the record says now, where somebody else changed it first. */
    readonly theirs?: readonly { readonly label: string; readonly says: string }[]
    /** Field to return to. */
    readonly at?: string
  }
  /** The young person this page is about. */
  readonly youngPerson?: string
  /** What the person may do about the child of this page. */
  readonly acts?: ReadonlySet<string>
  /** Why the person can see the child of this page. */
  readonly because: readonly string[]
  /** What every page about the child says beside its own matter. */
  readonly strip?: unknown
  /** One of these reasons lasts only so long; the id of what ends it before. */
  readonly lasts?: { readonly until: Date; readonly ends: string }
}

/**
 * Why nothing was done with what somebody sent. `not them`: whoever wrote it is not signed in here (now), so what it
 * carries is sealed. `signed in anew`: they are, in a session of which the page knew nothing.
 */
export type NotDone = 'busy' | 'not them' | 'signed in anew'
export type SentFields = readonly (readonly [name: string, value: string])[]

export interface Kit {
  readonly database: Database
  readonly origin: string
  readonly cookieSecret: string
  readonly log: Logger
  /** Told of every session that was found open. */
  readonly known: KnownSessions
  readonly areaOf: (key: string) => AreaRef | undefined
  readonly render: (node: VNode, around: Around) => string
  readonly pages: {
    /** `typed`: what was sent to a page that is not there, or not theirs any more, in their own words. */
    readonly notFound: (typed?: readonly string[]) => VNode
    readonly notAllowed: (typed?: readonly string[]) => VNode
    /** Could be opened by this person until lately. */
    readonly closed: (when: Closed, area: AreaRef | undefined, typed?: readonly string[]) => VNode
    readonly refused: (text: string, back: string) => VNode
    /** Not done, for this reason; carries what was sent, to be sent again to the same address. */
    readonly sendAgain: (why: NotDone, to: string, fields: SentFields) => VNode
  }
}

export const secureOrigin = (origin: string): boolean => origin.startsWith('https://')
export const sessionCookie = (kit: { origin: string }): string => cookieName('session', secureOrigin(kit.origin))
/** The session's token, or an empty one: what could not be one of ours (session.ts, `newToken`) never reaches the database. */
export const tokenOf = (kit: { origin: string }, request: FastifyRequest): string => {
  const token = request.cookies[sessionCookie(kit)] ?? ''
  return /^[\w-]{43}$/.test(token) ? token : ''
}

/** Registers a feature's routes; each carries its declaration so that tests can list them (promises A3). */
export function register(
  app: FastifyInstance,
  kit: Kit,
  routes: readonly Route[],
  { inMeetings = [], together = [] }: Pick<Feature, 'inMeetings' | 'together'> = {},
): void {
  for (const each of routes) {
    const route = {
      ...each,
      inMeetings: inMeetings.includes(each.pattern),
      together: together.includes(each.pattern),
    }
    app.route({
      method: route.method,
      url: route.pattern,
      config: { declared: { may: route.may, audit: route.audit } },
      onRequest: (request, _, next) => next(isFormOrNothing(route, request) ? undefined : notAForm()),
      // Of a page that is not ours nothing is read; a file is kept for somebody whose session is open, and for nobody else.
      preHandler: async request => {
        if (request.isMultipart() && fromOurselves(request.headers, kit.origin))
          await readUploads(request, await isSignedIn(kit, request))
      },
      handler: (request, reply) =>
        answer(kit, route, request, reply).catch(error => sendAgain(kit, request, reply, error)),
    })
  }
}

/** Whether this is an open session's request. Where the database cannot say, it is not: the answer itself says why. */
const isSignedIn = (kit: Kit, request: FastifyRequest): Promise<boolean> =>
  reading(kit.database, askingOf(kit, request, undefined), async () => true).then(
    ({ state }) => state === 'open',
    () => false,
  )

function answer(kit: Kit, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  if (route.kind === 'look') return answerLook(kit, route, request, reply)
  return route.method === 'GET' ? answerGet(kit, route, request, reply) : answerPost(kit, route, request, reply)
}

const isFormOrNothing = (route: Route, { method, headers }: FastifyRequest): boolean => {
  const type = headers['content-type'] ?? formType
  return (
    method !== 'POST' ||
    /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type) ||
    (route.kind === 'ask' && route.spec.takesFiles === true && /^multipart\/form-data\s*;/i.test(type))
  )
}

const formType = 'application/x-www-form-urlencoded'
const notAForm = () => Object.assign(new Error('not a form'), { statusCode: 415 })

/**
 * In meeting mode the screen stays open, so it opens only what the meeting is about; filling in together, somebody else holds
 * it, so it opens only what is about that one young person. Anything else asks to sign in again.
 */
export const shutOnThisScreen = (
  who: Who,
  now: Date,
  route: Route,
  key: Readonly<Record<string, string>> | undefined,
): boolean => shutForMeeting(who, now, route, key) || shutWhileTogether(who, route, key)

const shutWhileTogether = (
  { together }: Who,
  route: Route,
  key: Readonly<Record<string, string>> | undefined,
): boolean =>
  together !== undefined &&
  !(route.together && (key?.mine ?? together.match) === together.match) &&
  key?.youngPerson !== together.youngPerson

const shutForMeeting = (
  who: Who,
  now: Date,
  route: Route,
  key: Readonly<Record<string, string>> | undefined,
): boolean =>
  who.meetingUntil !== undefined &&
  who.meetingUntil > now &&
  (!route.inMeetings ||
    (key?.meeting !== undefined && key.meeting !== who.meeting?.id) ||
    (key?.youngPerson !== undefined && !who.meeting?.youngPeople.includes(key.youngPerson)))

const slug = /^[a-z0-9][a-z0-9-]{0,60}$/

/** The parameters of an address, or nothing where one cannot be an id: that is the same 404 as an id that never existed. */
export function keyOf(request: FastifyRequest): Record<string, string> | undefined {
  const params = request.params as Record<string, string>
  for (const [name, value] of Object.entries(params)) {
    const fits = name === 'area' || name.endsWith('Key') ? slug.test(value) : uuid.test(value)
    if (!fits) return undefined
  }
  return params
}

export const askingOf = (kit: Kit, request: FastifyRequest, key: Record<string, string> | undefined): Asking => ({
  token: tokenOf(kit, request),
  request: request.id,
  focus: key?.youngPerson ? [key.youngPerson] : undefined,
})

/** What an address asks for. Values said twice, of over 500 characters or with control characters are left out. */
export function queryOf(request: FastifyRequest): Record<string, string> {
  const query = request.query as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(query).flatMap(([k, v]) =>
      typeof v === 'string' && v.length <= 500 && !/\p{Cc}/u.test(v) ? [[k, v]] : [],
    ),
  )
}

/** Sends a page. Everything here may be about a person, so nothing of it is kept anywhere. */
export function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html)
}

/**
 * Nothing of ours stays in this browser’s cache or storage (promises C). Not `"cookies"`: browsers apply that to the whole
 * registrable domain, and so to a council’s other services.
 */
export const clearSite = (reply: FastifyReply): FastifyReply => reply.header('clear-site-data', '"cache", "storage"')

/** The path that was asked for; never the start of another host's address, whatever a request line said. */
export const pathOf = (request: FastifyRequest): string => ownPath(request.url.split('?', 1)[0])
export const nonceOf = (reply: FastifyReply): string =>
  (reply as FastifyReply & { cspNonce?: { script: string } }).cspNonce?.script ?? ''
