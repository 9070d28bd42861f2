import { sql } from 'kysely'
import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { form } from '../../../web/form.ts'
import type { AreaRef } from '../../../web/route.ts'
import { ask, press, type Route, show } from '../../../web/route.ts'
import { aboutThem } from '../../people/index.ts'
import { ask as askOf, settle, tell } from '../../tasks/index.ts'
import { urls } from '../urls.ts'
import { dutyLookForm, nightNoteForm } from './duty.form.ts'
import { DutyLookPage, DutyLooksPage, DutyPage, NightNotesPage } from './duty.page.tsx'
import { dutyLooks, dutySummary, nightNotes } from './duty.queries.ts'
import { asksTheCaseHolder, type NoteKind } from './duty.ts'

/** Writes down what happened at night, tells whoever holds the case, and asks them the same day about a concern. */
async function writeNightNote(
  tx: WriteTx,
  area: AreaRef,
  youngPerson: string,
  input: { readonly kind: NoteKind; readonly says: string },
): Promise<Outcome> {
  const { id } = await tx
    .insertInto('night_note')
    .values({
      area_id: area.id as never,
      young_person_id: youngPerson as never,
      kind: input.kind,
      says: input.says,
      written_by: tx.who.person.id as never,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await audit(tx, 'night note written', { youngPerson, record: id, detail: { kind: input.kind } })
  const held = await tx
    .selectFrom('case_holding')
    .select(['person_id as person', 'team_id as team'])
    .where('area_id', '=', area.id as never)
    .where('young_person_id', '=', youngPerson as never)
    .where('until_at', 'is', null)
    .executeTakeFirst()
  if (!held) return done()
  const desk = held.person ? { person: held.person } : { team: held.team }
  const about = { area: area.id, youngPerson, path: urls.nightNotes({ area: area.key, youngPerson }) }
  await tell(tx, { ...about, kind: 'night note written', to: desk, urgency: 'today' })
  if (asksTheCaseHolder(input.kind))
    await askOf(tx, { ...about, kind: 'look at a concern', of: desk, dueOn: dayOf(tx.now) })
  return done()
}

async function answerDutyLook(
  tx: WriteTx,
  area: AreaRef,
  look: string,
  input: { readonly answer: 'yes' | 'no'; readonly note: string },
): Promise<Outcome<'answered'>> {
  const [one] = await dutyLooks(tx, area.id, look)
  if (!one) return notFound()
  await audit(tx, 'duty look answered', {
    youngPerson: one.youngPersonId,
    record: look,
    detail: { answer: input.answer },
  })
  const { rows } = await sql<{
    answer: 'done' | 'gone' | 'answered'
  }>`select app.answer_duty_look(${area.id}::uuid, ${look}::uuid, ${input.answer}, ${input.note}) as answer`.execute(tx)
  const answer = rows[0]?.answer
  return answer === 'done' ? done() : answer === 'answered' ? refused('answered') : notFound()
}

export const dutyRoutes: readonly Route[] = [
  ...ask(urls.duty, {
    may: 'write a night note',
    audit: { read: 'duty page viewed', done: 'night note written' },
    form: nightNoteForm,
    draft: 'night note',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, summary, notes] = await Promise.all([
        aboutThem(asked, 'write a night note'),
        dutySummary(tx, key.youngPerson),
        nightNotes(tx, area.id, key.youngPerson),
      ])
      return about && { ...about, summary, notes }
    },
    about: view => [view.youngPerson.id],
    page: (view, filled) => DutyPage({ view, filled }),
    act: async asked =>
      (await aboutThem(asked, 'write a night note'))
        ? writeNightNote(asked.tx, asked.area, asked.key.youngPerson, asked.value)
        : notFound(),
    next: ({ key }) => urls.duty(key),
    refusals: {},
  }),
  ...show(urls.nightNotes, {
    may: 'read S4',
    audit: 'night notes viewed',
    shows: async asked => {
      const { tx, area, key } = asked
      const [about, notes] = await Promise.all([aboutThem(asked, 'read S4'), nightNotes(tx, area.id, key.youngPerson)])
      return about && { ...about, notes, mayAnswer: about.acts.has('record what is known') }
    },
    about: view => [view.youngPerson.id],
    page: NightNotesPage,
  }),
  ...press(urls.concernSeen, {
    may: 'record what is known',
    audit: 'concern of the night looked at',
    form: form({}),
    act: async asked => {
      if (!(await aboutThem(asked, 'record what is known'))) return notFound()
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
