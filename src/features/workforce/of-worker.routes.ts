import type { ReadTx } from '../../db/scope.ts'
import { dayOf } from '../../platform/working-days.ts'
import type { AreaRef } from '../../web/route.ts'
import { workerToManage } from './queries.ts'
import { urls } from './urls.ts'

export const may = 'manage workers'

/** What the database says of a worker that cannot be, in words. */
export const notAWorker = {
  'too young': { field: 'bornOn', text: 'They are too young for this service' },
  'not confirmed': {
    field: 'confirmedBy',
    text: 'Say who confirmed that Children and Families Services knew them before: every relief worker needs it',
  },
  'nobody to turn to': {
    field: 'safeguardingLead',
    text: 'Somebody under 18 needs a safeguarding lead of their own, and somebody to ring in an emergency',
  },
  'no role': 'They have no role in this service any more.',
  'is one already': 'They are a worker of this service already.',
} as const

/** What stands above every form about a worker; nothing for whoever does not manage them, or once they left. */
export async function ofWorker(asked: { tx: ReadTx; area: AreaRef; key: { worker: string }; now: Date }) {
  const worker = await workerToManage(asked.tx, asked.area.id, asked.key.worker)
  return worker && !worker.leftAt ? { areaKey: asked.area.key, today: dayOf(asked.now), worker } : null
}

/** Back to the page of the worker. */
export const toWorker = ({ key }: { key: { area: string; worker: string } }) =>
  urls.worker({ area: key.area, worker: key.worker })
