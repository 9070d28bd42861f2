import { audit } from '../../../db/audit.ts'
import { done, notFound } from '../../../platform/outcome.ts'
import { form } from '../../../web/form.ts'
import { holdDraft } from '../../../web/kit-rescue.ts'
import { ask, type Route } from '../../../web/route.ts'
import { written } from '../../../web/written.ts'
import { urls } from '../urls.ts'
import { DraftPage, type DraftView } from './draft.page.tsx'

/** One's own draft: read it, and throw it away. Carrying on with it is a matter of the page it belongs to. */
export const draftRoutes: readonly Route[] = [
  ...ask(urls.draft, {
    may: 'signed in',
    audit: { read: 'own draft viewed', done: 'own draft thrown away' },
    shows: async ({ tx, key }): Promise<DraftView | null> => {
      const draft = await tx
        .selectFrom('draft')
        .select(['instance', 'subject', 'young_person_id as youngPersonId', 'saved_at as savedAt', 'body'])
        .where('person_id', '=', tx.who.person.id as never)
        .where('instance', '=', key.instance as never)
        .where('expires_at', '>', tx.now)
        // An address of ours, as on home: never one that leads elsewhere.
        .where('subject', '~', '^/[a-z]')
        .executeTakeFirst()
      return draft ? { ...draft, words: written(draft.body as Readonly<Record<string, unknown>>) } : null
    },
    about: view => [view.youngPersonId],
    page: DraftPage,
    form: form({}),
    act: async ({ tx, key }) => {
      await holdDraft(tx, key.instance)
      const { numDeletedRows } = await tx
        .deleteFrom('draft')
        .where('person_id', '=', tx.who.person.id as never)
        .where('instance', '=', key.instance as never)
        .executeTakeFirst()
      if (numDeletedRows === 0n) return notFound()
      await audit(tx, 'own draft thrown away', {})
      return done()
    },
    next: () => '/',
    refusals: {},
  }),
]
