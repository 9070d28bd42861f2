// No vowel, so that no word comes of it; nothing that is heard or read as something else (B 8, I 1 L, O 0, S 5, U V, Z 2).
const letters = 'CDFGHJKMNPQRTWXY34679'

/**
 * A reference such as NY-7K3F-2M: short enough for the telephone, and it says nothing but the area. The database takes
 * the first of several that is free: there are 85 million for each area.
 * @param areaName its capitals stand in front; the first two letters where it is one word
 * @param random one of `count` numbers from 0, each as likely as the other
 */
export function newReference(areaName: string, random: (count: number) => number): string {
  const words = areaName.toUpperCase().match(/[A-Z]+/g) ?? []
  const prefix = words.length > 1 ? words.map(word => word[0]).join('') : (words[0] ?? 'X').slice(0, 2)
  const six = Array.from({ length: 6 }, () => letters[random(letters.length)]).join('')
  return `${prefix}-${six.slice(0, 4)}-${six.slice(4)}`
}

/** A reference as somebody typed it: small letters, blanks and left-out hyphens are no mistake. */
export function typedReference(typed: string): string {
  const plain = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const six = plain.slice(-6)
  return plain.length < 7 ? plain : `${plain.slice(0, -6)}-${six.slice(0, 4)}-${six.slice(4)}`
}
