import type { ComponentChildren } from 'preact'
import { Form, Page, Select } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { urls as workforce } from '../../workforce/index.ts'
import type { Look } from '../queries.ts'
import { urls } from '../urls.ts'
import type { closeKeepApartForm, lookAtKeepApartForm, workerApartForm } from './keep-apart.form.ts'
import {
  Close,
  closeTitle,
  fromTheirPast,
  HowAndWhy,
  KeptApartTable,
  LookAgain,
  lookAgainTitle,
} from './keep-apart.parts.tsx'
import type { Apart } from './worker-apart.queries.ts'

export interface OfWorker {
  readonly areaKey: string
  readonly worker: { readonly id: string; readonly name: string }
}

const Frame = ({ view, title, children }: { view: OfWorker; title: string; children: ComponentChildren }) => (
  <Page
    title={title}
    back={{ href: workforce.worker({ area: view.areaKey, worker: view.worker.id }), text: 'The worker' }}
    wide
  >
    <h1 class="govuk-heading-l">
      {title}: {view.worker.name}
    </h1>
    {children}
  </Page>
)

/** From whom a worker must be kept apart, for whoever manages them. */
export const WorkerApartPage = ({
  view,
  filled: { fields },
}: {
  view: OfWorker & { readonly all: readonly Apart[]; readonly looks: readonly Look[] }
  filled: Filled<ReturnType<typeof workerApartForm>['fields']>
}) => {
  const key = { area: view.areaKey, worker: view.worker.id }
  return (
    <Frame view={view} title="Who must be kept apart">
      <KeptApartTable
        all={view.all}
        looks={view.looks}
        lookAgain={apart => urls.lookAtWorkerApart({ ...key, apart })}
        close={apart => urls.closeWorkerApart({ ...key, apart })}
        pastOf={one =>
          one.role === 'worker' ? 'from the past of one of them: whose is not written down' : fromTheirPast
        }
      />
      <h2 class="govuk-heading-m">Keep somebody apart from them</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>
          Another worker is not planned in one place with them at one time, here or in a partner area, and what was
          planned is called off. With no contact at all, neither takes over a young person from the other. Whoever
          manages either of them here reads why; the two of them do not.
        </li>
        <li>
          Of somebody in words, whoever matches this worker reads only that there is somebody, and looks here first.
        </li>
        <li>From a young person they are kept apart on that young person’s own page.</li>
      </ul>
      <Form to={urls.workerApart(key)}>
        <Select field={fields.worker} blank="Nobody" />
        <HowAndWhy fields={fields} />
      </Form>
    </Frame>
  )
}

interface OneView extends OfWorker {
  readonly one: Apart
}
const at = (view: OneView) => ({ area: view.areaKey, worker: view.worker.id, apart: view.one.id })

export const CloseWorkerApartPage = ({
  view,
  filled: { fields },
}: {
  view: OneView
  filled: Filled<ReturnType<typeof closeKeepApartForm>['fields']>
}) => (
  <Frame view={view} title={closeTitle}>
    <Close one={view.one} to={urls.closeWorkerApart(at(view))} fields={fields} />
  </Frame>
)

export const LookAtWorkerApartPage = ({
  view,
  filled: { fields },
}: {
  view: OneView
  filled: Filled<ReturnType<typeof lookAtKeepApartForm>['fields']>
}) => (
  <Frame view={view} title={lookAgainTitle}>
    <LookAgain
      one={view.one}
      to={urls.lookAtWorkerApart(at(view))}
      close={urls.closeWorkerApart(at(view))}
      fields={fields}
    />
  </Frame>
)
