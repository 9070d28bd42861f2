import type { NamedRole } from './roles.ts'

// What the routes of a young person and of a worker say alike.

const ahead = 'Give a day that is still to come'
const onlyWho = 'Write only who confirmed it'
export const tooEarly = { 'looked at again too early': { field: 'reviewOn', text: ahead } } as const
export const notLookedAt = {
  'looked at again too early': { field: 'nextOn', text: ahead },
  'only who confirmed it': { field: 'says', text: onlyWho },
} as const
export const notClosed = { 'only who confirmed it': { field: 'reason', text: onlyWho } } as const

/** As it is written down: nobody chosen is nobody. */
export const asSaid = <
  V extends {
    readonly ownPast: 'no' | 'yes'
    readonly worker: string | undefined
    readonly role: NamedRole | undefined
  },
>(
  value: V,
) => ({
  ...value,
  ownPast: value.ownPast === 'yes',
  worker: value.worker || undefined,
  role: value.role || undefined,
})
