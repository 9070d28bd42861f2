import highsModule from 'highs'

// Who goes with whom, for everybody who waits: an assignment problem, solved exactly. Every young person has at most one worker and
// every worker no more young people than places; as these are rows of a bipartite graph, the corners of the linear programme
// are whole numbers, and the solver’s simplex ends in a corner. Two that may not be together are no column of it at all.

/** Somebody who waits, with the workers they could have and how well each fits. */
export interface Waiting {
  readonly id: string
  /** Whole days they have waited. */
  readonly days: number
  readonly can: readonly { readonly worker: string; readonly fit: number }[]
}

export interface Places {
  readonly worker: string
  /** How many young people they can still take. */
  readonly places: number
}

/** How long the solver may take, in seconds; a proposal that takes longer is none. */
const atMost = 20

// Its types describe a CommonJS module whose `default` is the loader; what Node imports is the loader.
const loadHighs = highsModule as unknown as typeof highsModule.default

/** The program of the solver is loaded once. */
let solver: ReturnType<typeof loadHighs> | undefined

/**
 * The best of all proposals: as many young people as can be have somebody; among those, the sum of fit and of what waiting
 * counts is the greatest there is. So somebody who has waited longer is left out for somebody who has waited less only where
 * everybody together fits better by more than `pointsPerDay` for each day between them (R31, R39).
 * @param pointsPerDay points of fit that a day of waiting counts as much as
 * @returns the worker of each young person who has one; the same for the same people, in whatever order they come;
 * undefined where the solver found no best answer in time
 */
export async function assign(
  all: readonly Waiting[],
  workers: readonly Places[],
  pointsPerDay: number,
): Promise<ReadonlyMap<string, string> | undefined> {
  const waiting = all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const open = workers.filter(one => one.places > 0).toSorted((a, b) => (a.worker < b.worker ? -1 : 1))
  const row = new Map(open.map(({ worker }, at) => [worker, waiting.length + at]))
  const pairs = waiting.flatMap(({ can, days }, at) =>
    can
      .toSorted((a, b) => (a.worker < b.worker ? -1 : 1))
      .flatMap(({ worker, fit }) => {
        const its = row.get(worker)
        return its === undefined ? [] : [{ at, its, worker, worth: fit + pointsPerDay * days }]
      }),
  )
  if (pairs.length === 0) return new Map()
  // Having somebody at all outweighs everything that all of them together could gain by one having nobody.
  const somebody = 1 + waiting.length * pairs.reduce((most, { worth }) => Math.max(most, worth), 0)
  solver ??= loadHighs()
  const highs = await solver
  const numCols = pairs.length
  const numRows = waiting.length + open.length
  return highs.withModel(
    {
      numCols,
      numRows,
      sense: highs.constants.objectiveSense.maximize,
      colCost: Float64Array.from(pairs, ({ worth }) => somebody + worth),
      colLower: new Float64Array(numCols),
      colUpper: new Float64Array(numCols).fill(1),
      rowLower: new Float64Array(numRows).fill(-highs.infinity),
      rowUpper: Float64Array.from([...waiting.map(() => 1), ...open.map(({ places }) => places)]),
      matrix: {
        format: 'csc',
        numCols,
        numRows,
        starts: Int32Array.from({ length: numCols + 1 }, (_, at) => 2 * at),
        indices: Int32Array.from(pairs.flatMap(({ at, its }) => [at, its])),
        values: new Float64Array(2 * numCols).fill(1),
      },
    },
    model => {
      // The primal simplex: measured quicker than the dual here, as doing nothing is a proposal to start from.
      model.options.set({ output_flag: false, solver: 'simplex', simplex_strategy: 4, time_limit: atMost })
      model.run()
      const status = model.getModelStatus()
      if (status === highs.constants.modelStatus.timeLimit) return undefined
      if (status !== highs.constants.modelStatus.optimal) throw new Error(`the solver ended with status ${status}`)
      const taken = model.getSolution().colValue
      return new Map(
        pairs.flatMap(({ at, worker }, column) =>
          (taken[column] ?? 0) > 0.5 ? [[waiting[at]?.id ?? '', worker] as const] : [],
        ),
      )
    },
  )
}
