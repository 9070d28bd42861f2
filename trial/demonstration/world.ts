import { sql } from 'kysely'
import type { Area } from '../../src/features/areas/index.ts'
import type { Forms } from '../../src/features/assessments/form-definition-files.ts'
import type { NewsKind, TaskKind } from '../../src/features/tasks/index.ts'
import type { Day } from '../../src/platform/working-days.ts'
import { type Book, openBook } from './book.ts'
import type { Calendar } from './calendar.ts'
import type { Traits } from './plots.ts'
import type { Places, Professional } from './professionals.ts'
import type { Chance } from './random.ts'
import type { Timeline } from './timeline.ts'

/** Everything the tellers of the story share. */
export interface World {
  readonly cal: Calendar
  readonly random: Chance
  readonly book: Book
  /** What the audit and the desks get: written last, in the order in which it happened. */
  readonly desks: Book
  readonly places: Places
  readonly cast: readonly Professional[]
  readonly forms: Forms
  readonly rules: (area: string) => Area
  readonly happened: Happened[]
}

/** A young person of the story. */
export interface Child {
  readonly id: string
  readonly number: number
  readonly area: string
  readonly areaId: string
  readonly rules: Area
  readonly traits: Traits
  readonly days: Timeline
  readonly givenNames: string
  readonly surname: string
  readonly bornOn: Day | null
  readonly reference: string
  /** Who works with them; the case may since have passed to a team. */
  readonly holder: Professional
  readonly episode: string
  /** At whose desk what is asked about them lies now. */
  readonly desk: string
}

/** One line of the audit. */
export interface Happened {
  readonly at: Date
  readonly by: string
  readonly act: string
  readonly outcome: 'read' | 'done'
  readonly because: readonly string[]
  readonly child?: Child
  readonly record?: string
}

export const newWorld = (of: Omit<World, 'book' | 'desks' | 'happened'>): World => ({
  ...of,
  book: openBook({ paper: { hash: sql`sha256(convert_to(r.body::text, 'UTF8'))` } }),
  desks: openBook({}),
  happened: [],
})

/** Everybody with a role in an area. */
export const those = (world: World, area: string, role: string): readonly Professional[] =>
  world.cast.filter(one => one.area === area && one.role === role)

/** The one with a role in an area. @throws where there is none: the cast is ours */
export function the(world: World, area: string, role: string): Professional {
  const [one] = those(world, area, role)
  if (!one) throw new Error(`nobody is ${role} in ${area}`)
  return one
}

export const deskOf = (one: Professional): string => `person:${one.id}`
export const roleDesk = (areaId: string, role: string): string => `role:${areaId}:${role}`

/** Whom a task or news is about; nobody in particular where the id is null. */
interface About {
  readonly areaId: string
  readonly id: string | null
}

/** Asks something that is still open. */
export function ask(
  { desks, random }: World,
  child: About,
  task: { kind: TaskKind; desk: string; path: string; at: Date; by: Professional; dueOn?: Day | null; record?: string },
): void {
  desks.insert('task', {
    area_id: child.areaId,
    id: random.idAt(task.at),
    young_person_id: child.id,
    kind: task.kind,
    record_id: task.record ?? null,
    desk: task.desk,
    path: task.path,
    due_on: task.dueOn ?? null,
    asked_at: task.at,
    asked_by: task.by.id,
  })
}

/** Tells people. What is older than three days they have read; what was urgent was written to them. */
export function tell(
  { desks, random, cal }: World,
  child: About,
  news: { kind: NewsKind; to: readonly Professional[]; urgency: 'today' | 'digest'; path: string; at: Date },
): void {
  const old = cal.now.getTime() - news.at.getTime() > 3 * 86_400_000
  for (const id of new Set(news.to.map(one => one.id)))
    desks.insert('notification', {
      id: random.idAt(news.at),
      person_id: id,
      area_id: child.areaId,
      young_person_id: child.id,
      kind: news.kind,
      path: news.path,
      urgency: news.urgency,
      told_at: news.at,
      read_at: old ? new Date(news.at.getTime() + 7_200_000) : null,
      mailed_at: old || news.urgency === 'today' ? new Date(news.at.getTime() + 60_000) : null,
    })
}

/** Writes into the audit what somebody did, or saw. */
export function did(
  world: World,
  at: Date,
  by: Professional,
  act: string,
  of: { child?: Child; record?: string; because?: string; seen?: true } = {},
): void {
  world.happened.push({
    at,
    by: by.id,
    act,
    outcome: of.seen ? 'read' : 'done',
    because: of.child ? [of.because ?? 'case-holder'] : [],
    ...(of.child ? { child: of.child } : {}),
    ...(of.record ? { record: of.record } : {}),
  })
}
