import type { ReadTx } from '../../../db/scope.ts'
import { form } from '../../../web/form.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { areas } from '../../areas/index.ts'
import { matchesToApprove } from '../queries.ts'
import { urls } from '../urls.ts'
import { approveMatch, declineMatch } from './approve.commands.ts'
import { declineForm } from './approve.form.ts'
import { DeclinePage, ToApprovePage, type Waiting } from './approve.page.tsx'

const may = 'approve a match'

/** What waits for the asker, with the name of its service. */
async function waiting(tx: ReadTx): Promise<readonly Waiting[]> {
  return (await matchesToApprove(tx)).map(one => ({
    ...one,
    serviceName:
      areas()
        .byId.get(one.areaId)
        ?.services.find(s => s.key === one.serviceKey)?.name ?? one.serviceKey,
  }))
}

/** What waits for a second person, from the partner area too: they read no name. */
export const approveRoutes: readonly Route[] = [
  ...show(urls.toApprove, {
    may,
    audit: 'matches to approve viewed',
    shows: async ({ tx, area }) => ({ areaKey: area.key, matches: await waiting(tx) }),
    about: () => [],
    page: ToApprovePage,
  }),
  ...press(urls.approve, {
    may,
    audit: 'match approved',
    form: form({}),
    act: ({ tx, key }) => approveMatch(tx, key.match),
    next: ({ key }) => urls.toApprove({ area: key.area }),
    back: key => urls.toApprove({ area: key.area }),
    refusals: {
      'cannot be any more': 'This match cannot be any more: something has changed since it was made. Say no to it.',
      'another reason came': 'Something else is not in order since. Say no to it: whoever made it makes it again.',
    },
  }),
  ...ask(urls.decline, {
    may,
    audit: { read: 'matches to approve viewed', done: 'match declined' },
    shows: async ({ tx, area, key }) => {
      const one = (await waiting(tx)).find(({ id }) => id === key.match)
      return one ? { areaKey: area.key, one } : null
    },
    form: declineForm,
    about: () => [],
    page: (view, filled) => DeclinePage({ view, filled }),
    act: ({ tx, key, value }) => declineMatch(tx, key.match, value.why),
    next: ({ key }) => urls.toApprove({ area: key.area }),
    refusals: {},
  }),
]
