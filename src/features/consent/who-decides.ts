import type { Day } from '../../platform/working-days.ts'

// Who decides whether a young person takes part, and what may be shared because of consent (R149, R151). A person judges
// competence, decision by decision; nothing here does. Under 16: a young person who understands this decision makes it
// (Gillick); otherwise somebody with parental responsibility does. From 16 they are presumed able to. Nobody is made to
// take part: a young person's no is a no whoever else says yes. From 18 nobody else's answer counts, and a yes that somebody
// else had to agree with is asked for again.

/** Who was asked, apart from each other (R149). */
export const individuals = {
  'young person': 'The young person',
  'parent or carer': 'A parent or carer',
  council: 'The council, which has parental responsibility',
} as const
export type Individual = keyof typeof individuals

/** What they answered. A no is a record, not an absence. */
export type Given = 'yes' | 'no' | 'withdrawn' | 'not approached'

/** Whether whoever asked saw that the young person understands this decision. */
export type Competence = 'understands' | 'does not understand' | 'not judged'

/** The newest answer of one of them to one question. */
export interface Answered {
  readonly by: Individual
  readonly answer: Given
  /** Of a parent or carer; a council that is asked at all has it. */
  readonly responsibility: 'yes' | 'no' | 'not known'
  /** Of the young person. */
  readonly competence: Competence
  /** Of the young person: their age when they were asked, in whole years; undefined where their date of birth is not known. */
  readonly ageThen: number | undefined
  /** Last day a yes holds, or when somebody not approached is looked at again; null where it holds until they say otherwise. */
  readonly until: Day | null
}

export type Because =
  | 'they said yes'
  | 'somebody with parental responsibility said yes'
  | 'they said no'
  | 'nobody with parental responsibility has said yes'
  | 'those with parental responsibility said no'
  | 'those with parental responsibility differ'
  | 'they were not asked'
  | 'they were not asked since they turned 18'
  | 'it is not safe to ask them'
  | 'nobody judged whether they understand'

export interface Decided {
  readonly yes: boolean
  readonly because: Because
  /** Somebody who does not decide sees it differently: it is kept and shown, and changes nothing. */
  readonly differs: boolean
}

/** The age from which somebody is presumed to understand (Family Law Reform Act 1969, section 8; Mental Capacity Act 2005). */
const presumedFrom = 16
const grownUp = 18

/**
 * Whether the answer to a question is yes today.
 * @param age in whole years today; undefined where the date of birth is not known, which counts as under 16
 * @param newest the newest answer of each who was asked
 */
export function decided(age: number | undefined, newest: readonly Answered[], today: Day): Decided {
  // A yes runs out; a no holds until somebody says otherwise.
  const holding = newest.filter(
    one => one.until === null || one.until >= today || one.answer === 'no' || one.answer === 'withdrawn',
  )
  const own = holding.find(one => one.by === 'young person')
  const others = holding.filter(
    one => one.by !== 'young person' && (one.by === 'council' || one.responsibility === 'yes') && counts(one.answer),
  )
  const saysNo = others.some(one => one.answer !== 'yes')
  const saysYes = others.some(one => one.answer === 'yes')
  const no = (because: Because): Decided => ({ yes: false, because, differs: false })
  const yes = (because: Because, differs: boolean): Decided => ({ yes: true, because, differs })

  if (own === undefined) return no('they were not asked')
  if (own.answer === 'not approached') return no('it is not safe to ask them')
  if (own.answer !== 'yes') return { yes: false, because: 'they said no', differs: saysYes }

  if (age !== undefined && age >= grownUp)
    return wasTheirsAlone(own) ? yes('they said yes', false) : no('they were not asked since they turned 18')
  const presumed = age !== undefined && age >= presumedFrom
  if (own.competence === 'understands' || (presumed && own.competence !== 'does not understand'))
    return yes('they said yes', saysNo)
  if (own.competence === 'not judged') return no('nobody judged whether they understand')
  if (saysYes && saysNo) return { yes: false, because: 'those with parental responsibility differ', differs: true }
  if (saysNo) return no('those with parental responsibility said no')
  return saysYes
    ? yes('somebody with parental responsibility said yes', false)
    : no('nobody with parental responsibility has said yes')
}

/** Whether their own yes stood without anybody else's when they gave it. */
const wasTheirsAlone = ({ ageThen = 0, competence }: Answered): boolean =>
  ageThen >= grownUp ||
  competence === 'understands' ||
  (ageThen >= presumedFrom && competence !== 'does not understand')

const counts = (answer: Given): boolean => answer !== 'not approached'

/** What stands in the way, in words for whoever asks. */
export const becauseInWords: Readonly<Record<Because, string>> = {
  'they said yes': 'They said yes',
  'somebody with parental responsibility said yes': 'They said yes, and so did somebody with parental responsibility',
  'they said no': 'They said no: nobody is made to take part',
  'nobody with parental responsibility has said yes':
    'They said yes, but do not understand this decision on their own yet: somebody with parental responsibility is to be asked',
  'those with parental responsibility said no':
    'They said yes, but do not understand this decision on their own yet, and those with parental responsibility said no',
  'those with parental responsibility differ':
    'They said yes, but do not understand this decision on their own yet, and those with parental responsibility differ',
  'they were not asked': 'They have not been asked, or the answer has run out',
  'they were not asked since they turned 18':
    'They are 18 or older, and have to be asked again: the yes of before rested on somebody else’s',
  'it is not safe to ask them': 'It would not be safe to ask them now',
  'nobody judged whether they understand': 'They said yes: write down whether they understand this decision',
}
