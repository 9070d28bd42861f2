import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'

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
        'query',
        'url',
        'cookie',
        'token',
        '*.body',
        '*.headers',
        '*.query',
        '*.url',
        '*.cookie',
        '*.token',
        'error.detail',
        'error.where',
        'error.hint',
      ],
      remove: true,
    },
    serializers: { error: safeError, err: safeError },
    // Without words of ours, pino would take the error's own message for them.
    hooks: { logMethod: withOwnWords },
  }
  return to ? pino(options, to) : pino(options)
}

const withOwnWords: NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']> = function (args, method) {
  const [first, ...words] = args as unknown[]
  const given = first instanceof Error ? { error: first } : first
  const wordless = words.length === 0 && (given !== first || (first as { err?: unknown } | null)?.err !== undefined)
  return Reflect.apply(method, this, wordless ? [given, 'an error'] : [given, ...words])
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
