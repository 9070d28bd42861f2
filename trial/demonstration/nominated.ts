import { urls as forum } from '../../src/features/forum/index.ts'
import { choosable, differs, isClosed, urls } from '../../src/features/nominations/index.ts'
import { missingSections } from '../../src/features/nominations/questions.ts'
import { decideBy, pausesOf } from '../../src/features/nominations/waiting.ts'
import { addDays, endOf } from '../../src/platform/working-days.ts'
import { consented, wishes } from './consented.ts'
import type { Discussion } from './discussed.ts'
import { shared } from './sharing.ts'
import { nominationAnswers, panelQuestions } from './texts.ts'
import { ask, type Child, did, roleDesk, tell, the, those, type World } from './world.ts'

/** A nomination of the story. */
export interface Nomination {
  readonly id: string
}

/** Begins the nomination and answers what was answered so far. */
export function nominate(world: World, child: Child, of: Discussion | undefined): Nomination | undefined {
  const { book, cal, random } = world
  const { nominated } = child.days
  if (!nominated || !of?.outcome) return undefined
  const at = cal.at(nominated.begunOn, 9, 30)
  const id = random.idAt(at)
  book.insert('nomination', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    forum_outcome_id: of.outcome,
    started_at: at,
    started_by: child.holder.id,
  })
  did(world, at, child.holder, 'nomination started', { child, record: id })
  const answers = Object.entries(answersOf(world, child)).slice(0, nominated.submittedOn ? 99 : 4 + random.below(4))
  if (nominated.submittedOn && missingSections(Object.fromEntries(answers)).length > 0)
    throw new Error('an invented nomination is not complete')
  for (const [number, [question, says]] of answers.entries()) {
    const given = cal.at(nominated.begunOn, 10, number)
    book.insert('nomination_answer', {
      area_id: child.areaId,
      id: random.idAt(given),
      nomination_id: id,
      young_person_id: child.id,
      question,
      version: 1,
      says,
      given_at: given,
      given_by: child.holder.id,
    })
  }
  return { id }
}

function answersOf({ random, cal }: World, child: Child): Readonly<Record<string, string>> {
  const asked = child.number % 4 !== 1
  const { begunOn = cal.today } = child.days.nominated ?? {}
  return {
    'young-person-asked': asked ? 'yes' : 'no',
    ...(asked
      ? { 'young-person-words': random.pick(nominationAnswers['young-person-words'] ?? []) }
      : { 'young-person-not-asked': 'In hospital this week. Their aunt will ask on Saturday.' }),
    'family-asked': 'yes',
    'family-words': random.pick(nominationAnswers['family-words'] ?? []),
    'works-with': random.pick(nominationAnswers['works-with'] ?? []),
    'introducer-name': child.holder.name,
    'introducer-agency': child.rules.agencies.find(one => one.key === child.holder.agency)?.name ?? '',
    'introduction-how': random.pick(nominationAnswers['introduction-how'] ?? []),
    'introduction-by': addDays(begunOn, 28),
    'hope-relationships': random.pick(nominationAnswers['hope-relationships'] ?? []),
    'hope-safety': random.pick(nominationAnswers['hope-safety'] ?? []),
    'hope-learning': random.pick(nominationAnswers['hope-learning'] ?? []),
    'could-fail': random.pick(nominationAnswers['could-fail'] ?? []),
    'anything-else': random.pick(nominationAnswers['anything-else'] ?? []),
    ...(child.traits.born === 'nine years ago'
      ? { 'age-reason': 'Ten next spring; the people around the older brother now wait for this one.' }
      : {}),
  }
}

/** Sends it: the database looks at the same rules as for anybody else (R1, R3, R128, R132). */
export function submit(world: World, child: Child, of: Nomination | undefined): void {
  const { book, cal } = world
  const { submittedOn, askedOn, decided, withdrawnOn } = child.days.nominated ?? {}
  if (!of || !submittedOn) return
  const at = cal.at(submittedOn, 16)
  const key = { area_id: child.areaId, id: of.id }
  book.change('young_person', { area_id: child.areaId, id: child.id, opened_to_panel_at: at })
  book.change('nomination', { ...key, submitted_at: at, submitted_by: child.holder.id, version: 2 })
  did(world, at, child.holder, 'nomination submitted', { child, record: of.id })
  const coordinators = those(world, child.area, 'coordinator')
  const path = pathOf(child, of, 'consideration')
  tell(world, child, { kind: 'nomination submitted', to: coordinators, urgency: 'today', path, at })
  if (!askedOn && !decided && !withdrawnOn)
    ask(world, child, {
      kind: 'consider a nomination',
      desk: roleDesk(child.areaId, 'coordinator'),
      path,
      at,
      by: child.holder,
      dueOn: decideBy(at, child.rules.clocks.consideration, pausesOf([]), cal.holidays),
      record: of.id,
    })
}

const pathOf = (child: Child, of: Nomination, to: 'nomination' | 'consideration'): string =>
  urls[to]({ area: child.area, youngPerson: child.id, nomination: of.id })

/** What the panel asked, and who takes part in considering it. */
export function consider(world: World, child: Child, of: Nomination | undefined): void {
  const { book, cal, random } = world
  const { askedOn, decided, withdrawnOn } = child.days.nominated ?? {}
  if (!of) return
  const coordinator = the(world, child.area, 'coordinator')
  const place = { area_id: child.areaId, nomination_id: of.id, young_person_id: child.id }
  if (askedOn) {
    const at = cal.at(askedOn, 9, 15)
    const id = random.idAt(at)
    const wantedBy = addDays(askedOn, 7)
    book.insert('panel_question', {
      ...place,
      id,
      asks: random.pick(panelQuestions),
      wanted_by: wantedBy,
      asked_at: at,
      asked_by: coordinator.id,
    })
    did(world, at, coordinator, 'information asked', { child, record: id, because: 'coordinator' })
    const path = urls.question({ area: child.area, youngPerson: child.id, nomination: of.id, question: id })
    ask(world, child, {
      kind: 'answer a question',
      desk: child.desk,
      path,
      at,
      by: coordinator,
      dueOn: wantedBy,
      record: of.id,
    })
    tell(world, child, { kind: 'information asked', to: [child.holder], urgency: 'today', path, at })
  }
  if (decided) {
    const at = cal.at(decided.on, 14)
    for (const member of [coordinator, ...those(world, child.area, 'panel-member')])
      book.insert('panel_declaration', {
        ...place,
        id: random.idAt(at),
        person_id: member.id,
        here: true,
        // One knows the family from before, and takes no part in the decision.
        conflict: member.name === 'Rhona Pretend' && child.number % 5 === 0,
        note:
          member.name === 'Rhona Pretend' && child.number % 5 === 0 ? 'Treated the older sister two years ago.' : null,
        recorded_at: at,
        recorded_by: coordinator.id,
      })
    did(world, at, coordinator, 'panel declared', { child, record: of.id, because: 'coordinator' })
  }
  if (withdrawnOn) {
    const at = cal.at(withdrawnOn, 11)
    book.change('nomination', {
      area_id: child.areaId,
      id: of.id,
      withdrawn_at: at,
      withdrawn_by: child.holder.id,
      withdrawn_reason: 'They have moved to their aunt in Wales. Her council has been told, and has rung back.',
      told: 'yes',
      version: 3,
    })
    did(world, at, child.holder, 'nomination withdrawn', { child, record: of.id })
    tell(world, child, {
      kind: 'nomination withdrawn',
      to: [coordinator],
      urgency: 'today',
      path: urls.queue({ area: child.area }),
      at,
    })
  }
}

/** What the panel decided; with a strand, where it accepted. A service that cannot take this on safely is never chosen. */
export function conclude(world: World, child: Child, of: Nomination | undefined): void {
  const { book, cal, random } = world
  const { decided } = child.days.nominated ?? {}
  if (!of || !decided) return
  const at = cal.at(decided.on, 15)
  const coordinator = the(world, child.area, 'coordinator')
  const accepted = decided.kind === 'accepted'
  const backBy = endOf(decided.on, child.rules.clocks.backOnAgenda, cal.holidays)
  const back = decided.kind === 'back to the forum'
  book.insert('nomination_decision', {
    area_id: child.areaId,
    id: random.idAt(at),
    nomination_id: of.id,
    young_person_id: child.id,
    submitted_by: child.holder.id,
    kind: decided.kind,
    reason: accepted
      ? 'Asks for one adult, and the people around them agree.'
      : back
        ? 'No service here can take this on safely yet.'
        : 'A youth worker they trust has just begun; a second new adult would not help.',
    instead:
      decided.kind === 'not accepted'
        ? 'The youth worker carries on; the case-holder looks again in three months.'
        : null,
    interim_plan: back ? 'Daily call by the case-holder; the police look at who is around them.' : null,
    back_by: back ? backBy : null,
    introducer_name: accepted ? child.holder.name : null,
    introducer_agency: accepted
      ? (child.rules.agencies.find(one => one.key === child.holder.agency)?.name ?? '')
      : null,
    introduction_how: accepted ? 'A walk by the river, then chips.' : null,
    introduction_by: accepted ? addDays(decided.on, 21) : null,
    decided_on: decided.on,
    decided_at: at,
    decided_by: coordinator.id,
  })
  did(
    world,
    at,
    coordinator,
    accepted ? 'nomination accepted' : back ? 'nomination sent back to the forum' : 'nomination not accepted',
    { child, record: of.id, because: 'coordinator' },
  )
  tell(world, child, {
    kind: 'nomination decided',
    to: [child.holder],
    urgency: 'today',
    path: pathOf(child, of, 'nomination'),
    at,
  })
  if (back)
    ask(world, child, {
      kind: 'put on the agenda',
      desk: roleDesk(child.areaId, 'forum-coordinator'),
      path: forum.newDiscussion({ area: child.area, youngPerson: child.id }),
      at,
      by: coordinator,
      dueOn: backBy,
    })
  if (accepted && decided.strand) allocate(world, child, of, decided.strand, at)
}

function allocate(world: World, child: Child, of: Nomination, strand: 1 | 2, at: Date): void {
  const { book, random } = world
  const coordinator = the(world, child.area, 'coordinator')
  const facts = (child.traits.around ?? []).map(fact => ({
    ...fact,
    evidence: '',
    foundAt: at,
    reviewOn: '',
    liftedAt: null,
  }))
  const choice = choosable(child.rules.services, facts).find(one => one.service.strand === strand)
  if (!choice || isClosed(choice)) throw new Error('an invented panel chose a service that is closed')
  const { finding } = child.days.discussed?.decided ?? {}
  const different = finding !== undefined && differs(finding, strand)
  consented(world, child, at)
  shared(world, child, at)
  wishes(world, child, at)
  book.insert('strand_allocation', {
    area_id: child.areaId,
    id: random.idAt(at),
    young_person_id: child.id,
    episode_id: child.episode,
    nomination_id: of.id,
    submitted_by: child.holder.id,
    strand,
    service_key: choice.service.key,
    from_at: at,
    reason:
      strand === 1
        ? 'Wants somebody near their own age.'
        : 'The family is large and willing; nobody has asked them yet.',
    different_reason: different
      ? 'A large family stands ready; finding them first makes everything else easier.'
      : null,
    decided_by: coordinator.id,
  })
  const role = strand === 1 ? 'operational-manager' : 'service-manager'
  const path = pathOf(child, of, 'nomination')
  tell(world, child, { kind: 'nomination decided', to: those(world, child.area, role), urgency: 'today', path, at })
  if (different)
    tell(world, child, {
      kind: 'different strand',
      to: those(world, child.area, 'forum-chair'),
      urgency: 'today',
      path,
      at,
    })
}
