import type { ReadTx } from '../../db/scope.ts'
import { factsOf, holderOf } from './discussion-queries.ts'
import type { CorePaper, OpenPaper, PaperLine } from './papers.ts'
import { holds } from './risk-fact.ts'

/**
 * The record of a child as it is now, in the words of the papers; read with the rights of whoever freezes it.
 * Null where there is no such child to be seen.
 */
export async function recordNow(
  tx: ReadTx,
  areaId: string,
  youngPerson: string,
): Promise<{ open: OpenPaper; core: CorePaper } | null> {
  const [child, holder, facts] = await Promise.all([
    tx
      .selectFrom('young_person')
      .select([
        'given_names as givenNames',
        'surname',
        'known_as as knownAs',
        'born_on as bornOn',
        'born_on_estimated as estimated',
        'pronouns',
        'language',
        'interpreter',
        'reference',
        'status',
      ])
      .where('area_id', '=', areaId)
      .where('id', '=', youngPerson)
      .executeTakeFirst(),
    holderOf(tx, areaId, youngPerson),
    factsOf(tx, areaId, youngPerson),
  ])
  if (!child) return null
  const line = (ask: string, says: string | null | undefined): PaperLine[] => (says ? [{ ask, says }] : [])
  return {
    open: {
      youngPerson: [
        ...line('Name', `${child.givenNames} ${child.surname}`),
        ...line('Known as', child.knownAs),
        ...line('Born on', child.bornOn ? `${child.bornOn}${child.estimated ? ' (estimated)' : ''}` : 'Not known'),
        ...line('Pronouns', child.pronouns),
        ...line('Language', child.language),
        ...line('Interpreter', child.interpreter),
        ...line('Reference', child.reference),
        ...line('Now', child.status === 'none' ? null : child.status),
      ],
      caseHolder: [
        ...line(
          'Name',
          holder?.name ? `${holder.name}, ${holder.title ?? ''}` : 'Nobody by name: the team holds the case',
        ),
        ...line('Team', holder ? `${holder.teamName}, ${holder.agency}` : null),
      ],
      words: [],
      assessment: null,
      notKnown: [],
    },
    core: {
      proposed: [],
      found: facts
        .filter(holds)
        .map(f => ({ kind: f.kind, certainty: f.certainty, timing: f.timing, says: f.evidence, reviewOn: f.reviewOn })),
    },
  }
}
