import { Form, Select, TextInput, Unseen } from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import type { KeptApart, Look } from '../queries.ts'
import { urls } from '../urls.ts'
import type { closeKeepApartForm, keepApartForm, lookAtKeepApartForm } from './keep-apart.form.ts'
import {
  Close,
  closeTitle,
  fromTheirPast,
  HowAndWhy,
  KeptApartTable,
  LookAgain,
  lookAgainTitle,
} from './keep-apart.parts.tsx'

export interface KeepApartView extends AboutView {
  readonly all: readonly KeptApart[]
  readonly looks: readonly Look[]
  /** Those that were recorded on this record and can be moved from it. */
  readonly movable: readonly string[]
}

/** With whom a young person must be kept apart, and saying so of somebody. */
export const KeepApartPage = ({
  view,
  filled: { fields },
}: {
  view: KeepApartView
  filled: Filled<ReturnType<typeof keepApartForm>['fields']>
}) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id }
  return (
    <AboutPage view={view} title="Who must be kept apart" wide>
      <KeptApartTable
        all={view.all}
        looks={view.looks}
        lookAgain={keepApart => urls.lookAtKeepApart({ ...key, keepApart })}
        close={keepApart => urls.closeKeepApart({ ...key, keepApart })}
        pastOf={() => fromTheirPast}
        more={one =>
          view.movable.includes(one.id) && (
            <>
              <a class="govuk-link" href={urls.moveKeepApart({ ...key, keepApart: one.id })}>
                It is about another young person<Unseen>: {one.who}</Unseen>
              </a>
              <br />
            </>
          )
        }
      />
      <h2 class="govuk-heading-m">Keep somebody apart from them</h2>
      <ul class="govuk-list govuk-list--bullet">
        <li>A worker can no longer be matched with them. Whoever looks for a match reads that, and not why.</li>
        <li>
          A worker or a young person is not planned in one place with them at one time, here or in a partner area.
        </li>
        <li>Somebody in words is only written down: tell whoever must know.</li>
      </ul>
      <Form to={urls.keepApart(key)}>
        <TextInput field={fields.reference} width={10} />
        <Select field={fields.worker} blank="Nobody" />
        <HowAndWhy fields={fields} />
      </Form>
    </AboutPage>
  )
}

interface OneView extends AboutView {
  readonly one: KeptApart
}
const at = (view: OneView) => ({ area: view.areaKey, youngPerson: view.youngPerson.id, keepApart: view.one.id })

export const CloseKeepApartPage = ({
  view,
  filled: { fields },
}: {
  view: OneView
  filled: Filled<ReturnType<typeof closeKeepApartForm>['fields']>
}) => (
  <AboutPage view={view} title={closeTitle}>
    <Close one={view.one} to={urls.closeKeepApart(at(view))} fields={fields} />
  </AboutPage>
)

export const LookAtKeepApartPage = ({
  view,
  filled: { fields },
}: {
  view: OneView
  filled: Filled<ReturnType<typeof lookAtKeepApartForm>['fields']>
}) => (
  <AboutPage view={view} title={lookAgainTitle}>
    <LookAgain
      one={view.one}
      to={urls.lookAtKeepApart(at(view))}
      close={urls.closeKeepApart(at(view))}
      fields={fields}
    />
  </AboutPage>
)
