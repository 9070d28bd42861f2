import { createContext } from 'preact'

/** What surrounds a page: who looks at it, where they can go, and what a form on it must carry. */
export interface Frame {
  /** Of this answer's content security policy. */
  readonly nonce: string
  /** Token that a form sends back; empty where nobody is signed in. */
  readonly csrf: string
  /** Who the page is drawn for, in a form that only the server reads; forms send it back. */
  readonly by?: string | undefined
  readonly areaName?: string | undefined
  /** Neutral: it stands in the title, where a stranger can read it. */
  readonly serviceName: string
  readonly person?: { readonly name: string; readonly role: string | undefined } | undefined
  readonly nav: readonly { readonly href: string; readonly text: string; readonly current: boolean }[]
  /** Where the record of the young person of this page leads, and which part of it this page belongs to. */
  readonly record?:
    | {
        readonly part?: string | undefined
        readonly items: readonly { readonly href: string; readonly text: string; readonly current: boolean }[]
      }
    | undefined
  /** Where the sign-out button posts to. */
  readonly signOutHref?: string | undefined
  /** The person's own sessions: where they are signed in. */
  readonly sessionsHref?: string | undefined
  readonly kind: 'trial' | 'live'
  /** When the page was made; printed on what is about a young person. */
  readonly madeAt?: Date | undefined
  readonly assets: { readonly css: string; readonly js: string; readonly icon: string }
  /** Why the person can see the child of this page; shown by WhoThisIs. */
  readonly because?: string | readonly string[] | undefined
  /** What every page about this young person says beside its own matter, in few lines. */
  readonly strip?:
    | {
        readonly title: string
        /** The same in a few words, for a telephone. */
        readonly short: string
        readonly lines: readonly string[]
        /** Where all of it stands, for whoever may open that. */
        readonly more?: { readonly href: string; readonly text: string } | undefined
      }
    | undefined
  /** Emergency access to the young person of this page: until when, and where the button that ends it posts to. */
  readonly emergency?: { readonly until: Date; readonly endTo: string; readonly renewAt: string } | undefined
  /** Where the lock button of meeting mode posts to, and the page that locks by itself. */
  readonly lockTo?: string | undefined
  /** When the page locks by itself: so long untouched, and not before the meeting is over. `here` opens it again. */
  readonly locks?:
    | {
        readonly idleSeconds: number
        readonly meetingSeconds: number
        /** Locks then, however much it is used. */
        readonly endsSeconds?: number
        readonly here: string
      }
    | undefined
  /** What was sent from the page before is saved. */
  readonly saved?: boolean | undefined
  /** Meeting mode: the screen stays open for the agenda of one meeting. */
  readonly meeting?: boolean | undefined
  /** Filling in together: the screen stays open for one young person, who may hold it. */
  readonly together?: boolean | undefined
  /** Errors of the form on this page, where the page does not give them itself. */
  readonly errors?: readonly PageError[] | undefined
  /** What every form of this page carries, and what to say before it. */
  readonly form?: FormFrame | undefined
}

export interface PageError {
  readonly text: string
  readonly href: string
}

export interface FormFrame {
  /** Which of several drafts of the same form this is. */
  readonly instance: string
  /** The record as it was shown, so that a stale save is noticed. */
  readonly version?: number | undefined
  /** Name under which what is typed is kept, at the latest when the screen locks. */
  readonly draft?: string | undefined
  /** Whether it is saved while it is typed, too. */
  readonly autosave?: boolean | undefined
  /** Address of the page the draft belongs to. */
  readonly subject?: string | undefined
  readonly youngPerson?: string | undefined
  /** Id of the field to go back to. */
  readonly at?: string | undefined
  /** What is shown was typed earlier and kept. */
  readonly restored?: boolean | undefined
  /** What they wrote and did not send, or sent in vain: shown as it is where the page draws no form any more. */
  readonly typed?: readonly string[] | undefined
  /** Other unfinished drafts of this form. */
  readonly kept?: readonly { readonly href: string; readonly says: string; readonly throwAway: string }[] | undefined
  /** What the record says now, where somebody else changed it first. */
  readonly theirs?: readonly { readonly label: string; readonly says: string }[] | undefined
}

/** The frame of the page being drawn; `FrameContext.Provider` is set once, by whoever draws pages. */
export const FrameContext = createContext<Frame | undefined>(undefined)
