import { answersSchema } from '../../src/features/assessments/assessment-answers.ts'
import { clockOf } from '../../src/features/assessments/assessment-clock.ts'
import { complete } from '../../src/features/assessments/assessment-missing.ts'
import { reassessmentDueOn } from '../../src/features/assessments/clock.ts'
import {
  type Answers,
  answersOf,
  assessmentSections,
  suggestedLevel,
  urls,
} from '../../src/features/assessments/index.ts'
import { type Day, dayOf } from '../../src/platform/working-days.ts'
import { assessmentAnswers } from './answers.ts'
import { ask, type Child, did, roleDesk, the, type World } from './world.ts'

/** A risk assessment of the story, as far as it has come. */
export interface Assessment {
  readonly id: string
  readonly answers: Answers
  readonly sections: number
}

/** Records what reached the front door and what was decided (R30). @returns the id of the screening, if there was one */
export function screen(world: World, child: Child): string | undefined {
  const { book, cal, random, forms } = world
  const { screened, assessed } = child.days
  if (!screened) return undefined
  const at = cal.at(screened.on, 9, 30)
  const id = random.idAt(at)
  const duty = the(world, child.area, 'duty')
  const { form, hash } = forms.screening.current
  book.insert('screening', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    form_key: form.key,
    form_version: form.version,
    form_hash: hash,
    answers: {
      questions: {
        'received-on': screened.on,
        'received-from': random.pick(['2A', '1A', '3A', '7']),
        'received-name': 'Mr Pretend, 01632 960 001',
        concerns: random.pick([['county-lines'], ['sexual', 'peer-or-relationship'], ['criminal', 'gang']]),
        'what-worries-us': 'Seen with people a good deal older, away from home at night, and frightened afterwards.',
        outcome: screened.outcome,
        'outcome-reason':
          screened.outcome === 'assess'
            ? 'Several people are worried about the same thing, and nobody has yet asked the young person.'
            : 'One argument at home, talked through with Mum. Nothing else points anywhere.',
        ...(screened.outcome === 'no-assessment' ? { instead: 'Early help rings the family this week.' } : {}),
        'decided-on': screened.on,
        'decided-by': 'Hana Imaginary, out-of-hours social worker',
      },
    },
    received_on: screened.on,
    outcome: screened.outcome,
    decided_on: screened.on,
    recorded_at: at,
    recorded_by: duty.id,
  })
  did(world, at, duty, 'screening recorded', { child, record: id, because: 'duty' })
  if (screened.outcome === 'assess' && !assessed)
    askForAssessment(world, child, at, urls.start({ area: child.area, youngPerson: child.id }))
  return id
}

function askForAssessment(
  world: World,
  child: Child,
  at: Date,
  path: string,
  lastCompletedOn: Day | null = null,
): void {
  const { dueOn } = clockOf({
    rules: child.rules,
    holidays: world.cal.holidays,
    screenedOn: lastCompletedOn ? null : (child.days.screened?.on ?? null),
    lastCompletedOn,
    startedOn: dayOf(at),
    today: world.cal.today,
  })
  ask(world, child, { kind: 'complete an assessment', desk: child.desk, path, at, by: child.holder, dueOn })
}

/** Begins the risk assessment with the form in force, and saves as many of its sections as were written. */
export function begin(world: World, child: Child, screening: string | undefined): Assessment | undefined {
  const { assessed } = child.days
  if (!assessed) return undefined
  return write(world, child, {
    begunOn: assessed.begunOn,
    writtenUpTo: assessed.completedOn,
    screening,
    previous: undefined,
  })
}

/** Begins the next one, after one that was completed. */
export function beginAgain(world: World, child: Child, last: Assessment | undefined): void {
  if (!child.days.again || !last) return
  write(world, child, {
    begunOn: child.days.again.begunOn,
    writtenUpTo: undefined,
    screening: undefined,
    previous: last.id,
  })
}

function write(
  world: World,
  child: Child,
  of: { begunOn: Day; writtenUpTo: Day | undefined; screening: string | undefined; previous: string | undefined },
): Assessment {
  const { book, cal, random, forms } = world
  const { form, hash } = forms.riskAssessment.current
  const at = cal.at(of.begunOn, 10, child.number % 30)
  const id = random.idAt(at)
  const answers = assessmentAnswers(form, random, of.begunOn, {
    upTo: child.traits.level ?? random.pick(['emerging', 'moderate', 'moderate', 'significant']),
    around: child.traits.around ?? [],
    ...(child.traits.notHeardYet ? { notHeardYet: true } : {}),
    ...(child.traits.long ? { long: true } : {}),
  })
  // A draft stands somewhere in the middle: people write it between visits.
  const all = assessmentSections(form)
  const written = of.writtenUpTo ? all : all.slice(0, 3 + random.below(9))
  book.insert('assessment', {
    area_id: child.areaId,
    id,
    young_person_id: child.id,
    episode_id: child.episode,
    screening_id: of.screening ?? null,
    previous_id: of.previous ?? null,
    form_key: form.key,
    form_version: form.version,
    form_hash: hash,
    started_at: at,
    started_by: child.holder.id,
    version: written.length + 1,
  })
  for (const [number, section] of written.entries())
    book.insert('assessment_section', {
      area_id: child.areaId,
      assessment_id: id,
      section_key: section.key,
      young_person_id: child.id,
      answers: answersOf(section, answers, form),
      saved_at: cal.at(of.begunOn, 10, Math.min(59, (child.number % 30) + number + 1)),
      saved_by: child.holder.id,
    })
  did(world, at, child.holder, 'assessment begun', { child, record: id })
  const path = urls.assessment({ area: child.area, youngPerson: child.id, assessment: id })
  if (!of.writtenUpTo) {
    const last = of.previous ? (child.days.assessed?.completedOn ?? null) : null
    askForAssessment(world, child, at, path, last)
  }
  return { id, answers: answersSchema.parse(answers), sections: written.length }
}

/** Completes an assessment by the rules of the real one: nothing missing, a level and a reason, the suggestion beside it. */
export function completeIt(world: World, child: Child, of: Assessment | undefined): void {
  const { book, cal, random, forms } = world
  const { completedOn, sentOn } = child.days.assessed ?? {}
  if (!of || !completedOn) return
  const { form } = forms.riskAssessment.current
  const { level, reason } = of.answers.judgement
  const missing = complete(of.answers, form, completedOn)
  if (missing.length > 0 || !level) throw new Error(`an invented assessment is not complete: ${missing[0]?.says}`)
  const at = cal.at(completedOn, 15)
  const sent = sentOn ? cal.at(sentOn, 16) : null
  book.change('assessment', {
    area_id: child.areaId,
    id: of.id,
    level,
    level_reason: reason,
    suggested: suggestedLevel(of.answers, form),
    completed_at: at,
    completed_by: child.holder.id,
    sent_to_forum_at: sent,
    sent_to_forum_by: sent ? child.holder.id : null,
    version: of.sections + (sent ? 3 : 2),
  })
  proposePeople(world, child, of, at)
  did(world, at, child.holder, 'assessment completed', { child, record: of.id })
  if (sent) did(world, sent, child.holder, 'assessment sent to the forum', { child, record: of.id })
  if (child.number % 2 === 0)
    book.insert('copy_for_record', {
      area_id: child.areaId,
      id: random.idAt(at),
      young_person_id: child.id,
      assessment_id: of.id,
      reference: `${child.reference}-A-${completedOn.replaceAll('-', '')}`,
      filed_at: cal.at(completedOn, 15, 20),
      filed_by: child.holder.id,
    })
  const again = urls.start({ area: child.area, youngPerson: child.id })
  if (!child.days.again)
    ask(world, child, {
      kind: 'review an assessment',
      desk: child.desk,
      path: again,
      at,
      by: child.holder,
      dueOn: reassessmentDueOn(completedOn, child.rules.clocks.review, cal.holidays),
    })
  if (sent && !child.days.discussed)
    ask(world, child, {
      kind: 'put on the agenda',
      desk: roleDesk(child.areaId, 'forum-coordinator'),
      path: `/${child.area}/forum`,
      at: sent,
      by: child.holder,
      record: of.id,
    })
}

/** R60, R77: proposed in the assessment, for the forum to find. */
function proposePeople({ book, random, forms }: World, child: Child, of: Assessment, at: Date): void {
  for (const { key } of forms.riskAssessment.current.form.people.kinds)
    for (const entry of of.answers.people[key]?.entries ?? [])
      book.insert('person_who_poses_risk', {
        area_id: child.areaId,
        id: random.idAt(at),
        young_person_id: child.id,
        assessment_id: of.id,
        kind: key,
        certainty: entry.certainty,
        timing: entry.time,
        description: entry.who,
        evidence: entry.evidence,
        evidence_on: entry.evidenceOn,
        source: entry.source,
        source_other: null,
        proposed_at: at,
        proposed_by: child.holder.id,
      })
}
