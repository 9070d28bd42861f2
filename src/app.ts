import { randomUUID } from 'node:crypto'
import { parse } from 'node:querystring'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { VNode } from 'preact'
import type { Database } from './db/database.ts'
import { isPassing } from './db/passing.ts'
import { assets } from './design/assets.ts'
import {
  ClosedPage,
  NotAllowedPage,
  NotFoundPage,
  NotUnderstoodPage,
  OverloadedPage,
  RefusedPage,
  SendAgainPage,
  TooLargePage,
  WrongPage,
} from './design/error-pages.tsx'
import { areaOf } from './features/areas/index.ts'
import { features } from './features.ts'
import { drawPage } from './frame.tsx'
import { now } from './platform/clock.ts'
import type { WebConfig } from './platform/config.ts'
import type { Logger } from './platform/log.ts'
import { type Around, type Kit, nonceOf, pathOf, register, secureOrigin, sendPage, tokenOf } from './web/kit.ts'
import { tryAgainAfter } from './web/kit-again.ts'
import { knownSessions } from './web/known-sessions.ts'
import { answerNotHttp } from './web/not-http.ts'
import { writtenBy } from './web/session.ts'
import { takesUploads } from './web/uploads.ts'

export interface Declared {
  readonly may: string
  readonly audit: string
}

/** A route as the server knows it, by whatever way it came in. */
export interface DeclaredRoute extends Declared {
  readonly method: string
  readonly url: string
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly declaredRoutes: readonly DeclaredRoute[]
  }
  interface FastifyContextConfig {
    declared?: Declared
    /** Instead of the page that says that we are busy; one that answers nothing lets the request through. */
    pressureHandler?: () => void
  }
}

/** Bytes of the largest form: a hundred answers of 50,000 characters at the worst. */
const largestBody = 8 * 1024 * 1024
/** Answers of the largest form many times over. More would only keep us busy. */
const mostAnswers = 5_000
const tooMany = Object.freeze({})

/**
 * Builds the web server on an open database; listening and stopping are web.ts's.
 * @param stopping aborted when the program is about to stop: still answers everybody, but asks them not to come back
 */
export async function buildApp(
  config: WebConfig,
  database: Database,
  log: Logger,
  stopping: AbortSignal = new AbortController().signal,
): Promise<FastifyInstance> {
  const secure = secureOrigin(config.ORIGIN)
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: largestBody,
    requestTimeout: 30_000,
    clientErrorHandler: answerNotHttp(secure),
    // Who was let in is answered, also by a server that is closing.
    return503OnClosing: false,
    // An address that cannot be read is one that does not exist, with the same page and headers.
    rewriteUrl: ({ url = '/' }) => (readable(url) ? url : '/not-an-address'),
    // One proxy of the council’s own stands in front; what a client adds to the header is not believed.
    trustProxy: secure ? (_address, hop) => hop === 0 : false,
    // Longer than any header may be: a long parameter is one that fits nothing, not an error.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 100_000 },
  })
  const routes: DeclaredRoute[] = []
  app.decorate('declaredRoutes', routes)
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!config?.declared) throw new Error(`${method} ${url} does not say who may and what is written down`)
    for (const each of [method].flat()) routes.push({ method: each, url, ...config.declared })
  })

  const kit: Kit = {
    database,
    origin: config.ORIGIN,
    cookieSecret: config.COOKIE_SECRET,
    log,
    known: knownSessions(),
    areaOf,
    render: (node, around) =>
      drawPage(config, node, around, around.who && writtenBy(config.COOKIE_SECRET, around.who.person.id)),
    pages: {
      notFound: (typed = []) => NotFoundPage({ typed }),
      notAllowed: (typed = []) => NotAllowedPage({ typed }),
      closed: (when, area, typed = []) => {
        const contact = area && areaOf(area.key)?.contact
        return ClosedPage({ ...when, typed, ring: contact && [contact.dutyWorker, contact.outOfHours] })
      },
      refused: (text, back) => RefusedPage({ text, back }),
      sendAgain: (why, to, fields) => SendAgainPage({ why, to, fields }),
    },
  }
  const bare = (request: FastifyRequest, reply: FastifyReply): Around => ({
    nonce: nonceOf(reply),
    path: pathOf(request),
    now: now(),
    csrf: '',
    errors: [],
    because: [],
  })

  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        'style-src': ["'self'"],
        'img-src': ["'self'"],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        // A redirect that follows a form is stopped too: sign-in, at whatever addresses an issuer has, begins with a link.
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    // Not no-referrer: with it browsers post with `Origin: null`, and we could not tell our own forms.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
    xFrameOptions: { action: 'deny' },
  })
  await app.register(cookie)
  await app.register(formbody, {
    bodyLimit: largestBody,
    parser: text => (answersIn(text) > mostAnswers ? tooMany : parse(text, '&', '=', { maxKeys: 0 })),
  })
  await takesUploads(app)
  app.removeContentTypeParser('text/plain')
  app.addHook('preValidation', async request => {
    if (request.body === tooMany) throw Object.assign(new Error('more answers than any form has'), { statusCode: 413 })
  })
  app.addHook('onSend', async (_, reply) => {
    if (stopping.aborted) reply.header('connection', 'close')
    // Whatever says nothing of it may be about a person.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
  await app.register(rateLimit, {
    global: true,
    max: 600,
    timeWindow: '1 minute',
    keyGenerator: request => {
      const token = tokenOf(kit, request)
      return kit.known.has(token) ? token : request.ip
    },
  })
  // Overloaded: say so at once, rather than answer everybody too late.
  const busy = (request: FastifyRequest, reply: FastifyReply) =>
    sendPage(
      reply.header('retry-after', tryAgainAfter),
      503,
      kit.render(OverloadedPage({ sent: request.method === 'POST' }), bare(request, reply)),
    )
  await app.register(underPressure, {
    maxEventLoopDelay: config.BUSY_AFTER_MS,
    maxHeapUsedBytes: 1_500_000_000,
    pressureHandler: (request, reply) => {
      busy(request, reply)
    },
  })
  // Whoever waits holds what they sent in memory, so only so many may.
  let underWay = 0
  app.addHook('onRequest', async (request, reply) => {
    underWay += 1
    // Fastify's own onResponse never comes for somebody who went away unanswered.
    const over = () => {
      reply.raw.off('finish', over).off('close', over)
      underWay -= 1
    }
    reply.raw.on('finish', over).on('close', over)
    if (underWay > config.BUSY_AT && !request.routeOptions.config.pressureHandler) return busy(request, reply)
  })

  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) =>
    sendPage(reply, 404, kit.render(NotFoundPage({ typed: [] }), bare(request, reply))),
  )
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = isPassing(error) ? 503 : (error.statusCode ?? 500)
    if (status >= 500) log.error({ request: request.id, route: request.routeOptions.url, error }, 'a request failed')
    const send = (as: number, page: VNode) => sendPage(reply, as, kit.render(page, bare(request, reply)))
    const overloaded = OverloadedPage({ sent: request.method === 'POST' })
    if (status === 429) return send(429, overloaded)
    if (status === 413) return send(413, TooLargePage())
    if (status === 503) {
      reply.header('retry-after', tryAgainAfter)
      return send(503, overloaded)
    }
    if (status >= 400 && status < 500) return send(status, NotUnderstoodPage())
    return send(500, WrongPage({ reference: request.id.slice(0, 8) }))
  })

  serveAssets(app)
  health(app, database, stopping)
  for (const feature of features) {
    register(app, kit, feature.routes, feature)
    await feature.open?.(app, kit, config)
  }
  return app
}

function readable(url: string): boolean {
  try {
    // As the router will read it, the query being read apart and leniently.
    decodeURIComponent(url.split('?', 1)[0] ?? '')
    return true
  } catch {
    return false
  }
}

function answersIn(form: string): number {
  let answers = 1
  for (let at = form.indexOf('&'); at !== -1 && answers <= mostAnswers; at = form.indexOf('&', at + 1)) answers += 1
  return answers
}

function serveAssets(app: FastifyInstance): void {
  for (const [url, file] of assets().files) {
    app.get(url, { config: { declared: { may: 'anyone', audit: 'none' }, rateLimit: false } }, (request, reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
      const takes = request.headers['accept-encoding'] ?? ''
      reply.type(file.type)
      // Files alone, never a page: how well one is compressed would tell of what stands in it beside a form's token.
      if (/\bbr\b/.test(takes)) return reply.header('content-encoding', 'br').send(file.brotli)
      return /\bgzip\b/.test(takes) ? reply.header('content-encoding', 'gzip').send(file.gzip) : reply.send(file.body)
    })
  }
}

function health(app: FastifyInstance, database: Database, stopping: AbortSignal): void {
  // A program that is busy lives: whoever watches over it must not end it for that.
  const config = { declared: { may: 'anyone', audit: 'none' }, rateLimit: false, pressureHandler: () => undefined }
  const open = { config } as const
  app.get('/health/live', open, (_, reply) => reply.header('cache-control', 'no-store').send({ live: true }))
  app.get('/health/ready', open, async (_, reply) => {
    const ready =
      !stopping.aborted &&
      (await database.pool.query('select 1').then(
        () => true,
        () => false,
      ))
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ ready })
  })
}
