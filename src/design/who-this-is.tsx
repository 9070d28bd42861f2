import type { ComponentChildren, VNode } from 'preact'
import { useContext } from 'preact/hooks'
import { Details, Tag } from './content.tsx'
import { momentInWords } from './formats.ts'
import { FrameContext } from './frame.ts'

export interface YoungPersonShown {
  readonly knownAs: string
  /** Left out for those who may not know it. */
  readonly surname?: string | undefined
  readonly reference: string
  /** In whole years; left out where it is not known. */
  readonly age?: number | undefined
  /** What stops or changes everything else, for example "Missing now". */
  readonly status?: string | undefined
  readonly href: string
}

export interface WhoThisIsProps {
  readonly youngPerson: YoungPersonShown
  /** Why the person signed in can see this child; the frame's where left out. */
  readonly because?: string | readonly string[]
}

/** On top of every page about a child: who it is, and why you can see this. */
export const WhoThisIs = ({ youngPerson, because }: WhoThisIsProps): VNode => {
  const frame = useContext(FrameContext)
  const given = because ?? frame?.because ?? []
  const reasons = typeof given === 'string' ? [given] : given
  return (
    <section class="app-who" aria-label="Who this is">
      <p class="app-who__line">
        <a class="govuk-link app-who__name" href={youngPerson.href}>
          {[youngPerson.knownAs, youngPerson.surname].filter(Boolean).join(' ')}
        </a>
        {youngPerson.age !== undefined && <span>Age {youngPerson.age}</span>}
        <span>{youngPerson.reference}</span>
        {youngPerson.status && <Tag colour="red">{youngPerson.status}</Tag>}
      </p>
      {frame?.madeAt && <p class="app-print-only">As it stood on {momentInWords(frame.madeAt)}</p>}
      {reasons.length > 0 && (
        <Details summary="Why you can see this">
          {reasons.length === 1 ? (
            <p class="govuk-body">{reasons[0]}</p>
          ) : (
            <ul class="govuk-list govuk-list--bullet">
              {reasons.map(reason => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
          )}
        </Details>
      )}
    </section>
  )
}

/** Stands where something is that this person may not see, so that numbers add up (design: restricted is visible). */
export const Restricted = (): VNode => <span class="app-restricted">Restricted</span>

/** A row of a Table: the reference, and every other cell restricted. */
export const restrictedRow = (reference: string, columns: number): readonly ComponentChildren[] => [
  reference,
  ...Array.from({ length: columns - 1 }, (_, i) => <Restricted key={i} />),
]
