import { choice, form } from '../../../web/form.ts'

export const nobody = 'nobody'

/** Nobody stands in for themself: whoever is the only one to name a deputy for is not among those to choose. */
export function deputyForm(view: {
  readonly people: readonly { readonly id: string; readonly name: string; readonly title: string }[]
  readonly forWhom: readonly { readonly id: string; readonly name: string }[]
}) {
  const others = view.people.filter(one => view.forWhom.some(whom => whom.id !== one.id))
  const fields = {
    forPerson: choice({
      ask: 'For whom?',
      missing: 'Choose for whom',
      options: Object.fromEntries(view.forWhom.map(one => [one.id, one.name])),
    }),
    deputy: choice({
      ask: 'Who stands in?',
      missing: 'Choose who stands in',
      options: {
        [nobody]: 'Nobody',
        ...Object.fromEntries(others.map(one => [one.id, `${one.name}, ${one.title}`])),
      } as Record<string, string>,
    }),
  }
  return form(fields, value => (value.deputy === value.forPerson ? { deputy: 'Choose somebody else' } : {}))
}
