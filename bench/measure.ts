/** How long each request took, in milliseconds, and how long the whole run. */
export interface Run {
  readonly seconds: number
  readonly latencies: readonly number[]
}

/**
 * Keeps so many requests under way until the time is over or there is nothing left to ask.
 * @param next the work of one request; nothing where each subject was used
 */
export async function run(
  concurrency: number,
  seconds: number,
  next: () => (() => Promise<void>) | undefined,
): Promise<Run> {
  const latencies: number[] = []
  const begun = performance.now()
  const until = begun + seconds * 1000
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const work = next()
      if (!work) return
      const at = performance.now()
      await work()
      latencies.push(performance.now() - at)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, one))
  return { seconds: (performance.now() - begun) / 1000, latencies }
}

/** The latency that so many of a hundred stay within, in milliseconds. */
export function percentile(latencies: readonly number[], of: number): number {
  const sorted = [...latencies].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil((of / 100) * sorted.length) - 1)] ?? 0
}
