/**
 * Runs a program to its end. Whoever starts it reads one sentence when it cannot start; only a bug needs to say where it is.
 * @param work is told to end by SIGTERM and SIGINT
 */
export async function runProgram(work: (stopping: AbortSignal) => Promise<void>): Promise<never> {
  const stopping = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => stopping.abort())
  try {
    await work(stopping.signal)
    process.exit(0)
  } catch (error) {
    const isBug = !(error instanceof Error) || ['TypeError', 'ReferenceError', 'RangeError'].includes(error.name)
    process.stderr.write(`${isBug ? String((error as Error).stack ?? error) : error.message}\n`)
    process.exit(1)
  }
}

/** Resolves when somebody asks to end. */
export function asked(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
