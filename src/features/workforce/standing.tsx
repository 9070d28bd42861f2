import { shortDay } from '../../design/formats.ts'
import { Tag } from '../../design/index.ts'
import type { RequirementStanding, Standing } from './worker.ts'

const words: Readonly<Record<Standing, string>> = {
  holds: 'In date',
  'runs out soon': 'Runs out soon',
  'ran out': 'Has run out',
  missing: 'Not there yet',
}
const colours = { holds: 'green', 'runs out soon': 'yellow', 'ran out': 'red', missing: 'red' } as const

/** How somebody stands with one thing their service asks for, in words and a colour. */
export const StandingTag = ({ of }: { of: RequirementStanding }) =>
  of.standing === 'missing' && of.requirement.beforeMatch === 'should' ? (
    <Tag colour="grey">Not there yet</Tag>
  ) : (
    <Tag colour={colours[of.standing]}>{words[of.standing]}</Tag>
  )

/** Until when it counts. */
export const untilWhen = ({ met }: RequirementStanding): string =>
  met ? (met.expiresOn ? shortDay(met.expiresOn) : 'Does not run out') : ''
