import type { z } from 'zod'

/**
 * What is wrong with a value, in plain English. Given to the schema as its wording of last resort: a field that brings
 * words of its own keeps them.
 */
export function plainFault(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${kindWords[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      if (issue.input === undefined) return 'is missing'
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of ${issue.values.map(String).join(', ')}; it says ${shown(issue.input)}`
    case 'too_small':
      return `must ${amount('at least', issue.minimum, issue.origin)}`
    case 'too_big':
      return `must ${amount('at most', issue.maximum, issue.origin)}`
    case 'invalid_format':
      return issue.format === 'uuid'
        ? 'must be an identifier such as 0198b8a2-7c11-7d3e-9a55-3f0c6f1c2e01'
        : `is not written in the right way; it says ${shown(issue.input)}`
    case 'invalid_union':
      return issue.discriminator ? `has an unknown ${issue.discriminator}` : 'is none of the kinds allowed here'
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`
    default:
      return 'is not right'
  }
}

const kindWords: Readonly<Record<string, string>> = {
  string: 'text; put quotation marks around it if it looks like a number',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list, each item on its own line starting with a hyphen',
  object: 'a group of fields, each on its own line',
  record: 'a group of fields, each on its own line',
}

const amount = (than: string, limit: number | bigint, of: string): string =>
  of === 'array'
    ? `have ${than} ${limit} ${limit === 1 ? 'item' : 'items'}`
    : of === 'string'
      ? `have ${than} ${limit} ${limit === 1 ? 'letter' : 'letters'}`
      : `be ${than} ${limit}`

const shown = (input: unknown): string =>
  typeof input === 'string' || typeof input === 'number' || typeof input === 'boolean' ? `"${input}"` : 'something else'
