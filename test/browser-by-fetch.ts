/** A page as a person's browser has it in the end: after redirects, with the address it stopped at. */
export type Page = { readonly url: URL; readonly status: number; readonly headers: Headers; readonly body: string }

/**
 * A browser without a screen for one origin: keeps cookies by path, follows redirects, and stops at the first address of
 * another origin without opening it (that is the callback a test wants).
 */
export function browserAt(origin: string) {
  const cookies = new Map<string, { readonly value: string; readonly path: string }>()

  const header = (url: URL): string =>
    [...cookies]
      .filter(
        ([, { path }]) => url.pathname === path || url.pathname.startsWith(path.endsWith('/') ? path : `${path}/`),
      )
      .map(([key, { value }]) => `${key.split(' ')[0]}=${value}`)
      .join('; ')

  function keep(lines: readonly string[]): void {
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(/;\s*/)
      const equals = pair.indexOf('=')
      const name = pair.slice(0, equals)
      const value = pair.slice(equals + 1)
      const path = attributes.find(a => /^path=/i.test(a))?.slice(5) ?? '/'
      const key = `${name} ${path}`
      if (value === '' || attributes.some(a => /^expires=Thu, 01 Jan 1970/i.test(a))) cookies.delete(key)
      else cookies.set(key, { value, path })
    }
  }

  async function go(url: URL, form?: Readonly<Record<string, string>>): Promise<Page> {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { accept: 'text/html', cookie: header(url) },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    keep(answer.headers.getSetCookie())
    const body = await answer.text()
    const location = answer.headers.get('location')
    if (location === null) return { url, status: answer.status, headers: answer.headers, body }
    const next = new URL(location, url)
    return next.origin === origin ? go(next) : { url: next, status: answer.status, headers: answer.headers, body }
  }

  return { open: (url: URL) => go(url), post: (url: URL, form: Readonly<Record<string, string>>) => go(url, form) }
}
