import { ageOn, dayInWords } from '../../design/formats.ts'
import { Alert, WhoThisIs } from '../../design/index.ts'
import { shown, type YoungPersonHeader } from '../people/index.ts'

/** What every page here about a young person knows of them. */
export interface OfYoungPerson {
  readonly areaKey: string
  /** Today in England, yyyy-mm-dd. */
  readonly today: string
  readonly youngPerson: YoungPersonHeader
}

export const nameOf = (y: YoungPersonHeader): string => y.knownAs ?? y.givenNames

/** On top of the page: who it is about, and why you can see this. */
export const Child = ({ areaKey, today, youngPerson: y }: OfYoungPerson) => (
  <WhoThisIs youngPerson={shown(y, areaKey, today)} />
)

/** Under 18 counts on the day of sending (R133): whoever turned 18 since can still be decided about, and the panel must know. */
export const EighteenNow = ({ today, youngPerson: y }: Pick<OfYoungPerson, 'today' | 'youngPerson'>) =>
  y.bornOn && ageOn(y.bornOn, today) >= 18 ? (
    <Alert kind="warning" title={`${nameOf(y)} is 18 now`}>
      <p>
        {nameOf(y)} was born on {dayInWords(y.bornOn)}. Under 18 counts on the day a nomination is sent, so this one can
        still be decided. Ask who supports them as an adult, and say it in your decision.
      </p>
    </Alert>
  ) : null
