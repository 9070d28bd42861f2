import type { Model } from './reference-model.ts'
import type { Data, Row } from './rows.ts'
import type { World } from './world-of.ts'

export interface FunctionProbe {
  readonly name: string
  /** Answers keys; `$1` is every young person of the world, `$2` its areas. */
  readonly text: string
  /** What it should answer; or, where it answers less for reasons of its own, what it may answer at most. */
  readonly rule: (model: Model, world: World, data: Data) => readonly string[]
  readonly atMost?: true
}

export const rowsOf = (data: Data, table: string): readonly Row[] => data[table] ?? []
export const each = (world: World, keys: (child: string) => readonly string[]): readonly string[] =>
  world.children.flatMap(child => keys(child).map(key => `${key} ${child}`))
export const ofEach = (call: string, key: string): string =>
  `select ${key} || ' ' || c as key from unnest($1::uuid[]) c, app.${call} x`
export const ofArea = (call: string, key: string): string =>
  `select ${key}::text as key from unnest($2::uuid[]) a, app.${call} x`

/** Whether two are one record by now. */
export const sameRecord = (model: Model, one: unknown, other: unknown): boolean =>
  goesOn(model, one) === goesOn(model, other)

/** The record that goes on, of one that was merged. */
export const goesOn = (model: Model, id: unknown): unknown => model.child(id)?.merged_into ?? id
