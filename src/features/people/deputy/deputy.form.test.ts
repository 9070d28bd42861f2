import { expect, test } from 'vitest'
import { deputyForm } from './deputy.form.ts'

const [ada, bea] = [
  { id: 'a', name: 'Ada Invented', title: 'Social worker' },
  { id: 'b', name: 'Bea Invented', title: 'Social worker' },
]
const offered = (forWhom: readonly { id: string; name: string }[]) =>
  Object.keys(deputyForm({ people: [ada, bea], forWhom }).fields.deputy.options)

test('nobody is offered to stand in for themself', () => {
  expect(offered([ada])).toEqual(['nobody', 'b'])
  expect(offered([ada, bea])).toEqual(['nobody', 'a', 'b'])
  const chosen = deputyForm({ people: [ada, bea], forWhom: [ada, bea] }).parse({ forPerson: 'a', deputy: 'a' })
  expect(chosen).toMatchObject({ ok: false, errors: [{ field: 'deputy' }] })
})
