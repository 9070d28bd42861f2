import { audit } from '../../../db/audit.ts'
import type { WriteTx } from '../../../db/scope.ts'
import { done, notFound, type Outcome, refused } from '../../../platform/outcome.ts'
import type { Area } from '../../areas/index.ts'
import { tell } from '../../tasks/index.ts'
import { declarable, declarableNow } from '../panel.ts'
import { beforePanel } from '../panel-queries.ts'
import type { NominationKey } from '../queries.ts'
import { lockNomination } from './lock.ts'
import { considerationOf } from './pass-on.ts'

/** What was written down about one member of the panel. */
export interface Declared {
  readonly person: string
  readonly here: boolean
  readonly conflict: boolean
  readonly note: string | undefined
}

/** Writes down who considers a nomination, or its strands later, and who has a conflict of interest. Only what changed is written. */
export async function declarePanel(
  tx: WriteTx,
  area: Pick<Area, 'key'>,
  key: NominationKey,
  declared: readonly Declared[],
): Promise<Outcome<'already decided' | 'not before the panel' | 'only they can take it back'>> {
  const found = await lockNomination(tx, key)
  if (!found) return notFound()
  const open = declarableNow(found)
  if (!open.ok) return refused(open.why)
  const { members } = await beforePanel(tx, key)
  const changes = declared.filter(one => {
    const before = members.find(member => member.person === one.person)
    return (
      before &&
      (before.here !== one.here || before.conflict !== one.conflict || (before.note ?? undefined) !== one.note)
    )
  })
  for (const one of changes) {
    const before = members.find(member => member.person === one.person)
    const answer = declarable(tx.who.person.id, one, before?.conflict === true)
    if (!answer.ok) return refused(answer.why)
    await tx
      .insertInto('panel_declaration')
      .values({
        area_id: key.areaId,
        nomination_id: key.nomination,
        young_person_id: key.youngPerson,
        person_id: one.person,
        here: one.here,
        conflict: one.conflict,
        note: one.note ?? null,
        recorded_by: tx.who.person.id,
      })
      .execute()
    // Whom somebody else names is told, once.
    if (one.here && !one.conflict && before?.here !== true && one.person !== tx.who.person.id)
      await tell(tx, {
        area: key.areaId,
        youngPerson: key.youngPerson,
        kind: 'panel member named',
        to: { person: one.person },
        urgency: 'today',
        path: considerationOf(area, key),
      })
  }
  await audit(tx, 'panel declared', {
    youngPerson: key.youngPerson,
    record: key.nomination,
    detail: { people: changes.map(one => one.person) },
  })
  return done()
}
