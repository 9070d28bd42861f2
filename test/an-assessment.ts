import { loadCodeLists } from '../src/features/areas/index.ts'
import { loadForms } from '../src/features/assessments/form-definition-files.ts'
import {
  type Answers,
  answersOf,
  answersSchema,
  assessmentSections,
  suggestedLevel,
} from '../src/features/assessments/index.ts'
import type { MadePerson, MadeYoungPerson, World } from './world.ts'

// Risk assessments for tests, arranged as the superuser. The answers are whole unless a test takes some away.

const { form, hash } = loadForms('config', loadCodeLists('config')).riskAssessment.current

/** Answers in which nothing is missing: little is known, and every question that needs words has some. */
export const wholeAnswers = (more: Partial<Answers> = {}): Answers =>
  answersSchema.parse({
    indicators: {
      'missing-unknown': {
        level: 'moderate',
        evidence: 'Three nights in May',
        evidenceOn: '2026-05-20',
        source: 'parent-or-carer',
      },
      'peers-older': { level: 'none' },
    },
    people: { 'serious-assault': { answer: 'nobody-known-of' } },
    questions: {
      'own-actions-standing': 'none-known',
      'voice-how': 'spoken',
      'voice-words': 'I just want people to stop asking',
      'help-young-person': 'Somewhere to go after school',
      'help-professionals': 'One adult who stays',
      'help-now': 'A worker rings every day',
    },
    judgement: { level: 'moderate', reason: 'Clear signs that come back' },
    ...more,
  })

/** A draft with these answers, as its writer would have saved it. Answers its id. */
export async function aDraft(
  world: World,
  child: MadeYoungPerson,
  by: MadePerson,
  answers: Answers = wholeAnswers(),
  previous: string | null = null,
): Promise<string> {
  const { id } = await world.one<{ id: string }>(
    `insert into assessment (area_id, young_person_id, previous_id, form_key, form_version, form_hash, started_by)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [child.areaId, child.id, previous, form.key, form.version, hash, by.id],
  )
  for (const section of assessmentSections(form)) {
    await world.db.query(
      `insert into assessment_section (area_id, assessment_id, young_person_id, section_key, answers, saved_by) values ($1, $2, $3, $4, $5, $6)`,
      [child.areaId, id, child.id, section.key, JSON.stringify(answersOf(section, answers, form)), by.id],
    )
  }
  return id
}

/** A completed assessment in which nothing is known: quicker where what it says is not the matter. Answers its id. */
export async function aBareAssessment(world: World, child: MadeYoungPerson, by: MadePerson): Promise<string> {
  const { id } = await world.one<{ id: string }>(
    `insert into assessment (area_id, young_person_id, form_key, form_version, form_hash, started_by, level, level_reason, suggested, completed_at, completed_by)
     values ($1, $2, $3, $4, $5, $6, 'moderate', 'Signs', '{"level": null, "steps": []}', now(), $6) returning id`,
    [child.areaId, child.id, form.key, form.version, hash, by.id],
  )
  return id
}

/** A completed assessment, with the people who pose a risk where the forum finds them. Answers its id. */
export async function aCompletedAssessment(
  world: World,
  child: MadeYoungPerson,
  by: MadePerson,
  answers: Answers = wholeAnswers(),
  previous: string | null = null,
): Promise<string> {
  const id = await aDraft(world, child, by, answers, previous)
  await world.db.query(
    `update assessment set level = $3, level_reason = $4, suggested = $5, completed_at = now(), completed_by = $6 where area_id = $1 and id = $2`,
    [
      child.areaId,
      id,
      answers.judgement.level,
      answers.judgement.reason,
      JSON.stringify(suggestedLevel(answers, form)),
      by.id,
    ],
  )
  for (const [kind, people] of Object.entries(answers.people)) {
    for (const one of people?.answer === 'yes' ? people.entries : []) {
      await world.db.query(
        `insert into person_who_poses_risk (area_id, young_person_id, assessment_id, kind, certainty, timing, description, evidence, evidence_on, source, proposed_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
        [
          child.areaId,
          child.id,
          id,
          kind,
          one.certainty,
          one.time,
          one.who,
          one.evidence,
          one.evidenceOn,
          one.source,
          by.id,
        ],
      )
    }
  }
  return id
}
