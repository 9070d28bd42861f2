import type { VNode } from 'preact'
import type { ReadTx, WriteTx } from '../db/scope.ts'
import type { Who } from '../db/who.ts'
import type { Outcome } from '../platform/outcome.ts'
import type { Entered, Fields, Filled, Form, Values } from './form.ts'
import type { Params, Path } from './path.ts'

// A route says everything a reviewer asks: where, who may, what is written down, what is shown, what is done.
// The kit (kit.ts) runs it; nothing here touches HTTP.

/** As much of an area as the kit needs; a feature looks the rest up (features/areas). */
export interface AreaRef {
  readonly id: string
  readonly key: string
  readonly name: string
}

/** `'anyone'`: no sign-in needed. `'signed in'`: any open session. Otherwise an act of docs/access-matrix.md. */
export type May = string

export interface Asked<P extends string, Tx> {
  readonly tx: Tx
  readonly key: Params<P>
  /** The area in the address; throws (as not found, before this runs) where there is none of that name. */
  readonly area: AreaRef
  readonly query: Readonly<Record<string, string>>
  readonly who: Who
  /** What they may do here: about the young person of the address, or in its area. */
  readonly acts: ReadonlySet<string>
  /** The database's clock at the start of the transaction. */
  readonly now: Date
}

/** Young people named on a page, for the audit: every one of them is written down before the page goes out. */
type About<View> = (view: View) => readonly (string | null | undefined)[]

interface Reads<P extends string, View> {
  readonly may: May
  /** Collects what the page shows; null is the same 404 as an id that never existed. */
  readonly shows: (asked: Asked<P, ReadTx>) => Promise<View | null>
  readonly about: About<View>
  readonly record?: (view: View) => string | undefined
}

export interface Show<P extends string, View> extends Reads<P, View> {
  readonly audit: string
  /**
   * What takes long and asks nothing of the database: done once it is written down who is seen, when no connection is held,
   * and somewhere else than in the server's own thread.
   */
  readonly works?: (view: View) => Promise<View>
  readonly page: (view: View) => VNode
}

/** What is taken away: never kept by a browser, never shown in it. */
export interface Attachment {
  readonly bytes: Buffer
  readonly type: string
  /** Says no person's name. */
  readonly fileName: string
}

/** A file of what a page shows: collected and written down like one, then sent. */
export interface File<P extends string, View> extends Reads<P, View> {
  readonly audit: string
  readonly file: (view: View) => Promise<Attachment>
}

interface Acts<P extends string, F extends Fields, Why extends string, T> {
  /** Needs the person to have proved who they are within this many minutes (step-up). */
  readonly fresh?: number
  /** Nothing is saved that the next page should say is: a search, a locked screen. */
  readonly quiet?: true
  readonly act: (
    asked: Asked<P, WriteTx> & { readonly value: Values<F>; readonly version: number; readonly button: string },
  ) => Promise<Outcome<Why, T>>
  /**
   * What is looked for because of it: in a transaction of its own, once what was done stands. Nobody has the answer and
   * takes back that they asked. False where nothing came of it that the next page should say is saved.
   */
  readonly afterwards?: (asked: Asked<P, WriteTx> & { readonly value: Values<F>; readonly done: T }) => Promise<unknown>
  readonly next: (done: { readonly key: Params<P>; readonly value: T; readonly button: string }) => string
  /** What to say for each reason of the domain; a text on its own stands at the top, one with a field beside it. */
  readonly refusals: Readonly<Record<Why, string | { readonly field: keyof F & string; readonly text: string }>>
  /** Constraints of the database that speak for a rule: name of the constraint to reason. */
  readonly constraints?: Readonly<Record<string, Why>>
}

/** A page with a form: GET shows, POST acts. A bad post is a 422 with the same page and what was typed. */
export interface Ask<P extends string, View, F extends Fields, Why extends string, T>
  extends Reads<P, View>,
    Acts<P, F, Why, T> {
  /** `refused`: what is written down instead of the look where a refusal tells something by itself, so that asking often is seen. */
  readonly audit: {
    readonly read: string
    readonly done: string
    readonly refused?: Readonly<Partial<Record<Why, string>>>
  }
  /** The form; may depend on what the page shows (options from the area, say). */
  readonly form: Form<F> | ((view: View) => Form<F>)
  /** What stands in the fields at first. */
  readonly start?: (view: View) => Entered
  readonly page: (view: View, filled: Filled<F>) => VNode
  /** The version of what is edited, so that a stale save is noticed. */
  readonly version?: (view: View) => number
  /** Its form holds a question that is answered by a file (form.ts, `upload`). */
  readonly takesFiles?: true
  /** Name under which what is typed is saved while it is typed. Every page with long answers has one. */
  readonly draft?: string
}

/**
 * A search whose words are personal: posted, so that they stand in no address and no history, but only shown, never
 * acted on. Like a page it reads in a read-only transaction, and writes down whom it showed.
 */
export interface Look<P extends string, View, F extends Fields> {
  readonly may: May
  readonly audit: string
  readonly form: Form<F>
  /** `value` is undefined where the form is not well. */
  readonly shows: (asked: Asked<P, ReadTx> & { readonly value: Values<F> | undefined }) => Promise<View | null>
  readonly about: About<View>
  readonly page: (view: View, filled: Filled<F>) => VNode
  /** Where the search stands as a page, for whoever arrives without having searched. */
  readonly back: (key: Params<P>) => string
}

/** A button: POST only. */
export interface Press<P extends string, F extends Fields, Why extends string, T> extends Acts<P, F, Why, T> {
  readonly may: May
  readonly audit: string
  readonly form: Form<F>
  /** Ends this browser's session: afterwards nothing of ours stays in it. */
  readonly leaves?: true
  /** Where the button stood, for the way back from a refusal. */
  readonly back: (key: Params<P>) => string
}

export type Route = {
  readonly method: 'GET' | 'POST'
  readonly pattern: string
  readonly may: May
  readonly audit: string
  /** Open in meeting mode; set from the feature (kit.ts). */
  readonly inMeetings?: boolean
  /** Open while a young person and a worker fill something in together; set from the feature (kit.ts). */
  readonly together?: boolean
} & (
  | { readonly kind: 'show'; readonly spec: Show<string, unknown> }
  | { readonly kind: 'file'; readonly spec: File<string, unknown> }
  | { readonly kind: 'ask'; readonly spec: Ask<string, unknown, Fields, string, unknown> }
  | { readonly kind: 'press'; readonly spec: Press<string, Fields, string, unknown> }
  | { readonly kind: 'look'; readonly spec: Look<string, unknown, Fields> }
)

// The kit treats every route alike, so their types are forgotten here, once.
const forget = <T>(spec: unknown): T => spec as T

export const show = <const P extends string, View>(at: Path<P>, spec: Show<P, View>): readonly Route[] => [
  { kind: 'show', method: 'GET', pattern: at.pattern, may: spec.may, audit: spec.audit, spec: forget(spec) },
]

export const file = <const P extends string, View>(at: Path<P>, spec: File<P, View>): readonly Route[] => [
  { kind: 'file', method: 'GET', pattern: at.pattern, may: spec.may, audit: spec.audit, spec: forget(spec) },
]

export const ask = <const P extends string, View, F extends Fields, const Why extends string = never, T = undefined>(
  at: Path<P>,
  spec: Ask<P, View, F, Why, T>,
): readonly Route[] => [
  { kind: 'ask', method: 'GET', pattern: at.pattern, may: spec.may, audit: spec.audit.read, spec: forget(spec) },
  { kind: 'ask', method: 'POST', pattern: at.pattern, may: spec.may, audit: spec.audit.done, spec: forget(spec) },
]

export const press = <const P extends string, F extends Fields, const Why extends string = never, T = undefined>(
  at: Path<P>,
  spec: Press<P, F, Why, T>,
): readonly Route[] => [
  { kind: 'press', method: 'POST', pattern: at.pattern, may: spec.may, audit: spec.audit, spec: forget(spec) },
]

export const look = <const P extends string, View, F extends Fields>(
  at: Path<P>,
  spec: Look<P, View, F>,
): readonly Route[] => [
  { kind: 'look', method: 'POST', pattern: at.pattern, may: spec.may, audit: spec.audit, spec: forget(spec) },
]
