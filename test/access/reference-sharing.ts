import { type Data, type Row, today } from './rows.ts'

// What is shared about a young person with which agency now, in plain words: shared with nothing of the program.

export interface SharedRow {
  readonly agency: unknown
  readonly category: string
}

/** Whole years between two days, yyyy-mm-dd. */
function ageOn(born: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4))
  return day.slice(5) < born.slice(5) ? years - 1 : years
}

/** A yes runs out; a no holds until somebody says otherwise. */
const holds = (row: Row | undefined): row is Row =>
  row !== undefined &&
  (row.until_on == null || String(row.until_on) >= today() || row.answer === 'no' || row.answer === 'withdrawn')

const newest = (rows: readonly Row[]): Row | undefined =>
  rows.toSorted((a, b) =>
    a.asked_on === b.asked_on
      ? Date.parse(String(b.recorded_at)) - Date.parse(String(a.recorded_at)) || (String(a.id) < String(b.id) ? 1 : -1)
      : String(a.asked_on) < String(b.asked_on)
        ? 1
        : -1,
  )[0]

/** By consent of whoever decides, or by a lawful sharing record that has not ended; of every record of this young person. */
export function shared(data: Data, y: Row): readonly SharedRow[] {
  if (y.merged_into != null || y.status === 'died') return []
  const records = new Set(
    (data.young_person ?? []).filter(one => one.id === y.id || one.merged_into === y.id).map(one => one.id),
  )
  const of = (table: string): readonly Row[] => (data[table] ?? []).filter(row => records.has(row.young_person_id))
  const lawfully = of('lawful_share')
    .filter(row => row.ended_at == null)
    .flatMap(row => (row.categories as readonly string[]).map(category => ({ agency: row.agency_id, category })))

  const answers = of('consent').filter(row => row.question === 'sharing' && row.moved_at == null)
  const own = newest(answers.filter(row => row.individual_id == null))
  if (!holds(own) || own.answer !== 'yes') return lawfully
  const names = (consent: Row, pair: SharedRow): boolean =>
    (data.consent_share ?? []).some(
      s => s.consent_id === consent.id && s.agency_id === pair.agency && s.category === pair.category,
    )
  const parents = of('relevant_individual')
    .filter(i => i.kind !== 'network member' && i.responsibility === 'yes')
    .map(i => newest(answers.filter(row => row.individual_id === i.id)))
    .filter(holds)
  const ageAt = (day: string) => (y.born_on == null ? undefined : ageOn(String(y.born_on), day))
  const alone = (age = 0): boolean =>
    own.competence === 'understands' || (age >= 16 && own.competence !== 'does not understand')
  const [age, then] = [ageAt(today()), ageAt(String(own.asked_on))]
  const grownUp = age !== undefined && age >= 18
  // A yes of before 18 that rested on somebody else's is none of a grown-up.
  if (grownUp && !(alone(then) || (then ?? 0) >= 18)) return lawfully
  const decidesAlone = grownUp || alone(age)
  const agreed = (pair: SharedRow): boolean => {
    if (decidesAlone) return true
    if (own.competence === 'not judged') return false
    const saysYes = parents.some(row => row.answer === 'yes' && names(row, pair))
    const saysNo = parents.some(
      row => row.answer === 'no' || row.answer === 'withdrawn' || (row.answer === 'yes' && !names(row, pair)),
    )
    return saysYes && !saysNo
  }
  const named = (data.consent_share ?? [])
    .filter(s => s.consent_id === own.id)
    .map(s => ({ agency: s.agency_id, category: String(s.category) }))
  return [...lawfully, ...named.filter(agreed)]
}
