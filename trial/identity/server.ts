import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Interaction, InteractionResult } from 'oidc-provider'
import { keysIn } from './keys.ts'
import { choosePage, sorryPage } from './page.tsx'
import { grouped, matching, peopleIn } from './people.ts'
import { provider, withoutSession } from './provider.ts'
import type { Settings } from './settings.ts'

/** A chosen person is one short field. */
const LONGEST_FORM = 4_096

/**
 * The whole program, not yet listening: two pages of its own in front of oidc-provider. There are two servers with one mind,
 * for the two addresses "localhost" can have.
 */
export function identityServer(settings: Settings): {
  readonly server: Server
  readonly second: Server
  readonly people: () => number
} {
  const people = peopleIn(settings.peopleFile)
  const sorry = () => sorryPage(settings.origin)
  const issuer = provider(settings, keysIn(settings.keysFile), people, sorry)
  const protocol = issuer.callback()
  const style = readFileSync(new URL('./style.css', import.meta.url))
  // `form-action` names the service: choosing a person ends there, and Chromium follows that rule through redirects.
  const policy =
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; " +
    `form-action 'self' ${settings.origin}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Any other name for this machine is somebody else's page trying to talk to it (DNS rebinding).
    if (request.headers.host !== settings.issuer.host) return page(response, 421, sorry())
    request.headers.cookie = withoutSession(request.headers.cookie)
    const url = new URL(request.url ?? '/', settings.issuer)
    if (url.pathname === '/') return void response.writeHead(303, { location: settings.origin }).end()
    if (url.pathname === '/style.css') {
      return void response.writeHead(200, { 'content-type': 'text/css', 'cache-control': 'max-age=3600' }).end(style)
    }
    if (!url.pathname.startsWith('/interaction/')) return void protocol(request, response)
    await choosing(request, response, url)
  }

  async function choosing(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const interaction = await issuer.interactionDetails(request, response).catch(() => undefined)
    if (!interaction || url.pathname !== `/interaction/${interaction.uid}`) return page(response, 404, sorry())
    if (request.method === 'GET') return choice(response, 200, interaction, url.searchParams.get('find') ?? '')
    if (request.method !== 'POST') return page(response, 405, sorry())
    const form = await formIn(request)
    const result = form && chosen(form)
    if (!result) return choice(response, 422, interaction, '')
    await issuer.interactionFinished(request, response, result)
  }

  function chosen(form: URLSearchParams): InteractionResult | undefined {
    if (form.has('cancel')) return { error: 'access_denied', error_description: 'The person went back' }
    const person = people().find(p => p.sub === form.get('person'))
    return person && { login: { accountId: person.sub, remember: false } }
  }

  function choice(response: ServerResponse, status: number, interaction: Interaction, find: string): void {
    const typed = find.trim().slice(0, 100)
    const all = people()
    const shown = matching(all, typed)
    const expected = all.find(p => p.sub === interaction.params.login_hint)
    const groups = grouped(shown)
    page(
      response,
      status,
      choosePage({ groups, all: all.length, shown: shown.length, typed, expected, error: status === 422 }),
    )
  }

  function page(response: ServerResponse, status: number, body: string): void {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(body)
  }

  const listener: RequestListener = (request, response) => {
    response.setHeader('content-security-policy', policy)
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('referrer-policy', 'no-referrer')
    answer(request, response).catch(() => {
      if (!response.headersSent) page(response, 500, sorry())
      else response.destroy()
    })
  }
  return { server: createServer(listener), second: createServer(listener), people: () => people().length }
}

/** @returns nothing when the form is longer than any that came from our page */
async function formIn(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > LONGEST_FORM) return undefined
    chunks.push(bytes)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString())
}
