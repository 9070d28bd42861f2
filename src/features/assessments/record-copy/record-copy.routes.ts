import type { ReadTx } from '../../../db/scope.ts'
import { dayInWords, fileSafe, momentInWords } from '../../../design/formats.ts'
import { pdf } from '../../../design/pdf.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { choices, form } from '../../../web/form.ts'
import { type AreaRef, ask, file, type Route } from '../../../web/route.ts'
import { type YoungPersonHeader, youngPersonHeader } from '../../people/index.ts'
import { whatWeDontKnowYet } from '../assessment-missing.ts'
import { peopleKey } from '../assessment-sections.ts'
import { fileCopy } from '../commands/file-copy.ts'
import { assessmentWithPrevious, copiesFiled, type WholeAssessment } from '../queries.ts'
import { shownSections } from '../shown.ts'
import { urls } from '../urls.ts'
import { RecordCopyPage, type RecordCopyView } from './record-copy.page.tsx'
import { type Copied, copyBlocks, copyReference, copyText } from './record-copy.ts'

const filedForm = form({
  filed: choices({
    ask: 'Is it in the main record?',
    options: { yes: 'I have put this copy into the main record' },
    missing: 'Tick the box when you have put it into the main record',
  }),
})

/** The copy as a file, named by its reference alone. */
const copyFile = {
  may: 'read S4',
  audit: 'copy for the main record taken',
  about: (view: CopyOfChild) => [view.youngPerson.id],
  record: (view: CopyOfChild) => view.assessment,
} as const

export const recordCopyRoutes: readonly Route[] = [
  ...ask(urls.recordCopy, {
    may: 'read S4',
    audit: { read: 'copy for the main record opened', done: 'copy filed in the main record' },
    form: filedForm,
    shows: async ({ tx, area, key, acts, now }): Promise<RecordCopyView | null> => {
      const [copied, filed] = await Promise.all([
        copyOf(tx, area, key.youngPerson, key.assessment),
        copiesFiled(tx, area.id, key.assessment),
      ])
      return (
        copied && {
          areaKey: area.key,
          today: dayOf(now),
          youngPerson: copied.youngPerson,
          assessment: key.assessment,
          reference: copied.reference,
          text: copyText(copyBlocks(copied)),
          filed,
          mayFile: acts.has('assess'),
        }
      )
    },
    about: view => [view.youngPerson.id],
    record: view => view.assessment,
    page: RecordCopyPage,
    act: async ({ tx, area, key }) => {
      const copied = await copyOf(tx, area, key.youngPerson, key.assessment)
      if (!copied) return { is: 'not found' }
      return fileCopy(tx, { areaId: area.id, youngPerson: key.youngPerson, id: key.assessment }, copied.reference)
    },
    refusals: { 'not completed': 'This assessment is not complete yet.' },
    next: ({ key }) => urls.recordCopy(key),
  }),
  ...file(urls.recordCopyText, {
    ...copyFile,
    shows: ({ tx, area, key }) => copyOf(tx, area, key.youngPerson, key.assessment),
    file: async copied => ({
      bytes: Buffer.from(copyText(copyBlocks(copied)), 'utf8'),
      type: 'text/plain; charset=utf-8',
      fileName: `${fileSafe(copied.reference)}.txt`,
    }),
  }),
  ...file(urls.recordCopyPdf, {
    ...copyFile,
    shows: ({ tx, area, key }) => copyOf(tx, area, key.youngPerson, key.assessment),
    file: async copied => ({
      bytes: await pdf({ title: copied.title, reference: copied.reference, blocks: copyBlocks(copied) }),
      type: 'application/pdf',
      fileName: `${fileSafe(copied.reference)}.pdf`,
    }),
  }),
]

type CopyOfChild = Copied & { readonly youngPerson: YoungPersonHeader; readonly assessment: string }

/** A completed assessment as it is copied, as far as the asker may read it; null where there is none. */
async function copyOf(tx: ReadTx, area: AreaRef, youngPersonId: string, id: string): Promise<CopyOfChild | null> {
  const [youngPerson, found] = await Promise.all([
    youngPersonHeader(tx, area.id, youngPersonId),
    assessmentWithPrevious(tx, area.id, youngPersonId, id),
  ])
  const completedAt = found?.assessment.completedAt
  return youngPerson && found && completedAt ? copied(youngPerson, area, found, completedAt) : null
}

function copied(
  youngPerson: YoungPersonHeader,
  area: AreaRef,
  { assessment, answers, peopleRestricted }: WholeAssessment,
  completedAt: Date,
): CopyOfChild {
  const { form: asks } = assessment
  const restricted = new Set(peopleRestricted ? [peopleKey] : [])
  return {
    youngPerson,
    assessment: assessment.id,
    title: asks.title,
    reference: copyReference(youngPerson.reference, dayOf(completedAt)),
    facts: [
      // The main record files by the whole name.
      ['Young person', `${youngPerson.givenNames} ${youngPerson.surname}, ${youngPerson.reference}`],
      ...(youngPerson.knownAs ? [['Goes by', youngPerson.knownAs] as const] : []),
      ...(youngPerson.bornOn ? [['Born', dayInWords(youngPerson.bornOn)] as const] : []),
      ['Area', area.name],
      ['Completed', `${momentInWords(completedAt)} by ${assessment.completedBy ?? ''}`],
      ['Form', `${asks.title}, version ${asks.version}`],
    ],
    level: asks.judgement.levels.find(each => each.key === assessment.level)?.name ?? '',
    levelReason: assessment.levelReason ?? '',
    steps: assessment.suggested?.steps ?? [],
    unknown: whatWeDontKnowYet(answers, asks).filter(each => !restricted.has(each.section)),
    sections: shownSections(answers, asks, dayInWords, restricted),
  }
}
