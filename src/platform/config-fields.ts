import { z } from 'zod'
import { isDay } from './working-days.ts'

/** The kinds of field that every configuration file is made of, with words for whoever mistypes one. */

/** A short name used in addresses and keys. It never changes once it is used. */
export const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{1,60}$/,
    'must be a short name in small letters, digits and hyphens, starting with a letter, such as family-network',
  )
  .describe('A short name in small letters, digits and hyphens. It never changes once it is used.')

/** A calendar day that exists. */
export const day = z
  .string()
  .refine(isDay, 'must be a date that exists, written year-month-day, such as 2023-04-01')
  .describe('A date written year-month-day, such as 2023-04-01.')

/** Words that people read: at least one character that is not a space. */
export const words = z.string().regex(/\S/, 'must not be empty')

/** Where a rule or a number comes from, and how sure that is. Nothing is configured without one. */
export const source = z
  .strictObject({
    from: words.describe('The document and the place in it, with requirement numbers such as R60.'),
    sure: z
      .enum(['stated', 'published', 'assumed'])
      .describe('stated in the plan or launch notice; published elsewhere; assumed, so the area must check it'),
  })
  .describe('Where this comes from, and how sure that is.')
export type Source = z.infer<typeof source>

/** @returns an error for each value that stands twice, placed on the second one. */
export function repeats<T>(items: readonly T[], value: (item: T) => string): { at: number; value: string }[] {
  const seen = new Set<string>()
  return items.flatMap((item, at) => {
    const is = value(item)
    if (!seen.has(is)) {
      seen.add(is)
      return []
    }
    return [{ at, value: is }]
  })
}
