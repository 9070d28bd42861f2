/** A postcode as it is kept: capitals, no blanks. Nothing where it cannot be one. */
export function postcodeOf(typed: string): string | undefined {
  const plain = typed.toUpperCase().replace(/\s/g, '')
  return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(plain) ? plain : undefined
}

/** As people read it: YO1 6GA. */
export const postcodeInWords = (kept: string): string => `${kept.slice(0, -3)} ${kept.slice(-3)}`
