import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome } from '../../../platform/outcome.ts'
import { type CircleAnswer, circles, wordsToKeep } from './trusted-adult.ts'

/** What they said about each circle, and when. */
export interface Conversation {
  readonly family: CircleAnswer
  readonly familyWords?: string | undefined
  readonly community: CircleAnswer
  readonly communityWords?: string | undefined
  readonly professional: CircleAnswer
  readonly professionalWords?: string | undefined
  readonly askedOn: string
}

/** R6: keeps all three answers of one conversation. Earlier ones stay: how they change is the outcome. */
export async function recordTrustedAdults(
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string },
  value: Conversation,
): Promise<Outcome> {
  const words = { family: value.familyWords, community: value.communityWords, professional: value.professionalWords }
  await tx
    .insertInto('trusted_adult')
    .values(
      circles.map(({ key }) => ({
        area_id: of.areaId,
        young_person_id: of.youngPerson,
        circle: key,
        answer: value[key],
        words: wordsToKeep(value[key], words[key]),
        asked_on: value.askedOn,
        recorded_by: tx.who.person.id,
      })),
    )
    .execute()
  await audit(tx, 'trusted adults recorded', {
    youngPerson: of.youngPerson,
    detail: { family: value.family, community: value.community, professional: value.professional },
  })
  return done()
}
