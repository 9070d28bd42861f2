import { dayOf } from '../../../platform/working-days.ts'
import { ask, type Route } from '../../../web/route.ts'
import { rulesOf } from '../../areas/index.ts'
import { notEnoughTried, youngPersonHeader } from '../../people/index.ts'
import { addStrand, endStrand } from '../commands/allocate.ts'
import { choosable } from '../panel.ts'
import { allocationsOf, beforePanel } from '../panel-queries.ts'
import { nomination } from '../queries.ts'
import { urls } from '../urls.ts'
import { addStrandForm, endStrandForm } from './strands.form.ts'
import { AddStrandPage, EndStrandPage } from './strands.page.tsx'

const notYou = {
  'you submitted it': 'You sent the nomination, so somebody else on the panel decides this.',
  'you hold the case': 'You hold this case, so somebody else on the panel decides this.',
  'you wrote part of it': 'You wrote part of the nomination, so somebody else on the panel decides this.',
  'you have a conflict of interest': 'You declared a conflict of interest, so somebody else on the panel decides this.',
} as const

export const strandRoutes: readonly Route[] = [
  ...ask(urls.addStrand, {
    may: 'decide a nomination',
    audit: { read: 'strands viewed', done: 'strand added' },
    draft: 'add a strand',
    shows: async ({ tx, area, key, now }) => {
      const at = { areaId: area.id, youngPerson: key.youngPerson, nomination: key.nomination }
      const [youngPerson, found, panel] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        nomination(tx, at),
        beforePanel(tx, at),
      ])
      if (!youngPerson || found?.decidedAs !== 'accepted') return null
      return {
        areaKey: area.key,
        today: dayOf(now),
        youngPerson,
        nominationId: found.id,
        finding: found.latestFinding,
        choices: choosable(rulesOf(area).services, panel.facts),
      }
    },
    form: view => addStrandForm(view.choices),
    about: view => [view.youngPerson.id],
    record: view => view.nominationId,
    page: (view, filled) => AddStrandPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      addStrand(
        tx,
        rulesOf(area),
        { areaId: area.id, youngPerson: key.youngPerson, nomination: key.nomination },
        { serviceKey: value.service, reason: value.reason, differentReason: value.differentReason },
      ),
    next: ({ key }) => urls.ofYoungPerson(key),
    refusals: {
      ...notYou,
      'a later discussion answered otherwise':
        'A later discussion did not answer both questions with yes. Ask the forum first.',
      'not accepted': 'A strand follows a nomination that was accepted.',
      'no such service': { field: 'service', text: 'Choose a service of this area' },
      'cannot take this on safely': { field: 'service', text: 'This service can’t take this on safely' },
      'say why another strand': {
        field: 'differentReason',
        text: 'Say why you choose another strand than the discussion found',
      },
      'already in this strand': { field: 'service', text: 'They are in this strand already' },
    },
    constraints: {
      strand_allocation_is_safe: 'cannot take this on safely',
      strand_allocation_once: 'already in this strand',
      strand_allocation_on_two_yeses: 'a later discussion answered otherwise',
      strand_allocation_differs_with_a_reason: 'say why another strand',
      strand_allocation_not_by_who_submitted: 'you submitted it',
      strand_allocation_not_by_who_holds_the_case: 'you hold the case',
      strand_allocation_not_by_who_wrote_it: 'you wrote part of it',
      strand_allocation_without_conflict: 'you have a conflict of interest',
    },
  }),

  ...ask(urls.endStrand, {
    may: 'decide a nomination',
    audit: { read: 'strands viewed', done: 'strand ended' },
    form: endStrandForm,
    draft: 'end a strand',
    shows: async ({ tx, area, key, now }) => {
      const [youngPerson, allocations] = await Promise.all([
        youngPersonHeader(tx, area.id, key.youngPerson),
        allocationsOf(tx, area.id, key.youngPerson),
      ])
      const allocation = allocations.find(a => a.id === key.strand)
      if (!youngPerson || !allocation) return null
      return { areaKey: area.key, today: dayOf(now), youngPerson, allocation }
    },
    about: view => [view.youngPerson.id],
    record: view => view.allocation.id,
    page: (view, filled) => EndStrandPage({ view, filled }),
    act: ({ tx, area, key, value }) =>
      endStrand(tx, rulesOf(area), { areaId: area.id, youngPerson: key.youngPerson, strand: key.strand }, value),
    next: ({ key }) => urls.ofYoungPerson(key),
    refusals: {
      ...notYou,
      'already ended': 'It has ended already.',
      'not enough': { field: 'kind', text: notEnoughTried },
    },
    constraints: { strand_allocation_tried_before_it_ends: 'not enough' },
  }),
]
