import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { aWorld } from '../../../test/world.ts'
import { nameParts } from './name-words.ts'

// The words by which somebody is found, and by which they are the same young person in a partner area: those of their name, as the
// program makes them, and no others.

const database = await testDatabase()
const world = await aWorld(database)
const { id, areaId } = await world.youngPerson('york', {
  heldBy: await world.person({ role: 'case-holder', area: 'york' }),
})

const names = [
  ['Anna', 'O’Brien-Łukasz'],
  ['İnci Ιωάννα', 'Straße'],
  ['ẞan', 'Đặng'],
  ['ZOË', "D'Arcy N`Golo"],
  ['Ænne ﬁona', 'Ø'],
  ['中文', 'देवी'],
  ['Jean–Luc 2', 'Nguyễn, jr.'],
  ['…', 'ŁØĐ'],
  ['Ｆｕｌｌ Kelvin', 'ſmith ⅷ x²'],
] as const

test.each(names)('%s %s', async (givenNames, surname) => {
  const put = async (words: unknown) => {
    await world.db.query('delete from young_person_name where young_person_id = $1', [id])
    await world.db.query('select app.put_name_words($1, $2, $3)', [areaId, id, JSON.stringify(words)])
  }
  await world.db.query('update young_person set given_names = $2, surname = $3, known_as = $2 where id = $1', [
    id,
    givenNames,
    surname,
  ])
  const theirs = nameParts({ givenNames, surname, knownAs: givenNames })
  await put(theirs)
  await expect(put([...theirs, ...nameParts({ givenNames: 'Canary', surname: '' })])).rejects.toMatchObject({
    constraint: 'young_person_name_is_theirs',
  })
})
