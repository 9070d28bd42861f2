import type { Adapter, Payload } from 'oidc-provider'

type Kept = { readonly payload: Payload; readonly until: number }

/**
 * Where oidc-provider keeps what it must remember: in memory, for minutes. After a restart whoever was half-way through
 * signing in starts again; sessions of the service are its own and live on.
 * @param clock milliseconds
 */
export function storeInMemory(clock: () => number): (model: string) => Adapter {
  const all = new Map<string, Kept>()

  const forgetOld = () => {
    const time = clock()
    for (const [key, { until }] of all) if (until <= time) all.delete(key)
  }
  const look = (key: string): Payload | undefined => {
    const kept = all.get(key)
    return kept && kept.until > clock() ? kept.payload : undefined
  }

  return model => {
    const keyOf = (id: string) => `${model}:${id}`
    const findBy = (name: string, value: string) =>
      [...all].find(([key, { payload }]) => key.startsWith(`${model}:`) && payload[name] === value)?.[0]
    return {
      async upsert(id, payload, expiresIn) {
        forgetOld()
        all.set(keyOf(id), { payload, until: clock() + expiresIn * 1000 })
      },
      async find(id) {
        return look(keyOf(id))
      },
      async findByUid(uid) {
        return look(findBy('uid', uid) ?? '')
      },
      async findByUserCode(userCode) {
        return look(findBy('userCode', userCode) ?? '')
      },
      async consume(id) {
        const payload = look(keyOf(id))
        if (payload) payload.consumed = Math.floor(clock() / 1000)
      },
      async destroy(id) {
        all.delete(keyOf(id))
      },
      async revokeByGrantId(grantId) {
        for (const [key, { payload }] of all) if (payload.grantId === grantId) all.delete(key)
      },
    }
  }
}
