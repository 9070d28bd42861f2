import type { ReadTx } from '../../db/scope.ts'
import { type Day, dayOf } from '../../platform/working-days.ts'
import { codeLists, codeName } from '../areas/index.ts'
import {
  judgementKey,
  latestCompletedAssessment,
  peopleKey,
  type Shown,
  shownSections,
  type WholeAssessment,
  whatWeDontKnowYet,
} from '../assessments/index.ts'
import { holderOf } from './discussion-queries.ts'
import { factsOf, proposedFacts } from './fact-queries.ts'
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
  const [child, holder, facts, proposed, whole] = await Promise.all([
    tx
      .selectFrom('young_person')
      .select([
        'given_names as givenNames',
        'surname',
        'known_as as knownAs',
        'born_on as bornOn',
        'born_on_estimated as estimated',
        'born_on_source as source',
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
    proposedFacts(tx, areaId, youngPerson),
    latestCompletedAssessment(tx, areaId, youngPerson),
  ])
  if (!child) return null
  const line = (ask: string, says: string | null | undefined): PaperLine[] => (says ? [{ ask, says }] : [])
  return {
    open: {
      youngPerson: [
        ...line('Name', `${child.givenNames} ${child.surname}`),
        ...line('Known as', child.knownAs),
        ...line(
          'Born on',
          child.bornOn
            ? `${inWords(child.bornOn)}${child.estimated ? ` (an estimate: ${child.source ?? ''})` : ''}`
            : 'Not known',
        ),
        ...line('Pronouns', child.pronouns),
        ...line('Language', codeName(codeLists(), 'language', child.language)),
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
      ...assessed(whole),
    },
    core: {
      proposed: proposed.map(p => ({
        kind: p.kind,
        certainty: p.certainty,
        timing: p.timing,
        says: `${p.says}\n\n${p.evidence}`,
      })),
      notKnown: unknown(whole)
        .filter(u => u.section === peopleKey)
        .map(u => u.says),
      found: facts
        .filter(holds)
        .map(f => ({ kind: f.kind, certainty: f.certainty, timing: f.timing, says: f.evidence, reviewOn: f.reviewOn })),
    },
  }
}

const unknown = (whole: WholeAssessment | null) =>
  whole ? whatWeDontKnowYet(whole.answers, whole.assessment.form) : []

const days = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const inWords = (day: Day): string => days.format(new Date(`${day}T00:00:00Z`))

/** What the newest completed assessment says, as it goes on paper: the child's own words apart and first. */
function assessed(whole: WholeAssessment | null): Pick<OpenPaper, 'words' | 'assessment' | 'notKnown'> {
  if (!whole?.assessment.completedAt) return { words: [], assessment: null, notKnown: [] }
  const { form, level, levelReason, completedAt } = whole.assessment
  // People who pose a risk stand in the part for core agencies; the level in lines of its own.
  const sections = shownSections(whole.answers, form, inWords).filter(
    section => section.key !== peopleKey && section.key !== judgementKey,
  )
  return {
    words: sections
      .filter(section => section.key === form.voice.key)
      .flatMap(section => section.items)
      .filter(item => item.words !== '')
      .map(item => ({ about: item.says, says: item.words })),
    assessment: {
      completedOn: dayOf(completedAt),
      level: form.judgement.levels.find(each => each.key === level)?.name ?? '',
      levelReason: levelReason ?? '',
      sections: sections
        .filter(section => section.key !== form.voice.key)
        .map(section => ({
          key: section.key,
          heading: section.name,
          lines: section.items.filter(item => item.known).map(asLine),
        }))
        .filter(section => section.lines.length > 0),
    },
    notKnown: unknown(whole)
      .filter(u => u.section !== peopleKey)
      .map(u => `${u.sectionName}: ${u.says}`),
  }
}

const asLine = (item: Shown): PaperLine => ({
  ask: item.says,
  says: [item.answer, item.words, item.facts.join(', ')].filter(text => text !== '').join('\n'),
})
