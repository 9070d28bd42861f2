import { randomUUID } from 'node:crypto'
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
import type { Database } from './db/database.ts'
import { assets } from './design/assets.ts'
import {
  ClosedPage,
  NotAllowedPage,
  NotFoundPage,
  OverloadedPage,
  RefusedPage,
  WrongPage,
} from './design/error-pages.tsx'
import { areaOf } from './features/areas/index.ts'
import { features } from './features.ts'
import { drawPage } from './frame.tsx'
import { now } from './platform/clock.ts'
import type { WebConfig } from './platform/config.ts'
import type { Logger } from './platform/log.ts'
import { type Around, type Kit, nonceOf, pathOf, register, secureOrigin, sendPage } from './web/kit.ts'
import { cookieName } from './web/session.ts'

export interface Declared {
  readonly may: string
  readonly audit: string
}

declare module 'fastify' {
  interface FastifyContextConfig {
    declared?: Declared
  }
}

/** Builds the web server on an open database; listening and stopping are web.ts's. */
export async function buildApp(config: WebConfig, database: Database, log: Logger): Promise<FastifyInstance> {
  const secure = secureOrigin(config.ORIGIN)
  const app: FastifyInstance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // The largest form holds a hundred answers of 50,000 characters at the worst.
    bodyLimit: 8 * 1024 * 1024,
    requestTimeout: 30_000,
    // One proxy of the council’s own stands in front; what a client adds to the header is not believed.
    trustProxy: secure ? (_address, hop) => hop === 0 : false,
    routerOptions: { ignoreTrailingSlash: true },
  })
  app.addHook('onRoute', route => {
    if (!route.config?.declared)
      throw new Error(`${route.method} ${route.url} does not say who may and what is written down`)
  })

  const kit: Kit = {
    database,
    origin: config.ORIGIN,
    cookieSecret: config.COOKIE_SECRET,
    log,
    areaOf,
    render: (node, around) => drawPage(config.KIND, node, around),
    pages: {
      notFound: NotFoundPage,
      notAllowed: NotAllowedPage,
      closed: ClosedPage,
      refused: (text, back) => RefusedPage({ text, back }),
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
        // Sign-in leaves for the issuer by a redirect, which form-action would also stop.
        'form-action': ["'self'", ...config.OIDC_ISSUERS.map(i => new URL(i.issuer).origin)],
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
  await app.register(formbody, { bodyLimit: 8 * 1024 * 1024 })
  await app.register(rateLimit, {
    global: true,
    max: 600,
    timeWindow: '1 minute',
    keyGenerator: request => request.cookies[cookieName('session', secure)] ?? request.ip,
  })
  // Overloaded: say so at once, rather than answer everybody too late.
  await app.register(underPressure, {
    maxEventLoopDelay: config.BUSY_AFTER_MS,
    maxHeapUsedBytes: 1_500_000_000,
    pressureHandler: (request, reply) => {
      sendPage(reply.header('retry-after', '5'), 503, kit.render(OverloadedPage(), bare(request, reply)))
    },
  })

  app.setNotFoundHandler({}, (request, reply) => sendPage(reply, 404, kit.render(NotFoundPage(), bare(request, reply))))
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log.error({ request: request.id, route: request.routeOptions.url, error }, 'a request failed')
    if (status === 429) return sendPage(reply, 429, kit.render(OverloadedPage(), bare(request, reply)))
    if (status === 503 || isAway(error))
      return sendPage(reply.header('retry-after', '5'), 503, kit.render(OverloadedPage(), bare(request, reply)))
    return sendPage(
      reply,
      status >= 400 && status < 500 ? status : 500,
      kit.render(WrongPage({ reference: request.id.slice(0, 8) }), bare(request, reply)),
    )
  })

  serveAssets(app)
  health(app, database)
  for (const feature of features) {
    register(app, kit, feature.routes, feature.inMeetings)
    await feature.open?.(app, kit, config)
  }
  return app
}

/** The database is restarting or cannot be reached: a passing state, not a fault of the request. */
function isAway(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  if (typeof code === 'string' && /^(57P0[123]|08...|53300|ECONNREFUSED|ENOENT|ECONNRESET|EPIPE)$/.test(code))
    return true
  return error instanceof Error && /timeout exceeded when trying to connect|Connection terminated/.test(error.message)
}

function serveAssets(app: FastifyInstance): void {
  for (const [url, file] of assets().files) {
    app.get(url, { config: { declared: { may: 'anyone', audit: 'none' }, rateLimit: false } }, (request, reply) => {
      reply.header('cache-control', 'public, max-age=31536000, immutable').header('vary', 'accept-encoding')
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.type(file.type).send(file.body)
      return reply.type(file.type).header('content-encoding', 'gzip').send(file.gzip)
    })
  }
}

function health(app: FastifyInstance, database: Database): void {
  const open = { config: { declared: { may: 'anyone', audit: 'none' }, rateLimit: false } }
  let draining = false
  app.addHook('preClose', async () => {
    draining = true
  })
  app.get('/health/live', open, (_, reply) => reply.header('cache-control', 'no-store').send({ live: true }))
  app.get('/health/ready', open, async (_, reply) => {
    const ready =
      !draining &&
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
