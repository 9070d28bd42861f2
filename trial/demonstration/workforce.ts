import { addDays, addMonths, type Day } from '../../src/platform/working-days.ts'
import type { Professional } from './professionals.ts'
import { did, the, type World } from './world.ts'

/** Those who become the trusted adult, with what their service asks of them: some of it runs out, some has. */

const workerRoles = ['relief-worker', 'volunteer-mentor', 'family-network-coordinator']

const shared = [
  'I was in care from eleven. I know what a Sunday evening in a new house is like.',
  'I left school without anything and went back a year later. Happy to talk about it.',
  null,
  'My brother was drawn into it. I do not say more than that 🙂',
  null,
]
const likes = [
  ['boxing', 'music'],
  ['football', 'gaming'],
  ['art', 'animals'],
  ['outdoors', 'fishing', 'cycling'],
  ['cooking', 'film'],
]
const tongues = [['eng'], ['eng', 'pol'], ['eng'], ['eng', 'ara'], ['eng', 'bfi']]
const free = [
  ['mon-evening', 'wed-evening', 'sat-morning', 'sat-afternoon'],
  ['tue-afternoon', 'tue-evening', 'thu-evening', 'sun-afternoon'],
  ['mon-early', 'mon-morning', 'fri-afternoon', 'fri-evening', 'sat-evening'],
  ['wed-afternoon', 'thu-afternoon', 'thu-evening', 'sat-early', 'sun-morning'],
  ['mon-morning', 'tue-morning', 'wed-morning', 'thu-morning', 'fri-morning'],
]
/** Whose holiday it is, so that a list says so of some. */
const away = [3, 7, 12]
const genders = ['man', 'woman', 'woman', 'man', 'another']

/** For how many days the check of each still counts, where that is not for long; who began first stands first. */
const checks = {
  'rp-relief-worker': [undefined, -9, 25, 'not there'],
  'volunteer-mentor': [undefined, -9, 25],
  'family-network-coordinator': [undefined, 40],
} as const satisfies Record<string, readonly (number | 'not there' | undefined)[]>

/** One of the invented workers. */
export interface Worker {
  readonly id: string
  readonly number: number
  readonly who: Professional
  readonly areaId: string
  readonly serviceKey: string
}

export function employ(world: World): readonly Worker[] {
  const { cast } = world
  const workers = cast.filter(one => workerRoles.includes(one.role) && one.service)
  return workers.map((who, number) => {
    const before = workers.slice(0, number).filter(one => one.area === who.area && one.service === who.service)
    return aWorker(world, who, number, before.length)
  })
}

/** @param nth how many began in their service before them */
function aWorker(world: World, who: Professional, number: number, nth: number): Worker {
  const { book, cal, random, places, rules } = world
  const area = rules(who.area)
  const areaId = places.areaId(who.area)
  const service = area.services.find(one => one.key === who.service)
  if (!service || !who.service) throw new Error(`no service of ${who.name}`)
  const manager = managerOf(world, who.area, who.service)
  const startedOn = cal.workday(-300 + number * 11)
  const made = cal.at(startedOn, 10)
  const id = random.idAt(made)
  const relief = service.worker.kind === 'rp-relief-worker'
  // One relief worker is seventeen; the others are adults.
  const bornOn = relief
    ? birthday(cal.today, number % 6 === 1 ? 17 : 19 + (number % 5))
    : birthday(cal.today, 27 + number * 3)
  const child = relief && number % 6 === 1
  const one = <T>(all: readonly T[]): T => all[number % all.length] as T
  book.insert('worker', {
    area_id: areaId,
    id,
    person_id: who.id,
    service_key: who.service,
    born_on: bornOn,
    started_on: startedOn,
    confirmed_by: relief ? 'Leaving care team manager' : null,
    confirmed_on: relief ? cal.after(startedOn, -20) : null,
    safeguarding_lead: child ? 'Bernard Pretend, 01632 960 190' : null,
    emergency_contact: `Somebody at home, 01632 960 ${String(200 + number)}`,
    gender: one(genders),
    pronouns: number % 3 === 0 ? 'they/them' : null,
    languages: one(tongues),
    interests: one(likes),
    lived_experience: relief ? one(shared) : null,
    young_people_at_most: service.worker.youngPeople.most,
    available: one(free),
    places: area.places.filter((_, n) => (n + number) % 3 !== 0).map(place => place.key),
    added_at: made,
    added_by: manager.id,
  })
  did(world, made, manager, 'worker added', { record: id })
  service.worker.requirements.forEach((requirement, n) => {
    // Of one the check has run out, of one it soon does, one lacks it; the others can be matched.
    const check = requirement.kind === 'check' ? checks[service.worker.kind][nth] : undefined
    if (check === 'not there') return
    const months = requirement.renewMonths
    const doneOn = months ? addDays(addMonths(cal.today, -months), check ?? 150 + 20 * n) : cal.after(startedOn, -4 - n)
    book.insert('requirement_met', {
      area_id: areaId,
      id: random.idAt(made),
      worker_id: id,
      requirement_key: requirement.key,
      done_on: doneOn,
      seen: requirement.kind === 'check' ? 'The certificate, in person' : 'The certificate',
      recorded_at: doneOn > startedOn ? cal.at(doneOn, 10) : made,
      recorded_by: manager.id,
    })
  })
  supervise(world, { id, number, who, areaId, serviceKey: who.service }, service.worker.supervision, startedOn)
  if (away.includes(number))
    book.insert('worker_leave', {
      area_id: areaId,
      id: random.idAt(made),
      worker_id: id,
      from_on: cal.workday(-2),
      back_on: addDays(cal.today, 9),
      recorded_by: manager.id,
      recorded_at: cal.at(cal.workday(-5), 9),
    })
  return { id, number, who, areaId, serviceKey: who.service }
}

function supervise(
  world: World,
  worker: Worker,
  rule: { readonly by: string; readonly everyDays: number },
  startedOn: Day,
): void {
  const { book, cal, random } = world
  const supervisor = world.cast.find(
    one => one.role === rule.by && one.area === worker.who.area && one.service === worker.serviceKey,
  )
  if (!supervisor) return
  // Of every sixth the last one was too long ago.
  const last = worker.number % 6 === 4 ? -50 : -6 - worker.number
  for (const days of [last, last - rule.everyDays, last - 2 * rule.everyDays]) {
    const heldOn = cal.workday(days)
    if (heldOn < startedOn) continue
    const at = cal.at(heldOn, 15)
    const id = random.idAt(at)
    book.insert('supervision', {
      area_id: worker.areaId,
      id,
      worker_id: worker.id,
      held_on: heldOn,
      held_by: supervisor.id,
      how: random.pick(['in person', 'by video']),
      recorded_at: at,
    })
    book.insert('supervision_note', {
      area_id: worker.areaId,
      supervision_id: id,
      worker_id: worker.id,
      held_by: supervisor.id,
      wellbeing: random.pick(['well', 'well', 'some strain']),
      says: random.pick([
        'Talked about endings: what a good goodbye needs. “It’s not me leaving, it’s us finishing.”',
        'A hard week; two late calls. Agreed to switch the telephone off after eight.',
        'Going well. Wants to learn more about restorative conversations.',
      ]),
      agreed: 'Same time in four weeks.',
      written_at: at,
    })
    did(world, at, supervisor, 'supervision recorded', { record: id })
  }
}

/** Whoever manages a service of an area; where nobody does, the Mentor Co-ordinator. */
function managerOf(world: World, area: string, service: string): Professional {
  const manages = ['operational-manager', 'service-manager']
  return (
    world.cast.find(one => one.area === area && one.service === service && manages.includes(one.role)) ??
    the(world, area, 'coordinator')
  )
}

const birthday = (today: Day, age: number): Day => addDays(addMonths(today, -12 * age), -120)
