import { type Child, did, type World } from './world.ts'

/** What was answered about sharing, and what is shared without consent: one in three has not been asked yet. */
export function shared(world: World, child: Child, at: Date): void {
  const { book, cal, places, random } = world
  const turn = child.number % 3
  if (turn === 0) return
  const fourth = cal.after(at.toISOString().slice(0, 10), 4)
  const asked = fourth < cal.today ? fourth : cal.workday(0)
  const recorded = cal.at(asked, 15, child.number % 60)
  const charity = places.agency(child.area, 'voluntary-sector.made-up-youth-club')
  for (const agency of [charity, places.agency(child.area, 'schools.example-high-school')])
    book.insert('named_agency', {
      area_id: child.areaId,
      id: random.idAt(recorded),
      young_person_id: child.id,
      agency_id: agency.id,
      named_at: recorded,
      named_by: child.holder.id,
    })
  did(world, recorded, child.holder, 'agency named', { child, record: charity.id })
  const yes = turn === 1
  const id = random.idAt(recorded)
  // What an answer names stands before the answer.
  if (yes)
    for (const category of child.number % 2 === 0
      ? ['identity', 'contact']
      : ['identity', 'contact', 'assessment', 'plan'])
      book.insert('consent_share', {
        area_id: child.areaId,
        id: random.idAt(recorded),
        consent_id: id,
        young_person_id: child.id,
        agency_id: charity.id,
        category,
      })
  book.insert('consent', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    question: 'sharing',
    answer: yes ? 'yes' : 'no',
    asked_on: asked,
    asked_by: `${child.holder.name}, who makes the introduction`,
    explained: 'Why the youth club would know, what they would know, and that they can say no or stop.',
    how: ['in person'],
    limits_told: true,
    understood: yes
      ? '“They can ring me about the club. They don’t get my whole life story.”'
      : '“I get it. I still don’t want them knowing.”',
    says: yes ? '“Not my coach, he talks.”' : '“Everyone there knows my brother.”',
    competence: 'understands',
    competence_reason: 'Named who would know what, and why, without help.',
    purposes: yes ? ['early help', 'safeguarding'] : [],
    until_on: yes ? cal.workday(60) : null,
    recorded_at: recorded,
    recorded_by: child.holder.id,
  })
  did(world, recorded, child.holder, 'consent recorded', { child, record: id })
  if (turn !== 2 || child.number % 2 !== 0) return
  const share = random.idAt(recorded)
  book.insert('lawful_share', {
    area_id: child.areaId,
    id: share,
    young_person_id: child.id,
    agency_id: charity.id,
    categories: ['identity'],
    items: 'Their name, and that the youth club rings at once if the man with the blue moped comes.',
    basis: 'public task',
    purpose: 'safeguarding',
    necessity: 'He waits for them outside the club. The name is enough; nothing else is told.',
    told: 'told',
    decided_by: `${child.holder.name}, with their team manager`,
    decided_on: asked,
    review_on: cal.workday(20),
    recorded_at: recorded,
    recorded_by: child.holder.id,
  })
  did(world, recorded, child.holder, 'shared without consent', { child, record: share })
}
