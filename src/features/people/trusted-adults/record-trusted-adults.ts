import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, type Outcome } from '../../../platform/outcome.ts'
import type { Values } from '../../../web/form.ts'
import { circles } from './trusted-adult.ts'
import type { trustedAdultsForm } from './trusted-adults.form.ts'

/** R6: keeps all three answers of one conversation. Earlier ones stay: how they change is the outcome. */
export async function recordTrustedAdults(
  tx: WriteTx,
  of: { readonly areaId: string; readonly youngPerson: string },
  value: Values<ReturnType<typeof trustedAdultsForm>['fields']>,
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
        words: words[key] ?? null,
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
