import { audit } from '../../../db/audit.ts'
import { done, notFound } from '../../../platform/outcome.ts'
import { form } from '../../../web/form.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { aboutThem, moveForm, moveRefusals, urls as people } from '../../people/index.ts'
import { settle } from '../../tasks/index.ts'
import { urls } from '../urls.ts'
import { answerDutyLook, moveNightNote, writeNightNote } from './duty.commands.ts'
import { dutyLookForm, nightNoteForm } from './duty.form.ts'
import { DutyLookPage, DutyLooksPage, DutyPage, MoveNotePage, NightNotesPage } from './duty.page.tsx'
import { concernLook, dutyLooks, dutySummary, nightNotes } from './duty.queries.ts'

export const dutyRoutes: readonly Route[] = [
  ...ask(urls.duty, {
    may: 'write a night note',
    audit: { read: 'duty page viewed', done: 'night note written' },
    form: nightNoteForm,
    draft: 'night note',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, summary, notes, looked] = await Promise.all([
        aboutThem(asked),
        dutySummary(tx, key.youngPerson),
        nightNotes(tx, area.id, key.youngPerson),
        concernLook(tx, key.youngPerson),
      ])
      return about && { ...about, summary, notes, looked }
    },
    about: view => [view.youngPerson.id],
    page: (view, filled) => DutyPage({ view, filled }),
    act: asked => writeNightNote(asked.tx, asked.area, asked.key.youngPerson, asked.value),
    next: ({ key }) => urls.duty(key),
    refusals: {},
  }),
  ...show(urls.nightNotes, {
    may: 'read S4',
    audit: 'night notes viewed',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, notes, looked] = await Promise.all([
        aboutThem(asked),
        nightNotes(tx, area.id, key.youngPerson),
        concernLook(tx, key.youngPerson),
      ])
      const { acts } = asked
      return (
        about && {
          ...about,
          notes,
          looked,
          mayAnswer: acts.has('record what is known'),
          mayMove: acts.has('move an entry'),
        }
      )
    },
    about: view => [view.youngPerson.id],
    page: NightNotesPage,
  }),
  ...ask(urls.moveNote, {
    may: 'move an entry',
    audit: { read: 'wrong entry viewed', done: 'entry moved' },
    form: moveForm,
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, notes] = await Promise.all([aboutThem(asked), nightNotes(tx, area.id, key.youngPerson)])
      const note = notes.find(one => one.id === key.note)
      return about && note ? { ...about, note } : null
    },
    about: view => [view.youngPerson.id],
    record: view => view.note.id,
    page: (view, filled) => MoveNotePage({ view, filled }),
    act: ({ tx, area, key, value }) => moveNightNote(tx, area, key, value),
    next: ({ key }) => people.wrongChild(key),
    refusals: {
      ...moveRefusals,
    },
  }),
  ...press(urls.concernSeen, {
    may: 'record what is known',
    audit: 'concern of the night looked at',
    form: form({}),
    act: async asked => {
      if (!(await aboutThem(asked))) return notFound()
      const { tx, area, key } = asked
      await settle(tx, { area: area.id, youngPerson: key.youngPerson, kind: 'look at a concern' })
      await audit(tx, 'concern of the night looked at', { youngPerson: key.youngPerson })
      return done()
    },
    next: ({ key }) => urls.nightNotes(key),
    back: key => urls.nightNotes(key),
    refusals: {},
  }),
  ...show(urls.dutyLooks, {
    may: 'review duty looks',
    audit: 'duty looks listed',
    shows: async ({ tx, area }) => ({
      areaKey: area.key,
      areaName: area.name,
      looks: await dutyLooks(tx, area.id, null),
    }),
    about: view => view.looks.map(look => look.youngPersonId),
    page: DutyLooksPage,
  }),
  ...ask(urls.dutyLook, {
    may: 'review duty looks',
    audit: { read: 'duty look viewed', done: 'duty look answered' },
    form: dutyLookForm,
    draft: 'answer about a duty look',
    shows: async ({ tx, area, key }) => {
      const [look] = await dutyLooks(tx, area.id, key.look)
      return look ? { areaKey: area.key, look } : null
    },
    about: view => [view.look.youngPersonId],
    record: view => view.look.id,
    page: (view, filled) => DutyLookPage({ ...view, filled }),
    act: ({ tx, area, key, value }) => answerDutyLook(tx, area, key.look, value),
    next: ({ key }) => urls.dutyLooks({ area: key.area }),
    refusals: { answered: 'Somebody has answered this already.' },
  }),
]
