// oidc-provider ships no types: these are the few parts the trial uses, read from its source (9.13).
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  export type Payload = Record<string, unknown>

  export type Adapter = {
    upsert(id: string, payload: Payload, expiresIn: number): Promise<void>
    find(id: string): Promise<Payload | undefined>
    findByUid(uid: string): Promise<Payload | undefined>
    findByUserCode(userCode: string): Promise<Payload | undefined>
    consume(id: string): Promise<void>
    destroy(id: string): Promise<void>
    revokeByGrantId(grantId: string): Promise<void>
  }

  export type Account = { readonly accountId: string; claims(): Promise<Payload & { sub: string }> }

  export class Grant {
    constructor(of: { accountId: string; clientId: string })
    addOIDCScope(scope: string): void
    save(): Promise<string>
  }

  export type Context = {
    type: string
    body: unknown
    set(name: string, value: string): void
    readonly oidc: {
      readonly account: Account
      readonly client: { readonly clientId: string }
      readonly provider: { readonly Grant: typeof Grant }
    }
  }

  export type Interaction = { readonly uid: string; readonly params: Readonly<Record<string, unknown>> }

  export type InteractionResult =
    | { login: { accountId: string; remember: boolean } }
    | { error: string; error_description: string }

  export class Provider {
    constructor(issuer: string, configuration: Record<string, unknown>)
    callback(): RequestListener
    /** @throws when the cookie or what it names is gone */
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    /** @throws as `interactionDetails`; otherwise answers the request */
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: InteractionResult): Promise<void>
  }
}
