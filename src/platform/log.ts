import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

/**
 * Logs hold ids only. Anything that could carry a person is cut out before it is written: bodies, cookies, queries,
 * and the parts of a database error that quote rows (promises G).
 */
export function makeLog(level: string, to?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    redact: {
      paths: [
        'body',
        'headers',
        'cookie',
        'token',
        '*.body',
        '*.headers',
        '*.cookie',
        '*.token',
        'error.detail',
        'error.where',
        'error.hint',
      ],
      remove: true,
    },
    serializers: { error: safeError, err: safeError },
  }
  return to ? pino(options, to) : pino(options)
}

/** What may be said of an error: its kind, the constraint, where in our code. Never a message of the database, which can quote rows. */
export function safeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error }
  const e = error as Error & { code?: unknown; constraint?: unknown; table?: unknown; severity?: unknown }
  const fromDatabase = typeof e.severity === 'string'
  return {
    type: e.name,
    ...(typeof e.code === 'string' ? { code: e.code } : {}),
    ...(typeof e.constraint === 'string' ? { constraint: e.constraint } : {}),
    ...(typeof e.table === 'string' ? { table: e.table } : {}),
    ...(fromDatabase ? {} : { message: e.message }),
    stack: (e.stack ?? '')
      .split('\n')
      .filter(line => line.trimStart().startsWith('at '))
      .slice(0, 8)
      .join('\n'),
  }
}
