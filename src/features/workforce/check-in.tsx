import { timeInWords } from '../../design/formats.ts'
import type { VisitNow } from './queries.ts'

/** What somebody who is out alone is reminded of, wherever they look. */
export const checkInSays = ({ backBy }: Pick<VisitNow, 'backBy'>, now: Date): string =>
  now < backBy ? `Check in by ${timeInWords(backBy)}` : `Check in now: it was to be by ${timeInWords(backBy)}`
