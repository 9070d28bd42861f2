import { type Child, did, the, type World } from './world.ts'

/** Whom somebody knows already: one who is at their side, and one who was named and waits to be approved. */
type KnownStory = 'at their side' | 'waits for approval'

const adults = {
  'at their side': {
    name: 'Carol Wren',
    phone: '01632 960 415',
    relation: 'Their mother’s sister',
    known_since: 'Since they were born',
    words: '“She’s the only one who doesn’t go mad. I can ring her at two in the morning.”',
  },
  'waits for approval': {
    name: 'Mr Okoro-Pretend',
    phone: '01632 960 427',
    relation: 'Boxing coach',
    known_since: 'Since last summer',
    words: '“He just lets me hit the bag and then we talk.”',
  },
} as const satisfies Record<KnownStory, Readonly<Record<string, string>>>

/** An adult whom a young person knows already, named for a strand, and checked (R31). */
export function known(
  world: World,
  child: Child,
  strand: { readonly id: string; readonly number: number; readonly serviceKey: string },
  story: KnownStory,
): void {
  const { book, cal, random } = world
  const named = cal.at(cal.workday(-9), 11, child.number % 60)
  const id = random.idAt(named)
  const manager = the(world, child.area, strand.number === 1 ? 'operational-manager' : 'service-manager')
  const approved = story === 'at their side' ? cal.at(cal.workday(-5), 15) : null
  book.insert('known_adult', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    strand_allocation_id: strand.id,
    service_key: strand.serviceKey,
    ...adults[story],
    agreed_on: cal.workday(-10),
    knowledge: 'Mum knows and is glad. The adult was asked and wants to.',
    proposed_at: named,
    proposed_by: child.holder.id,
    approved_at: approved,
    approved_by: approved && manager.id,
    approval_says: approved && 'Known to the family for years; the school speaks well of them.',
    supported_by: approved && manager.id,
    every_days: approved && 14,
    next_contact_on: approved && cal.workday(4),
    review_on: approved && cal.workday(40),
  })
  did(world, named, child.holder, 'known adult named', { child, record: id })
  const step = (back: number, done: Readonly<Record<string, string | null>>) => {
    const at = cal.at(cal.workday(back), 12, child.number % 60)
    book.insert('known_adult_step', {
      area_id: child.areaId,
      id: random.idAt(at),
      known_adult_id: id,
      young_person_id: child.id,
      done_on: cal.workday(back),
      recorded_at: at,
      recorded_by: child.holder.id,
      ...done,
    })
    did(world, at, child.holder, 'known adult step recorded', { child, record: id })
  }
  step(-8, {
    kind: 'check',
    done_by: 'The front door, with the police',
    outcome: 'in order',
    says: 'Asked whether anything is known that speaks against it. Nothing is.',
    next_on: null,
  })
  if (!approved) return
  did(world, approved, manager, 'known adult approved', {
    child,
    record: id,
    because: strand.number === 1 ? 'operational manager' : 'service manager',
  })
  step(-2, {
    kind: 'contact',
    done_by: manager.name,
    outcome: null,
    says: 'They cooked together on Sunday. She worries about the late calls; we talked about who rings whom.',
    next_on: cal.workday(4),
  })
}
