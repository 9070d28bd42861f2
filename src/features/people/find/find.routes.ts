import { randomInt } from 'node:crypto'
import { uuid } from '../../../platform/id.ts'
import { refused } from '../../../platform/outcome.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { ask, type Route, show } from '../../../web/route.ts'
import { areas, rulesOf } from '../../areas/index.ts'
import { asOptions, chosen, optionFor } from '../case-holder/holder-choices.ts'
import { holderChoices } from '../case-holder/holder-queries.ts'
import { codeChoices } from '../codes.ts'
import { youngPeopleByIds } from '../queries.ts'
import { newReference } from '../reference.ts'
import { urls } from '../urls.ts'
import { findForm, recordForm } from './find.form.ts'
import { FindPage } from './find.page.tsx'
import { FoundPage } from './found.page.tsx'
import { RecordPage } from './record.page.tsx'
import { matchSearch, recordYoungPerson, searchBeforeRecording } from './search.commands.ts'
import { ownSearch, whatWasFound } from './search-queries.ts'

const may = 'record a young person'

export const findRoutes: readonly Route[] = [
  ...ask(urls.find, {
    may,
    quiet: true,
    audit: { read: 'search before recording opened', done: 'searched before recording' },
    shows: async ({ tx, area, now, who, query }) => {
      if (!who.roles.some(role => role.area === area.id)) return null
      // Changing one letter takes typing one letter.
      const before = query.again && uuid.test(query.again) ? await ownSearch(tx, area.id, query.again) : null
      return { areaKey: area.key, today: dayOf(now), before }
    },
    about: () => [],
    form: view => findForm(view.today),
    start: ({ today, before }) => (before ? findForm(today).typed(before) : {}),
    page: (view, filled) => FindPage({ ...view, filled }),
    act: ({ tx, area, value }) => searchBeforeRecording(tx, area.id, value),
    afterwards: ({ tx, area, done }) => matchSearch(tx, area.id, done.search),
    next: ({ key, value }) => urls.found({ area: key.area, search: value.search }),
    refusals: {},
  }),
  ...show(urls.found, {
    may,
    audit: 'search before recording viewed',
    shows: async ({ tx, area, key, now }) => {
      const [search, found] = await Promise.all([ownSearch(tx, area.id, key.search), whatWasFound(tx, key.search)])
      if (!search) return null
      const youngPeople = await youngPeopleByIds(
        tx,
        [...new Set(found.map(one => one.areaId))],
        found.flatMap(one => one.youngPersonId ?? []),
      )
      return {
        areaKey: area.key,
        search,
        underWay: search.matchedAt === null && now.getTime() - search.at.getTime() < 30_000,
        found: found.map(one => {
          const there = areas().byId.get(one.areaId)
          return {
            ...one,
            youngPerson: youngPeople.find(y => y.id === one.youngPersonId) ?? null,
            foundAreaKey: there?.key ?? area.key,
            ring: !one.youngPersonId && !one.phone && there ? [there.contact.dutyWorker, there.contact.outOfHours] : [],
          }
        }),
      }
    },
    about: view => view.found.map(one => one.youngPerson?.id),
    record: view => view.search.id,
    page: FoundPage,
  }),
  ...ask(urls.record, {
    may,
    audit: { read: 'recording opened', done: 'young person recorded' },
    shows: async ({ tx, area, key, now, who }) => {
      const [search, found, choices] = await Promise.all([
        ownSearch(tx, area.id, key.search),
        whatWasFound(tx, key.search),
        holderChoices(tx, area.id),
      ])
      if (!search?.matchedAt || search.usedAt) return null
      const mine = choices.find(choice => choice.personId === who.person.id)
      // Oneself first; others are asked by their team, unless one manages it: then by name.
      const managed = who.roles.filter(role => role.role === 'team-manager').map(role => role.team)
      const offered = choices.filter(
        choice => choice.personId === null || choice === mine || managed.includes(choice.teamId),
      )
      return {
        areaKey: area.key,
        areaName: area.name,
        today: dayOf(now),
        search,
        alike: found.length > 0,
        choices: mine ? [mine, ...offered.filter(choice => choice !== mine)] : offered,
        mine: mine ? optionFor(mine) : '',
        sources: codeChoices('referral-source', dayOf(now)),
      }
    },
    about: () => [],
    record: view => view.search.id,
    form: view =>
      recordForm({
        today: view.today,
        holders: asOptions(view.choices),
        sources: view.sources,
        bornOn: view.search.bornOn,
        alike: view.alike,
      }),
    start: view => ({
      holder: view.mine,
      startedOn: {
        day: String(Number(view.today.slice(8))),
        month: String(Number(view.today.slice(5, 7))),
        year: view.today.slice(0, 4),
      },
      ...(view.search.bornOn ? { age: 'certain' } : {}),
    }),
    draft: 'record a young person',
    page: (view, filled) => RecordPage({ view, filled }),
    act: async ({ tx, area, key, value }) => {
      const choices = await holderChoices(tx, area.id)
      const holder = chosen(choices, value.holder)
      if (!holder) return refused('holder not possible')
      const estimated = value.age === 'estimated'
      return recordYoungPerson(tx, area.id, {
        search: key.search,
        references: Array.from({ length: 5 }, () => newReference(rulesOf(area).name, randomInt)),
        bornOn: estimated ? value.estimate : undefined,
        estimated,
        estimateSource: value.estimateSource,
        holder: { person: holder.personId, team: holder.teamId, agency: holder.agencyId },
        startedOn: value.startedOn,
        toldBy: value.toldBy,
        reason: value.reason,
      })
    },
    next: ({ key, value }) =>
      value.open ? urls.youngPerson({ area: key.area, youngPerson: value.youngPerson }) : urls.list({ area: key.area }),
    refusals: {
      'search gone': 'This search is more than a day old, or was used already. Please search again.',
      'reason needed': { field: 'reason', text: 'Say how you know that it is another young person' },
      'holder not possible': { field: 'holder', text: 'They cannot hold this case. Choose somebody else' },
    },
  }),
]
