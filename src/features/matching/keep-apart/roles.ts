/** A worker as a form offers them. */
export interface NamedWorker {
  readonly id: string
  readonly name: string
  /** Their service, and of a partner area its name. */
  readonly worksFor: string
}

/** What somebody named in words is to a young person from whom they are kept apart. */
export const namedRoles = {
  'family or network': 'Somebody of the family or the network',
  'poses a risk': 'A person who poses a risk by exploitation',
  'somebody else': 'Somebody else',
} as const
export type NamedRole = keyof typeof namedRoles

/** What anybody is who is kept apart from a young person. */
export const keptApartRoles = { 'young person': 'A young person', worker: 'A worker', ...namedRoles } as const
export type KeptApartRole = keyof typeof keptApartRoles
