import type { ReadTx } from '../../../db/scope.ts'
import { fileTypes } from '../../../platform/file-type.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { type AreaRef, ask, file, type Route } from '../../../web/route.ts'
import { aboutThem, youngPersonHeader } from '../../people/index.ts'
import { answerInWords, type Question } from '../consent.ts'
import { oneAnswer } from '../queries.ts'
import { urls } from '../urls.ts'
import { addSignedCopy, setAsideCopy, signedCopyConstraints } from './signed-copy.commands.ts'
import { setAsideForm, signedCopyForm } from './signed-copy.form.ts'
import { AddSignedCopyPage, type OfAnswer, SetAsideCopyPage } from './signed-copy.page.tsx'
import { signedCopy, signedCopyFile } from './signed-copy.queries.ts'

const may = 'ask for consent'

/** An answer as it is named on a page, with the form it was recorded with; null where there is none to be read. */
async function answerOf(tx: ReadTx, area: AreaRef, youngPerson: string, id: string, now: Date) {
  const one = await oneAnswer(tx, area.id, youngPerson, id)
  const answer: OfAnswer | null = one && {
    id,
    who: one.who ?? 'The young person',
    says: answerInWords({ answer: one.answer, until: null }, dayOf(now)),
    askedOn: one.askedOn,
  }
  return one && answer && { answer, formReference: one.formReference, formVersion: one.formVersion }
}

/** Where the answer that a copy belongs to is read. */
const whereItStands = ({
  key,
  value,
}: {
  key: { readonly area: string; readonly youngPerson: string }
  value: Question
}): string => (value === 'sharing' ? urls.sharing : urls.consent)({ area: key.area, youngPerson: key.youngPerson })

/** The council's own form, signed: added to an answer, taken away as a file, taken out where it does not belong (R152). */
export const signedCopyRoutes: readonly Route[] = [
  ...ask(urls.addSignedCopy, {
    may,
    audit: { read: 'consent viewed', done: 'signed copy added' },
    form: signedCopyForm,
    takesFiles: true,
    shows: async asked => {
      const { tx, area, key, now } = asked
      const [about, of] = await Promise.all([aboutThem(asked), answerOf(tx, area, key.youngPerson, key.answer, now)])
      return about && of && { ...about, ...of }
    },
    start: ({ formReference, formVersion }) => signedCopyForm.typed({ formReference, formVersion }),
    about: view => [view.youngPerson.id],
    record: view => view.answer.id,
    page: (view, filled) => AddSignedCopyPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      addSignedCopy(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.answer, value),
    next: whereItStands,
    refusals: { 'too many': { field: 'file', text: 'There are 20 files beside this answer already' } },
    constraints: signedCopyConstraints,
  }),

  ...file(urls.signedCopy, {
    may: 'read S3',
    audit: 'signed copy taken',
    shows: async ({ tx, area, key }) => {
      const [youngPerson, copy] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        signedCopyFile(tx, area.id, key.youngPerson, key.copy),
      ])
      return youngPerson && copy && { youngPerson: key.youngPerson, id: key.copy, ...copy }
    },
    about: view => [view.youngPerson],
    record: view => view.id,
    // The same name for everybody's: a folder of downloads tells nobody whose it is.
    file: async ({ bytes, type }) => ({ bytes, type, fileName: `signed-copy.${fileTypes[type].ending}` }),
  }),

  ...ask(urls.setAsideCopy, {
    may,
    audit: { read: 'consent viewed', done: 'signed copy set aside' },
    form: setAsideForm,
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, copy] = await Promise.all([aboutThem(asked), signedCopy(tx, area.id, key.youngPerson, key.copy)])
      return about && copy ? { ...about, copy } : null
    },
    about: view => [view.youngPerson.id],
    record: view => view.copy.id,
    page: (view, filled) => SetAsideCopyPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      setAsideCopy(tx, { areaId: area.id, youngPerson: key.youngPerson }, key.copy, value.reason),
    next: whereItStands,
    refusals: {},
  }),
]
