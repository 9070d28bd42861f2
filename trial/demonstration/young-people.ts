import { nameParts, newReference, urls } from '../../src/features/people/index.ts'
import { addDays, addMonths, type Day, endOf } from '../../src/platform/working-days.ts'
import { goesBy, youngPersonName } from './names.ts'
import { type Plot, plots } from './plots.ts'
import type { Professional } from './professionals.ts'
import { timeline } from './timeline.ts'
import { ask, type Child, deskOf, did, tell, the, those, type World } from './world.ts'

const ethnicities = ['WBRI', 'WBRI', 'WBRI', 'WROM', 'MWBC', 'APKN', 'BAFR', 'WOTH', 'prefers not to say', 'not asked']
const pronouns = [null, null, 'she/her', 'he/him', 'they/them']
const places = ['Scarborough', 'Harrogate', 'Selby', 'Whitby', 'Acomb', 'Heworth', 'Skipton']

/** Records them: who they are, who holds their case, and what is known around them. */
export function record(world: World): readonly Child[] {
  const families = new Map<string, { surname: string; holder: Professional }>()
  return plots.map((plot, number) => {
    const child = make(world, plot, number, families)
    identity(world, child)
    holding(world, child)
    episodes(world, child)
    return child
  })
}

function make(
  world: World,
  plot: Plot,
  number: number,
  families: Map<string, { surname: string; holder: Professional }>,
): Child {
  const { cal, random, places: where } = world
  const rules = world.rules(plot.area)
  const { givenNames, surname } = youngPersonName(number)
  const holders = those(world, plot.area, 'case-holder')
  // Whom a manager moved stays with the holder the manager manages.
  const managed = holders.filter(one => one.teamId === the(world, plot.area, 'team-manager').teamId)
  const holder = plot.traits.case ? random.pick(managed) : (holders[number % holders.length] as Professional)
  const family = plot.traits.family && (families.get(plot.traits.family) ?? { surname, holder })
  if (plot.traits.family && family) families.set(plot.traits.family, family)
  const days = timeline(cal, plot)
  const id = random.idAt(cal.at(days.recordedOn, 9, number % 50))
  const worker = family ? family.holder : holder
  return {
    id,
    number,
    area: plot.area,
    areaId: where.areaId(plot.area),
    rules,
    traits: plot.traits,
    days,
    givenNames,
    surname: family ? family.surname : surname,
    bornOn: born(world, plot),
    reference: newReference(rules.name, count => random.below(count)),
    holder: worker,
    episode: random.idAt(cal.at(days.recordedOn, 9)),
    desk:
      plot.traits.case === 'team holds' || plot.traits.case === 'hand-over by manager'
        ? `team:${teamNow(world, plot, worker).teamId}`
        : deskOf(worker),
  }
}

function born({ cal, random }: World, { traits }: Plot): Day | null {
  switch (traits.born) {
    case 'not known':
      return null
    case 'eighteen soon':
      return addDays(addMonths(cal.today, -18 * 12), 20 + random.below(30))
    case 'nine years ago':
      return addMonths(cal.today, -9 * 12 - 5)
    default:
      return addDays(addMonths(cal.today, -(12 + random.below(5)) * 12), -random.below(360))
  }
}

/** To whom a case goes when it changes hands: a colleague of another agency. */
function colleague(world: World, area: Child['area'], holder: Professional): Professional {
  const other = those(world, area, 'case-holder').find(one => one.agency !== holder.agency)
  if (!other) throw new Error(`nobody in ${area} could take a case over`)
  return other
}

/** Who answers for the case now, as far as agency and team go. */
const teamNow = (world: World, plot: Pick<Plot, 'area' | 'traits'>, holder: Professional): Professional =>
  plot.traits.case === 'hand-over by manager' ? colleague(world, plot.area, holder) : holder

function identity({ book, cal, random }: World, child: Child): void {
  const { traits, areaId, id, givenNames, surname } = child
  const at = cal.at(child.days.recordedOn, 9, child.number % 50)
  const knownAs = goesBy[givenNames] ?? null
  const since = traits.status ? cal.workday(-2 - random.below(5)) : null
  book.insert('young_person', {
    area_id: areaId,
    id,
    reference: child.reference,
    given_names: givenNames,
    surname,
    known_as: knownAs,
    pronouns: random.pick(pronouns),
    born_on: child.bornOn,
    born_on_estimated: traits.born === 'estimated',
    born_on_source: traits.born === 'estimated' ? 'Their aunt remembers the summer they were born in.' : null,
    sex: random.pick(['1', '2', '2', '1', 'not known']),
    gender: random.pick(['1', '2', '2', '1', '9', 'not asked']),
    ethnicity: random.pick(ethnicities),
    language: traits.speaks?.language ?? random.pick(['eng', 'eng', 'eng', 'not known']),
    interpreter_need: traits.speaks ? 'spoken' : random.pick(['no', 'no', 'not asked']),
    interpreter: traits.speaks?.interpreter ?? null,
    easy_read: traits.easyRead ? 'yes' : random.pick(['no', 'not asked']),
    disability: traits.easyRead ? ['LD', 'COMM'] : [random.pick(['NONE', 'NONE', 'AUT', 'not asked'])],
    created_at: at,
    created_by: child.holder.id,
    status: traits.status ?? 'none',
    status_since: since,
    sent_to_forum_at: child.days.assessed?.sentOn ? cal.at(child.days.assessed.sentOn, 16) : null,
  })
  for (const { part, word, sounds, too } of nameParts({ givenNames, surname, knownAs }))
    book.insert('young_person_name', { area_id: areaId, young_person_id: id, part, word, sounds, sounds_too: too })
  const mayBeRung = traits.since === 'met'
  book.insert('young_person_detail', {
    area_id: areaId,
    young_person_id: id,
    living_area: traits.livesElsewhere ?? random.pick(places),
    address: `${1 + random.below(90)} Pretend Street\nImaginary Estate`,
    // ZZ99 is nobody's: the office for statistics uses it for "no fixed address" and the like.
    postcode: `ZZ99${1 + random.below(9)}${random.pick(['AA', 'BB', 'CZ', 'VZ'])}`,
    living_with: random.pick(['Mum and two brothers', 'Dad', 'Nan', 'Foster carers', 'Mum and her partner', null]),
    school: random.pick(['Storybook Academy', 'Madeup High School', 'Pretend College', null]),
    school_status: random.pick(['On roll, mornings only', 'On roll', 'Between schools', null]),
    sen_provision: random.pick(['N', 'K', 'E', 'not asked']),
    case_status: random.pick(['early-help', 'child-in-need', 'child-protection-plan', 'looked-after', 'not known']),
    care_status: random.pick(['none', 'none', 'V2', 'C2', 'not known']),
    phone: `07700 900${String(100 + child.number)}`,
    // Whoever walks through the trial finds somebody who may be rung, at whatever hour they do.
    safe_number: random.happens(0.6) || mayBeRung ? `07700 900${String(200 + child.number)} (Nan)` : null,
    ...(mayBeRung ? { safe_ringing: 'any time', safe_times: [] } : ringing(child.number)),
    safe_when: random.pick(['Not when Dad is home', 'Let Nan answer first', 'Not while they are at training', null]),
    never_text: random.happens(0.8),
    safe_word: random.pick(['Is the dog in?', 'Rhubarb', null]),
    safe_contact_note: random.pick([
      'Say you ring about the library book.',
      'Let it ring twice, then ring again.',
      null,
    ]),
    changed_at: at,
    changed_by: child.holder.id,
  })
  if (traits.status && since)
    book.insert('young_person_status', {
      area_id: areaId,
      id: random.idAt(cal.at(since, 8)),
      young_person_id: id,
      status: traits.status,
      since_on: since,
      note: 'The case-holder has told everybody who needs to know.',
      recorded_at: cal.at(since, 8),
      recorded_by: child.holder.id,
    })
}

/** When they may be rung: of each kind there are some. */
function ringing(number: number): { safe_ringing: string; safe_times: readonly string[] } {
  const at = (...times: readonly string[]) => ({ safe_ringing: 'at these times', safe_times: times })
  const kinds = [
    at(...['mon', 'tue', 'wed', 'thu', 'fri'].flatMap(day => [`${day}-afternoon`, `${day}-evening`])),
    { safe_ringing: 'any time', safe_times: [] },
    at('mon-early', 'wed-early', 'sat-morning', 'sat-afternoon', 'sun-evening'),
    { safe_ringing: 'not asked', safe_times: [] },
    { safe_ringing: 'never', safe_times: [] },
  ]
  return kinds[number % kinds.length] ?? { safe_ringing: 'not asked', safe_times: [] }
}

function holding(world: World, child: Child): void {
  const { book, cal, random } = world
  const { areaId, id, holder, traits } = child
  const from = cal.at(child.days.recordedOn, 9)
  const changed = cal.at(cal.workday(-1), 11)
  const row = {
    area_id: areaId,
    id: random.idAt(from),
    young_person_id: id,
    person_id: holder.id,
    person_kind: 'professional',
    agency_id: holder.agencyId,
    team_id: holder.teamId,
    from_at: from,
    until_at: null,
    made_by: holder.id,
    reason: null,
  }
  did(world, from, holder, 'young person recorded', { child })
  const path = urls.caseHolder({ area: child.area, youngPerson: id })
  const manager = the(world, child.area, 'team-manager')
  const dueOn = endOf(cal.workday(-1), child.rules.clocks.caseHolderAcceptance, cal.holidays)
  const leaves = traits.case === 'team holds' || traits.case === 'hand-over by manager'
  const byManager = traits.case === 'hand-over by manager'
  const to = colleague(world, child.area, holder)
  const now = byManager ? to : holder
  book.insert('case_holding', leaves ? { ...row, until_at: changed } : row)
  if (leaves)
    book.insert('case_holding', {
      ...row,
      id: random.idAt(changed),
      person_id: null,
      person_kind: null,
      agency_id: now.agencyId,
      team_id: now.teamId,
      from_at: changed,
      made_by: manager.id,
      reason: byManager
        ? 'The family needs early help first; agreed with both teams.'
        : 'The case-holder is away from today.',
    })
  if (traits.case === 'team holds') {
    ask(world, child, {
      kind: 'name a case holder',
      desk: deskOf(manager),
      path,
      at: changed,
      by: holder,
      dueOn: cal.today,
      record: id,
    })
    tell(world, child, { kind: 'case holder lost', to: [manager], urgency: 'today', path, at: changed })
  }
  if (traits.case === 'hand-over asked' || byManager) {
    const handOver = random.idAt(changed)
    book.insert('hand_over', {
      area_id: areaId,
      id: handOver,
      young_person_id: id,
      to_agency_id: to.agencyId,
      to_team_id: to.teamId,
      to_person_id: byManager ? null : to.id,
      to_person_kind: byManager ? null : 'professional',
      made_by_manager: byManager,
      reason: byManager
        ? 'The family needs early help first; agreed with both teams.'
        : 'They moved; your team knows the new school well.',
      due_on: dueOn,
      asked_at: changed,
      asked_by: byManager ? manager.id : holder.id,
      from_team_id: holder.teamId,
      from_agency_id: holder.agencyId,
    })
    const desk = byManager ? `team:${to.teamId}` : deskOf(to)
    ask(world, child, {
      kind: 'accept a hand over',
      desk,
      path,
      at: changed,
      by: byManager ? manager : holder,
      dueOn,
      record: handOver,
    })
    tell(world, child, { kind: 'hand over asked', to: [to], urgency: 'today', path, at: changed })
    did(world, changed, byManager ? manager : holder, 'hand-over asked', {
      child,
      record: handOver,
      because: byManager ? 'team manager' : 'case-holder',
    })
  }
}

function episodes({ book, cal, random }: World, child: Child): void {
  const { areaId, id, holder, days } = child
  const { earlier } = days
  const started = earlier ? (days.screened?.on ?? days.recordedOn) : days.recordedOn
  if (earlier)
    book.insert('episode', {
      area_id: areaId,
      id: random.idAt(cal.at(earlier.from, 9)),
      young_person_id: id,
      started_on: earlier.from,
      recorded_at: cal.at(earlier.from, 9),
      recorded_by: holder.id,
      told_by: '2A',
      ended_on: earlier.until,
      ended_at: cal.at(earlier.until, 12),
      ended_by: holder.id,
      end_kind: 'as planned',
      end_reason: 'Things had been steady for three months; everybody agreed.',
    })
  book.insert('episode', {
    area_id: areaId,
    id: child.episode,
    young_person_id: id,
    started_on: started,
    recorded_at: cal.at(started, 9),
    recorded_by: holder.id,
    told_by: random.pick(['2A', '6', '1A', '1C', '1B']),
  })
}
