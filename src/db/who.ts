/** Who is asking, as the database worked it out from the session token. */
export interface Who {
  readonly session: string
  readonly person: {
    readonly id: string
    readonly name: string
    readonly title: string
    readonly kind: 'professional' | 'trusted-relationships'
  }
  /** What the roles of this person might allow; the route lock. A child still needs a relation, which the policies ask for. */
  readonly acts: ReadonlySet<string>
  readonly roles: readonly Membership[]
  readonly authenticatedAt: Date
  /** After so long untouched the screen locks. */
  readonly idleSeconds: number
  readonly meetingUntil: Date | undefined
  /** The meeting whose agenda this screen stays open for, and the young people it is about. */
  readonly meeting: { readonly id: string; readonly youngPeople: readonly string[] } | undefined
  /** Filling in together: the one young person this screen stays open for, and until when at most. */
  readonly together: { readonly match: string; readonly youngPerson: string; readonly until: Date } | undefined
  /** By what their roles sign in; a passkey for volunteers and relief workers, whose telephone says nothing to a stranger. */
  readonly wayIn: 'work account' | 'passkey' | undefined
  /** Whether a passkey opened this very session. */
  readonly byPasskey: boolean
}

export interface Membership {
  readonly role: string
  readonly area: string
  readonly agency: string | null
  readonly team: string | null
  readonly service: string | null
  /** What this role may do in its area, whomever it is about. */
  readonly acts: readonly string[]
}

export type Entered =
  | { readonly state: 'none' | 'ended' }
  /** `person`: the id of whoever's screen is locked. */
  | { readonly state: 'locked'; readonly person: string }
  | { readonly state: 'open'; readonly who: Who; readonly now: Date }

/** Reads what `app.enter` answers. */
export function entered(raw: unknown): Entered {
  const e = raw as {
    state: 'none' | 'ended' | 'locked' | 'open'
    session: string
    person: Who['person']
    acts: string[]
    roles: Membership[]
    authenticatedAt: string
    idleSeconds: number
    meetingUntil: string | null
    meetingId: string | null
    meetingPeople: string[] | null
    together: { match: string; youngPerson: string; until: string } | null
    wayIn: 'work account' | 'passkey' | null
    byPasskey: boolean
    now: string
  }
  if (e.state === 'locked') return { state: e.state, person: e.person.id }
  if (e.state !== 'open') return { state: e.state }
  return {
    state: 'open',
    now: new Date(e.now),
    who: {
      session: e.session,
      person: e.person,
      acts: new Set(e.acts),
      roles: e.roles,
      authenticatedAt: new Date(e.authenticatedAt),
      idleSeconds: e.idleSeconds,
      meetingUntil: e.meetingUntil ? new Date(e.meetingUntil) : undefined,
      meeting: e.meetingId ? { id: e.meetingId, youngPeople: e.meetingPeople ?? [] } : undefined,
      together: e.together ? { ...e.together, until: new Date(e.together.until) } : undefined,
      wayIn: e.wayIn ?? undefined,
      byPasskey: e.byPasskey,
    },
  }
}
