import { signedForm } from './signed-form.ts'
import { type Child, did, type World } from './world.ts'

/** How the questions went: not asked yet 0, no 3; 1, 2 and 4 are a yes, each of another kind. */
function turnOf({ number, traits }: Child): 0 | 1 | 2 | 3 | 4 {
  if (traits.since === 'not asked') return 0
  if (traits.since === 'says no') return 3
  return ([1, 2, 4] as const)[number % 3] ?? 1
}

/** What was asked about taking part, and what was answered. */
export function consented(world: World, child: Child, at: Date): void {
  const { book, cal, random } = world
  const turn = turnOf(child)
  if (turn === 0) return
  const third = cal.after(at.toISOString().slice(0, 10), 3)
  const asked = third < cal.today ? third : cal.workday(0)
  const recorded = cal.at(asked, 16, child.number % 60)
  const parent = turn === 2 || turn === 4 ? random.idAt(recorded) : undefined
  if (parent)
    book.insert('relevant_individual', {
      area_id: child.areaId,
      id: parent,
      young_person_id: child.id,
      kind: 'parent or carer',
      name: turn === 2 ? 'Their mother, Invented' : 'Their father, Pretend',
      relation: turn === 2 ? 'mother' : 'father',
      responsibility: 'yes',
      recorded_at: recorded,
      recorded_by: child.holder.id,
    })
  const answer = (individual: string | undefined, said: Readonly<Record<string, unknown>>) => {
    const id = random.idAt(recorded)
    book.insert('consent', {
      area_id: child.areaId,
      id,
      young_person_id: child.id,
      individual_id: individual ?? null,
      question: 'taking part',
      asked_on: asked,
      asked_by: `${child.holder.name}, who makes the introduction`,
      explained: 'What it is, who would know what about them, and that they can say no or stop whenever they like.',
      how: turn === 1 ? ['in person', 'easy read'] : ['in person'],
      limits_told: individual === undefined,
      competence: 'not judged',
      competence_reason: null,
      recorded_at: recorded,
      recorded_by: child.holder.id,
      understood: '“Somebody just for me. And I can bin it off if it’s rubbish 😅”',
      ...said,
    })
    did(world, recorded, child.holder, 'consent recorded', { child, record: id })
    return id
  }
  const understands = { competence: 'understands', competence_reason: 'Said back in their own words what it means.' }
  if (turn === 1) {
    const form = { form_reference: 'Children and families consent form (made up)', form_version: 'June 2026' }
    const id = answer(undefined, { answer: 'yes', says: 'Not someone who knows my nan.', ...understands, ...form })
    book.insert('consent_copy', {
      area_id: child.areaId,
      id: random.idAt(recorded),
      young_person_id: child.id,
      consent_id: id,
      ...form,
      file_type: 'application/pdf',
      bytes: signedForm(['Consent form (made up)', 'Taking part: yes', 'Signed: X']),
      recorded_at: recorded,
      recorded_by: child.holder.id,
    })
  }
  if (turn === 2) {
    answer(undefined, {
      answer: 'yes',
      says: null,
      competence: 'does not understand',
      competence_reason: 'Young for their age; did not follow who would know what.',
    })
    answer(parent, {
      answer: 'yes',
      says: 'Glad somebody asks.',
      understood: '“She’ll have someone, and we hear about it.”',
    })
  }
  if (turn === 2 || turn === 3)
    book.insert('format_request', {
      area_id: child.areaId,
      id: random.idAt(recorded),
      young_person_id: child.id,
      individual_id: parent ?? null,
      wanted: parent ? 'another language' : 'easy read',
      says: parent ? 'Polish' : null,
      asked_at: recorded,
      asked_by: child.holder.id,
      arranged_at: parent ? null : recorded,
      arranged_by: parent ? null : child.holder.id,
      arranged_says: parent ? null : 'The easy-read paper, read together at school.',
    })
  if (turn === 3) answer(undefined, { answer: 'no', says: '“Not now. Ask me after Christmas.”', ...understands })
  if (turn === 4) {
    answer(undefined, { answer: 'yes', says: null, ...understands })
    answer(parent, {
      answer: 'no',
      says: '“No more strangers in this house.”',
      understood: '“Another one who comes and goes.”',
    })
  }
}

/** By their turn, so that the words say what is ticked beside them. */
const wished: Readonly<Record<number, string>> = {
  1: '“Somebody who boxes. Not a teacher type.”',
  2: '“A woman. Someone who has been through it ✌️”',
}
const whoever = '“Don’t care, as long as they turn up.”'

/** What they wish for, and whom they must be kept apart from: most were asked. */
export function wishes(world: World, child: Child, at: Date): void {
  const { book, cal } = world
  const turn = turnOf(child)
  if (turn === 0) return
  const { places } = child.rules
  const asked = turn !== 3
  book.insert('wishes', {
    area_id: child.areaId,
    young_person_id: child.id,
    asked: asked ? 'asked' : 'not asked',
    asked_on: asked ? cal.after(at.toISOString().slice(0, 10), 1) : null,
    not_asked_reason: asked ? null : 'Said no for now; asked again after Christmas.',
    gender: turn === 2 ? 'woman' : 'no matter',
    available: ['tue-evening', 'thu-evening', 'sat-afternoon', 'sun-afternoon'],
    places: [places[child.number % places.length], places[(child.number + 1) % places.length]].flatMap(
      place => place?.key ?? [],
    ),
    languages: ['eng'],
    interests: turn === 1 ? ['boxing', 'music'] : ['gaming', 'animals'],
    words: asked ? (wished[turn] ?? whoever) : null,
    changed_at: cal.at(cal.workday(-1), 11),
    changed_by: child.holder.id,
  })
  if (turn === 4)
    book.insert('keep_apart', {
      area_id: child.areaId,
      id: world.random.idAt(at),
      young_person_id: child.id,
      other_words: 'A man in his twenties with a blue moped, outside the shops',
      other_role: 'poses a risk',
      how_far: 'no contact at all',
      reason: 'Gave them a telephone and asked for favours.',
      evidence: 'Seen by the school, twice; the police know the moped.',
      review_on: cal.workday(80),
      recorded_at: cal.at(cal.workday(-1), 12),
      recorded_by: child.holder.id,
    })
}
