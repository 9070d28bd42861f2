import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { viewed } from '../../../db/audit.ts'
import { type ReadTx, reading } from '../../../db/scope.ts'
import { dayInWords, fileSafe, fullName, momentInWords } from '../../../design/formats.ts'
import { pdf } from '../../../design/pdf.ts'
import { dayOf } from '../../../platform/working-days.ts'
import { choices, form } from '../../../web/form.ts'
import { askingOf, type Kit, keyOf, mayDo, sendPage } from '../../../web/kit.ts'
import { emptyAround, forbid, toSignIn } from '../../../web/kit-get.ts'
import { type AreaRef, ask } from '../../../web/route.ts'
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

export const recordCopyRoutes = ask(urls.recordCopy, {
  may: 'read S4',
  audit: { read: 'copy for the main record opened', done: 'copy filed in the main record' },
  form: filedForm,
  shows: async ({ tx, area, key, who, now }): Promise<RecordCopyView | null> => {
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
        mayFile: who.acts.has('assess'),
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
})

type CopyOfChild = Copied & { readonly youngPerson: YoungPersonHeader }

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
    title: asks.title,
    reference: copyReference(youngPerson.reference, dayOf(completedAt)),
    facts: [
      ['Young person', `${fullName(youngPerson)}, ${youngPerson.reference}`],
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

interface CopyFile {
  readonly type: string
  readonly ending: string
  readonly of: (copied: Copied) => Promise<Buffer>
}

const textFile: CopyFile = {
  type: 'text/plain; charset=utf-8',
  ending: 'txt',
  of: async copied => Buffer.from(copyText(copyBlocks(copied)), 'utf8'),
}
const pdfFile: CopyFile = {
  type: 'application/pdf',
  ending: 'pdf',
  of: copied => pdf({ title: copied.title, reference: copied.reference, blocks: copyBlocks(copied) }),
}

/** The copy as a file: never kept by a browser, written down before it goes out, named by its reference alone. */
export function recordCopyFiles(app: FastifyInstance, kit: Kit): void {
  const audit = 'copy for the main record taken'
  for (const [pattern, file] of [
    [urls.recordCopyText.pattern, textFile],
    [urls.recordCopyPdf.pattern, pdfFile],
  ] as const) {
    app.get(pattern, { config: { declared: { may: 'read S4', audit } } }, (request, reply) =>
      sendFile(kit, audit, file, request, reply),
    )
  }
}

async function sendFile(
  kit: Kit,
  audit: string,
  file: CopyFile,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const key = keyOf(request)
  const asking = askingOf(kit, request, key)
  const area = key?.area === undefined ? undefined : kit.areaOf(key.area)
  const found = await reading(kit.database, asking, async tx => {
    if (!mayDo(tx.who, 'read S4')) return 'not allowed'
    if (!area || !key?.youngPerson || !key.assessment) return null
    return copyOf(tx, area, key.youngPerson, key.assessment)
  })
  if (found.state !== 'open') return toSignIn(request, reply, found.state)
  const around = emptyAround(kit, request, reply, asking, found.who)
  if (found.value === 'not allowed') return forbid(kit, asking, audit, around, reply)
  if (!found.value) return sendPage(reply, 404, kit.render(kit.pages.notFound(), around))
  const bytes = await file.of(found.value)
  await viewed(kit.database, asking, audit, [found.value.youngPerson.id], key?.assessment)
  return reply
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .header('content-disposition', `attachment; filename="${fileSafe(found.value.reference)}.${file.ending}"`)
    .type(file.type)
    .send(bytes)
}
