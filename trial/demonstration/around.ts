import { urls as governance } from '../../src/features/governance/index.ts'
import { addDays } from '../../src/platform/working-days.ts'
import { ownWords } from './texts.ts'
import { ask, type Child, did, roleDesk, tell, the, those, type World } from './world.ts'

const concernNotes = [
  'Carried something to another town at least once. Says it was “just a bag”.',
  'Pictures have been asked for. The family knows; the police do too.',
  'Older young people decide what happens after school. It’s got worse since September.',
]

const nightWords = [
  'Rang at ten past four from a phone box: “I’m fine, don’t send anybody”. A car was waiting. The police have the number.',
  'Came home by taxi at one. Would not say who paid. Mum wants a call before school, not after.',
]

/** What is known around each young person, who is linked to whom, and who may not look. */
export function surround(world: World, children: readonly Child[]): void {
  for (const child of children) {
    if (child.days.assessed?.completedOn) concerns(world, child)
    if (child.number % 3 !== 2) trustedAdults(world, child)
    if (child.number % 4 === 0) localPicture(world, child)
    if (child.number % 7 === 3) friendWithoutRecord(world, child)
  }
  brothersAndSisters(world, children)
  for (const area of ['north-yorkshire', 'york']) deputyAndWall(world, children, area)
  emergency(world, children)
  nightNotes(world, children)
}

function concerns({ book, cal, random }: World, child: Child): void {
  const on = child.days.screened?.on ?? child.days.recordedOn
  const kinds = ['county-lines', 'sexual', 'criminal', 'peer-or-relationship', 'gang', 'modern-slavery']
  const first = random.below(kinds.length)
  for (const offset of child.number % 3 === 0 ? [0, 2, 3] : [0])
    book.insert('exploitation_concern', {
      area_id: child.areaId,
      id: random.idAt(cal.at(on, 12, offset)),
      young_person_id: child.id,
      kind: kinds[(first + offset) % kinds.length],
      since_on: addDays(on, -30 - random.below(60)),
      note: random.pick(concernNotes),
      recorded_at: cal.at(on, 12, offset),
      recorded_by: child.holder.id,
    })
}

function trustedAdults({ book, cal, random }: World, child: Child): void {
  const on = child.days.recordedOn
  for (const [minute, circle] of ['family', 'community', 'professional'].entries()) {
    const answer = random.pick(['yes', 'no', 'not known', 'not asked', 'prefers not to say'])
    book.insert('trusted_adult', {
      area_id: child.areaId,
      id: random.idAt(cal.at(on, 13, minute)),
      young_person_id: child.id,
      circle,
      answer,
      words: answer === 'yes' && random.happens(0.4) ? random.pick(ownWords) : null,
      asked_on: on,
      recorded_at: cal.at(on, 13, minute),
      recorded_by: child.holder.id,
    })
  }
}

function localPicture({ book, cal, random }: World, child: Child): void {
  book.insert('local_picture', {
    area_id: child.areaId,
    young_person_id: child.id,
    active_places: [child.area === 'york' ? 'york' : 'scarborough'],
    originating_networks: [random.pick(['liverpool', 'leeds', 'manchester'])],
    flags: random.happens(0.5) ? ['violence-and-threats'] : ['trafficked', 'weapons'],
    note: 'The same hire car was seen in three places this month.',
    changed_at: cal.at(child.days.recordedOn, 14),
    changed_by: child.holder.id,
  })
}

function friendWithoutRecord({ book, cal, random }: World, child: Child): void {
  const at = cal.at(child.days.recordedOn, 14, 30)
  book.insert('young_person_link', {
    area_id: child.areaId,
    id: random.idAt(at),
    young_person_id: child.id,
    other_id: null,
    other_words: 'A friend they call “Biscuit”, about 16, from the skate park',
    kind: 'friend',
    note: 'Both say they look out for each other.',
    recorded_at: at,
    recorded_by: child.holder.id,
  })
}

function brothersAndSisters({ book, cal, random }: World, children: readonly Child[]): void {
  for (const child of children) {
    const other = children.find(
      one => one.number > child.number && one.traits.family !== undefined && one.traits.family === child.traits.family,
    )
    if (!other) continue
    const later = [other.days.recordedOn, child.days.recordedOn].sort()[1] ?? cal.today
    const at = cal.at(later, 15)
    book.insert('young_person_link', {
      area_id: child.areaId,
      id: random.idAt(at),
      young_person_id: child.id,
      other_id: other.id,
      other_words: null,
      kind: 'brother-or-sister',
      note: null,
      recorded_at: at,
      recorded_by: child.holder.id,
    })
  }
}

/** One case-holder has somebody who stands in; another knows a family, and sees nothing of them. */
function deputyAndWall({ book, cal, random, ...world }: World, children: readonly Child[], area: string): void {
  const [first, second] = those({ book, cal, random, ...world }, area, 'case-holder')
  const child = children.find(one => one.area === area && one.holder === first && !one.traits.case)
  if (!first || !second || !child) throw new Error(`${area} has too few people`)
  const at = cal.at(cal.workday(-60), 9)
  book.insert('deputy', {
    area_id: child.areaId,
    id: random.idAt(at),
    person_id: first.id,
    deputy_id: second.id,
    from_at: at,
    made_by: first.id,
  })
  const said = cal.at(child.days.recordedOn, 15)
  book.insert('wall', {
    area_id: child.areaId,
    id: random.idAt(said),
    young_person_id: child.id,
    person_id: second.id,
    kind: 'neighbour',
    said_by: second.id,
    from_at: said,
  })
}

/** What the duty team wrote down in the night, and what it asks whoever holds the case in the morning. */
function nightNotes(world: World, children: readonly Child[]): void {
  const { book, cal, random } = world
  const out = children.filter(one => one.traits.status === 'missing now')
  for (const [n, child] of ['north-yorkshire', 'york']
    .flatMap(area => out.filter(one => one.area === area).slice(0, 2))
    .entries()) {
    const duty = the(world, child.area, 'duty')
    const at = cal.at(cal.workday(-1), 16, 10 + n)
    const kind = n % 2 === 0 ? 'concern' : 'note'
    const id = random.idAt(at)
    book.insert('night_note', {
      area_id: child.areaId,
      id,
      young_person_id: child.id,
      kind,
      says: random.pick(nightWords),
      written_at: at,
      written_by: duty.id,
    })
    did(world, at, duty, 'night note written', { child, record: id, because: 'duty' })
    const path = governance.nightNotes({ area: child.area, youngPerson: child.id })
    tell(world, child, { kind: 'night note written', to: [child.holder], urgency: 'today', path, at })
    if (kind === 'concern')
      ask(world, child, {
        kind: 'look at a concern',
        desk: `person:${child.holder.id}`,
        path,
        at,
        by: duty,
        dueOn: cal.today,
      })
  }
}

/** Somebody on duty needed a record last night; it ended, and somebody else has still to look at it. */
function emergency(world: World, children: readonly Child[]): void {
  const { book, cal, random } = world
  for (const child of children.filter(one => one.traits.status === 'missing now').slice(0, 2)) {
    const duty = the(world, child.area, 'duty')
    const at = cal.at(cal.workday(-1), 15, 40)
    const id = random.idAt(at)
    const ended = new Date(at.getTime() + 20 * 60_000)
    book.insert('emergency_access', {
      area_id: child.areaId,
      id,
      person_id: duty.id,
      young_person_id: child.id,
      kind: 'missing now',
      line: 'Not home since yesterday. The police need to know whom they would go to.',
      asked_at: at,
      looked_up_at: at,
      until_at: new Date(at.getTime() + 3_600_000),
      ended_at: ended.getTime() > cal.now.getTime() ? cal.now : ended,
    })
    const path = governance.review({ area: child.area, request: id })
    const officers = those(world, child.area, 'information-governance')
    tell(
      world,
      { areaId: child.areaId, id: null },
      {
        kind: 'emergency access used',
        to: officers,
        urgency: 'today',
        path: governance.reviews({ area: child.area }),
        at,
      },
    )
    ask(
      world,
      { areaId: child.areaId, id: null },
      {
        kind: 'review emergency access',
        desk: roleDesk(child.areaId, 'information-governance'),
        path,
        at,
        by: duty,
        dueOn: cal.after(cal.today, 1),
        record: id,
      },
    )
    did(world, at, duty, 'emergency access asked', { record: id })
  }
}
