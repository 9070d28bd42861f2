import { Worker } from 'node:worker_threads'
import type { Question } from './assign.thread.ts'

/** Of several who ask at the same moment one is answered after the other: a second thread would only slow the first. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Works a proposal out in a thread of its own.
 * @returns the worker of each open strand that has one, or undefined where that took too long
 * @throws where the thread failed
 */
export function propose({
  world,
  changes,
  weights,
  pointsPerDay,
}: Question): Promise<ReadonlyMap<string, string> | undefined> {
  const answer = last.then(() => inAThread({ world, changes, weights, pointsPerDay }))
  last = answer.catch(() => undefined)
  return answer
}

const inAThread = (question: Question): Promise<ReadonlyMap<string, string> | undefined> =>
  new Promise((resolve, reject) => {
    // The thread needs no page, so none of what the program brings along for pages.
    const thread = new Worker(new URL('./assign.thread.ts', import.meta.url), { workerData: question, execArgv: [] })
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the thread ended without an answer')))
  })
