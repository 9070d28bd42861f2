import type { ReadTx } from '../../../db/scope.ts'
import { notFound, refused } from '../../../platform/outcome.ts'
import { form } from '../../../web/form.ts'
import { type Asked, ask, press, type Route, show } from '../../../web/route.ts'
import { aboutThem } from '../about.routes.ts'
import { caseHolders } from '../queries.ts'
import { urls } from '../urls.ts'
import { AnswerPage, CaseHolderPage, HandOverPage, NameHolderPage } from './case-holder.page.tsx'
import { answerHandOver, askHandOver, nameCaseHolder } from './hand-over.commands.ts'
import { answerForm, handOverForm } from './hand-over.form.ts'
import { openHandOver } from './hand-over-queries.ts'
import { asOptions, chosen } from './holder-choices.ts'
import { holderChoices } from './holder-queries.ts'
import { managedBy } from './managed-by.ts'

const about = (view: { youngPerson: { id: string } }) => [view.youngPerson.id]
type AskedHere = Asked<'/:area/:youngPerson', ReadTx>

async function withHolders(asked: AskedHere) {
  const [them, choices] = await Promise.all([aboutThem(asked), holderChoices(asked.tx, asked.area.id)])
  return them && { ...them, choices }
}

/** Who can accept: oneself, and those in a team one manages. */
async function toAnswer(asked: AskedHere) {
  const { tx, area, key, who } = asked
  const [them, handOver, choices] = await Promise.all([
    aboutThem(asked),
    openHandOver(tx, area.id, key.youngPerson),
    holderChoices(tx, area.id),
  ])
  if (!them || !handOver) return null
  const possible = choices.filter(
    choice =>
      choice.personId !== null &&
      choice.teamId === handOver.teamId &&
      (choice.personId === who.person.id || managedBy(who.roles, area.id, choice)),
  )
  return { ...them, handOver, choices: possible }
}

const whereTo = ({ key, value }: { key: { area: string; youngPerson: string }; value: { open: boolean } }) =>
  value.open ? urls.youngPerson(key) : urls.list({ area: key.area })

export const caseHolderRoutes: readonly Route[] = [
  ...show(urls.caseHolder, {
    may: 'read the case history',
    audit: 'case-holders viewed',
    shows: async asked => {
      const { tx, area, key } = asked
      const [them, holdings, handOver] = await Promise.all([
        aboutThem(asked),
        caseHolders(tx, area.id, key.youngPerson, 25),
        openHandOver(tx, area.id, key.youngPerson),
      ])
      return them && { ...them, holdings, handOver }
    },
    about,
    page: CaseHolderPage,
  }),
  ...ask(urls.handOver, {
    may: 'hand over',
    audit: { read: 'hand-over opened', done: 'hand-over asked' },
    shows: asked => withHolders(asked),
    about,
    form: view => handOverForm(asOptions(view.choices)),
    draft: 'hand over',
    page: (view, filled) => HandOverPage({ view, filled }),
    act: async ({ tx, area, key, value }) => {
      const to = chosen(await holderChoices(tx, area.id), value.to)
      return to ? askHandOver(tx, { area, youngPerson: key.youngPerson }, to, value.reason) : notFound()
    },
    next: ({ key }) => urls.caseHolder(key),
    refusals: {
      'asked already': 'Somebody is asked already. Take that back first.',
      'holds it already': { field: 'to', text: 'They hold the case already' },
      'holder not possible': { field: 'to', text: 'They cannot hold this case. Choose somebody else' },
    },
    constraints: { hand_over_one_open: 'asked already', hand_over_to_who_can_hold: 'holder not possible' },
  }),
  ...ask(urls.nameHolder, {
    may: 'name a case-holder',
    audit: { read: 'naming a case-holder opened', done: 'case-holder named' },
    shows: asked => withHolders(asked),
    about,
    form: view => handOverForm(asOptions(view.choices)),
    draft: 'name a case-holder',
    page: (view, filled) => NameHolderPage({ view, filled }),
    act: async ({ tx, area, key, value }) => {
      const to = chosen(await holderChoices(tx, area.id), value.to)
      return to ? nameCaseHolder(tx, { area, youngPerson: key.youngPerson }, to, value.reason) : notFound()
    },
    next: whereTo,
    refusals: {
      'holder not possible': { field: 'to', text: 'They cannot hold this case. Choose somebody else' },
      'holds it already': { field: 'to', text: 'They hold the case already' },
    },
  }),
  ...ask(urls.answer, {
    may: 'accept a hand-over',
    audit: { read: 'hand-over viewed', done: 'hand-over answered' },
    shows: asked => toAnswer(asked),
    about,
    record: view => view.handOver.id,
    form: view => answerForm(asOptions(view.choices)),
    page: (view, filled) => AnswerPage({ view, filled }),
    act: async asked => {
      const { tx, area, key, value } = asked
      const view = await toAnswer(asked)
      if (!view) return refused('gone')
      const holder = value.holder ? chosen(view.choices, value.holder) : undefined
      const of = { area, youngPerson: key.youngPerson }
      return value.answer === 'accepted'
        ? answerHandOver(tx, of, view.handOver, 'accepted', { holder: holder?.personId ?? undefined })
        : answerHandOver(tx, of, view.handOver, 'declined', { reason: value.reason })
    },
    next: whereTo,
    refusals: {
      gone: 'Somebody has answered already.',
      'holder not possible': { field: 'holder', text: 'They cannot hold this case. Choose somebody else' },
      'not yours': 'Another team is asked.',
    },
  }),
  ...press(urls.withdraw, {
    may: 'hand over',
    audit: 'hand-over withdrawn',
    form: form({}),
    act: async ({ tx, area, key }) => {
      const handOver = await openHandOver(tx, area.id, key.youngPerson)
      if (!handOver) return notFound()
      return answerHandOver(tx, { area, youngPerson: key.youngPerson }, handOver, 'withdrawn')
    },
    next: ({ key }) => urls.caseHolder(key),
    back: key => urls.caseHolder(key),
    refusals: {
      gone: 'Somebody has answered already.',
      'holder not possible': 'They cannot hold this case.',
      'not yours': 'A manager made this hand-over.',
    },
  }),
]
