import pg from 'pg'

/** A statement as it went out; those of one wave were on their way together. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[]
  readonly wave: number
}

/** As much of a statement as `pg` is handed. */
type Given = string | { readonly text?: string; readonly values?: readonly unknown[] }

/**
 * Writes down every statement that goes out in this process until it is stopped.
 * @returns what came since the last look, and a way to stop
 */
export function capturing(): {
  take(): readonly Statement[]
  /** When the last answer came, in milliseconds of the clock that only goes forward. */
  answeredAt(): number
  stop(): void
} {
  const original = pg.Client.prototype.query
  let taken: Statement[] = []
  let wave = 0
  let under = 0
  let answered = 0
  function query(this: pg.Client, ...args: unknown[]): unknown {
    const [first, second] = args as [Given, unknown]
    const text = typeof first === 'string' ? first : (first.text ?? '')
    const values = Array.isArray(second) ? second : typeof first === 'object' ? (first.values ?? []) : []
    if (under === 0) wave += 1
    taken.push({ text, values, wave })
    under += 1
    const answer: unknown = Reflect.apply(original, this, args)
    const over = (): void => {
      under -= 1
      answered = performance.now()
    }
    if (answer instanceof Promise) answer.then(over, over)
    else over()
    return answer
  }
  // One signature of many; what it is handed goes through untouched.
  pg.Client.prototype.query = query as typeof original
  return {
    take: () => {
      const all = taken
      taken = []
      wave = 0
      return all
    },
    answeredAt: () => answered,
    stop: () => {
      pg.Client.prototype.query = original
    },
  }
}

/** What the kit asks for every page: who asks and how it is written down; not the page's own. */
export const isKit = ({ text }: Pick<Statement, 'text'>): boolean =>
  /^(begin|commit|rollback)\b|app\.(enter|why_i_can_see|viewed|not_allowed)\(/i.test(text)
