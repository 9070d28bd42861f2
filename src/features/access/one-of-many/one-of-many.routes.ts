import { form } from '../../../web/form.ts'
import { ask, press, type Route } from '../../../web/route.ts'
import { administers } from '../accounts/accounts.ts'
import { urls } from '../urls.ts'
import { addOne, closeOne } from './one-of-many.commands.ts'
import { addOneForm } from './one-of-many.form.ts'
import { OneOfManyPage } from './one-of-many.page.tsx'
import { manyOf } from './one-of-many.queries.ts'

const may = 'manage accounts'
const fresh = 5

export const oneOfManyRoutes: readonly Route[] = [
  ...ask(urls.oneOfMany, {
    may,
    fresh,
    audit: { read: 'agencies listed', done: 'agency added' },
    shows: async ({ tx, area, who }) =>
      administers(who, area.id) ? { areaKey: area.key, many: await manyOf(tx, area.id) } : null,
    form: view => addOneForm(view.many),
    about: () => [],
    page: (view, filled) => OneOfManyPage({ ...view, filled }),
    act: ({ tx, area, value }) => addOne(tx, area.id, value),
    next: ({ key }) => urls.oneOfMany(key),
    refusals: {
      'there already': { field: 'name', text: 'It is there already: look in the lists above' },
      'not plain': {
        field: 'name',
        text: 'Type its name anew, on one line: something in it cannot be seen, or only looks like the letter you meant',
      },
    },
    constraints: { one_of_many_is_there: 'there already', one_of_many_is_plain: 'not plain' },
  }),
  ...press(urls.closeOne, {
    may,
    fresh,
    audit: 'agency closed',
    form: form({}),
    act: ({ tx, area, key }) => closeOne(tx, area.id, key.agency),
    next: ({ key }) => urls.oneOfMany({ area: key.area }),
    back: key => urls.oneOfMany({ area: key.area }),
    refusals: {
      'somebody is there': 'Somebody still has a role there. End their roles first, on the page of their account.',
    },
    constraints: { one_of_many_is_empty: 'somebody is there' },
  }),
]
