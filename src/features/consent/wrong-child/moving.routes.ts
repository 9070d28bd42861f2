import { MoveEntryPage, moveForm, urls as people } from '../../people/index.ts'
import { notMoved } from './move.commands.ts'

type View = Parameters<typeof MoveEntryPage>[0]['view'] & {
  readonly youngPerson: { readonly id: string }
  readonly id: string
}

/** What every page has that moves one kind of entry away from the young person it is not about; what differs stands there. */
export const moving = {
  may: 'move an entry',
  audit: { read: 'wrong entry viewed', done: 'entry moved' },
  form: moveForm,
  about: (view: View) => [view.youngPerson.id],
  record: (view: View) => view.id,
  page: (view: View, filled: Parameters<typeof MoveEntryPage>[0]['filled']) => MoveEntryPage({ view, filled }),
  next: ({ key }: { readonly key: { readonly area: string; readonly youngPerson: string } }) =>
    people.wrongChild({ area: key.area, youngPerson: key.youngPerson }),
  refusals: notMoved,
} as const
