import { describe, expect, test } from 'vitest'
import { nameParts, nameWords } from './name-words.ts'
import { postcodeInWords, postcodeOf } from './postcode.ts'
import { newReference, typedReference } from './reference.ts'

describe('the words of a name', () => {
  test.each([
    ['Jay Michael', ['jay', 'michael']],
    ['O’Brien-Łukasz', ['obrien', 'lukasz']],
    ["O'Brien", ['obrien']],
    ['Zoë', ['zoe']],
    ['  Anna  Anna ', ['anna']],
    ['李 小龙', ['李', '小龙']],
    ['آدم', ['ادم']],
    ['🙂', []],
    ['', []],
  ])('of %s are %j', (name, words) => {
    expect(nameWords(name).map(w => w.word)).toEqual(words)
  })

  test.each([
    ['Siobhan', 'Shiobhan'],
    ['Mohammed', 'Muhammad'],
    ['Catherine', 'Kathryn'],
    ['Smith', 'Schmidt'],
    ['Jackson', 'Jaxon'],
  ])('%s and %s sound alike', (one, other) => {
    const sounds = (name: string) => nameWords(name).flatMap(w => [w.sounds, ...(w.too ? [w.too] : [])])
    expect(sounds(one).some(sound => sounds(other).includes(sound))).toBe(true)
  })

  test('a name in another script sounds like itself', () => {
    expect(nameWords('李')).toEqual([{ word: '李', sounds: '李', too: null }])
  })

  test('each word says which name it is of', () => {
    expect(nameParts({ givenNames: 'Jay', surname: 'Okoro', knownAs: 'JJ' }).map(w => [w.part, w.word])).toEqual([
      ['given', 'jay'],
      ['surname', 'okoro'],
      ['known as', 'jj'],
    ])
  })
})

describe('a reference', () => {
  test.each([
    ['North Yorkshire', 'NY-CCCC-CC'],
    ['York', 'YO-CCCC-CC'],
    ['Bath and North East Somerset', 'BANES-CCCC-CC'],
  ])('of %s begins with its letters', (area, reference) => {
    expect(newReference(area, () => 0)).toBe(reference)
  })

  test('holds no letter that is taken for another, and no vowel', () => {
    const all = new Set(
      Array.from({ length: 21 }, (_, n) => newReference('York', count => n % count))
        .join('')
        .replaceAll('YO-', ''),
    )
    for (const never of 'AEIOULBSVZ01258') expect(all.has(never)).toBe(false)
  })

  test.each([
    ['NY-7K3F-2M', 'NY-7K3F-2M'],
    ['ny 7k3f 2m', 'NY-7K3F-2M'],
    ['ny7k3f2m', 'NY-7K3F-2M'],
    ['7k', '7K'],
  ])('typed as %s is %s', (typed, reference) => {
    expect(typedReference(typed)).toBe(reference)
  })
})

describe('a postcode', () => {
  test.each([
    ['yo1 6ga', 'YO16GA'],
    ['YO106GA', 'YO106GA'],
    ['M1 1AE', 'M11AE'],
    ['SW1A 1AA', 'SW1A1AA'],
    ['YO1', undefined],
    ['not known', undefined],
  ])('typed as %s is kept as %s', (typed, kept) => {
    expect(postcodeOf(typed)).toBe(kept)
  })
  test('reads as people write it', () => {
    expect(postcodeInWords('YO16GA')).toBe('YO1 6GA')
  })
})
