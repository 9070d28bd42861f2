import { parentPort, workerData } from 'node:worker_threads'
import type { Weights } from '../fit.ts'
import { assign } from './assign.ts'
import { type Changes, problemOf, type World } from './proposal.ts'

// A thread of its own: while it works, the web server answers everybody else.

/** What the thread is asked. */
export interface Question {
  readonly world: World
  readonly changes: Changes
  readonly weights: Weights
  readonly pointsPerDay: number
}

const { world, changes, weights, pointsPerDay } = workerData as Question
const { given, waiting, places } = problemOf(world, changes, weights)
const found = await assign(waiting, places, pointsPerDay)
parentPort?.postMessage(found && new Map([...given, ...found]))
