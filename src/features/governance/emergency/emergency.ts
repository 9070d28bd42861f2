import { type Answer, no, yes } from '../../../platform/outcome.ts'

/** The emergencies in which a record may be opened without a relation (access, "Emergency access"). */
export const emergencies = {
  'missing now': 'The young person is missing now',
  'immediate danger': 'Somebody is in danger now',
  'court or police request': 'A court or the police ask for it',
  cover: 'Nobody who holds the case can be reached',
} as const
export type Emergency = keyof typeof emergencies

/** Somebody else looks at it afterwards: nobody reviews their own. */
export const mayReview = (
  access: { person: string; reviewedAt: Date | null },
  reviewer: string,
): Answer<'own' | 'already reviewed'> =>
  access.person === reviewer ? no('own') : access.reviewedAt ? no('already reviewed') : yes

/** Most of what was opened that a review shows. */
export const mostOpened = 200
