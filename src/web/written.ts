/**
 * What somebody wrote in their own words, of more than one word: not what they chose, nor what every form carries.
 * @param body as it was sent, or kept
 */
export const written = (body: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(body).flatMap(([name, value]) =>
    !name.startsWith('_') && typeof value === 'string' && /\S\s+\S/.test(value) ? [value] : [],
  )
