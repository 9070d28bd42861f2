/** The names of the parameters in a pattern such as '/:area/young-people/:youngPerson'. */
type Names<P extends string> = P extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Names<`/${Rest}`>
  : P extends `${string}:${infer Name}`
    ? Name
    : never

export type Params<P extends string> = { readonly [K in Names<P>]: string }

/** A typed path: call it with its parameters to get an address, or hand it to a route. */
export interface Path<P extends string = string> {
  (...params: Names<P> extends never ? [] : [Params<P>]): string
  readonly pattern: P
}

/** Makes a typed path. Parameters are slugs or ids; they are encoded all the same. */
export function path<const P extends string>(pattern: P): Path<P> {
  const build = (params?: Record<string, string>) =>
    pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''))
  return Object.assign(build, { pattern }) as Path<P>
}

/** Adds a query string; empty values are left out. */
export function withQuery(address: string, query: Readonly<Record<string, string | undefined>>): string {
  const text = new URLSearchParams(Object.entries(query).flatMap(([k, v]) => (v ? [[k, v]] : []))).toString()
  return text ? `${address}?${text}` : address
}

/** Only a path on this site, never another host: what may stand in a return address. */
export const ownPath = (text: unknown): string =>
  typeof text === 'string' && /^\/(?![/\\])[\x21-\x7e]{0,2000}$/.test(text) && !text.includes('\\') ? text : '/'
