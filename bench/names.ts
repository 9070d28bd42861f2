import { nameWords } from '../src/features/people/index.ts'

// Names for very many: made of syllables, so that no list of real people is needed, some far commoner than others.

const starts = 'ma jo li sa ka be da el fa ha is ja ke la mi na ol pa ro su ta wi ya za ch br st th gr ow'.split(' ')
const ends = 'ria sh ne vin lek na ryn dul mir can ton ley rah zia mel gus pha nok ver tis'.split(' ')
const middles = ['', 'an', 'or', 'il', 'ed', 'um']

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** A name with the words it is found by, as `young_person_name` holds them. */
export interface MadeName {
  readonly name: string
  readonly word: string
  readonly sounds: string
  readonly too: string | null
}

const made = (name: string): MadeName => {
  const [found] = nameWords(name)
  if (!found) throw new Error(`"${name}" has no word in it`)
  return { name, ...found }
}

/** 600 given names. */
export const givenNames: readonly MadeName[] = starts.flatMap(start => ends.map(end => made(capital(start + end))))

/** 3,600 surnames. */
export const surnames: readonly MadeName[] = middles.flatMap(middle =>
  ends.flatMap(end => starts.map(start => made(capital(`${start}${middle}${end}`)))),
)
