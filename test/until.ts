import { setTimeout as sleep } from 'node:timers/promises'

/** Waits until something is so, however slow the machine. @throws after a minute and a half, with what it was last */
export async function until<T>(look: () => Promise<T> | T, is: (value: T) => boolean): Promise<T> {
  for (const limit = Date.now() + 90_000; ; await sleep(20)) {
    const value = await look()
    if (is(value)) return value
    if (Date.now() > limit) throw new Error(`it did not come to be; last it was ${JSON.stringify(value)}`)
  }
}
