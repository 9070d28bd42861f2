import { momentInWords, sentence, shortDay } from '../../../design/formats.ts'
import {
  Button,
  DateInput,
  Form,
  Radios,
  Select,
  Table,
  TextArea,
  TextInput,
  Typed,
  Unseen,
} from '../../../design/index.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import type { KeptApart, Look } from '../queries.ts'
import { urls } from '../urls.ts'
import type { closeKeepApartForm, keepApartForm, lookAtKeepApartForm } from './keep-apart.form.ts'
import { keptApartRoles } from './roles.ts'

export interface KeepApartView extends AboutView {
  readonly all: readonly KeptApart[]
  readonly looks: readonly Look[]
  /** Those that were recorded on this record and can be moved from it. */
  readonly movable: readonly string[]
}

const whatComes = ({ closedAt, closedReason, reviewOn }: KeptApart): string => {
  if (closedAt) return closedReason ? `Ended ${shortDay(closedAt)}: ${closedReason}` : `Ended ${shortDay(closedAt)}`
  return reviewOn ? shortDay(reviewOn) : 'By the partner area'
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
      {view.all.length === 0 ? (
        <p class="govuk-body">Nobody.</p>
      ) : (
        <Table
          caption="Kept apart"
          captionUnseen
          head={[
            'Who',
            'How far apart',
            'Why, and what it rests on',
            'Looked at again',
            { text: 'What you can do', unseen: true },
          ]}
          rows={view.all.map(one => [
            <>
              {one.who}
              <br />
              {keptApartRoles[one.role]}
            </>,
            `${one.howFar}${one.ownPast ? '; from the worker’s own past' : ''}`,
            <>
              {one.reason && <Typed>{one.reason}</Typed>}
              {one.evidence && <Typed>{one.evidence}</Typed>}
              {one.confirmedBy && <p class="govuk-body">Confirmed by {one.confirmedBy}</p>}
              {one.recordedAt ? (
                `${one.recordedBy}, ${momentInWords(one.recordedAt)}`
              ) : (
                <p class="govuk-body">Ask the duty worker of the partner area why.</p>
              )}
              {view.looks
                .filter(look => look.keepApartId === one.id)
                .map(look => (
                  <>
                    <Typed key={look.lookedAt.toISOString()}>{look.says}</Typed>
                    Looked at again: {look.lookedBy}, {momentInWords(look.lookedAt)}
                  </>
                ))}
            </>,
            whatComes(one),
            <>
              {view.movable.includes(one.id) && (
                <>
                  <a class="govuk-link" href={urls.moveKeepApart({ ...key, keepApart: one.id })}>
                    It is about another young person<Unseen>: {one.who}</Unseen>
                  </a>
                  <br />
                </>
              )}
              {!one.closedAt && !one.writtenThere && (
                <>
                  <a class="govuk-link" href={urls.lookAtKeepApart({ ...key, keepApart: one.id })}>
                    Look again<Unseen>: {one.who}</Unseen>
                  </a>
                  <br />
                  <a class="govuk-link" href={urls.closeKeepApart({ ...key, keepApart: one.id })}>
                    It has ended<Unseen>: {one.who}</Unseen>
                  </a>
                </>
              )}
            </>,
          ])}
        />
      )}
      <h2 class="govuk-heading-m">Keep somebody apart from them</h2>
      <p class="govuk-body">
        A worker you choose can no longer be matched with them: whoever looks for a match reads that, and not why. They
        and another young person are not planned in one place at one time, here or in a partner area. Somebody in words
        is written down: tell whoever must know.
      </p>
      <Form to={urls.keepApart(key)}>
        <TextInput field={fields.reference} width={10} />
        <Select field={fields.worker} blank="Nobody" />
        <TextInput field={fields.words} />
        <Select field={fields.role} blank="Nobody in words" />
        <Radios field={fields.howFar} />
        <Radios field={fields.ownPast} />
        <TextArea field={fields.reason} rows={3} />
        <TextArea field={fields.evidence} rows={3} />
        <TextInput field={fields.confirmedBy} />
        <DateInput field={fields.reviewOn} />
        <Button>Keep them apart</Button>
      </Form>
    </AboutPage>
  )
}

export const CloseKeepApartPage = ({
  view,
  filled,
}: {
  view: AboutView & { readonly one: KeptApart }
  filled: Filled<ReturnType<typeof closeKeepApartForm>['fields']>
}) => (
  <AboutPage view={view} title="They need not be kept apart any more">
    <p class="govuk-body">
      {view.one.who}: {sentence(view.one.howFar)}
    </p>
    <Form to={urls.closeKeepApart({ area: view.areaKey, youngPerson: view.youngPerson.id, keepApart: view.one.id })}>
      {view.one.ownPast ? (
        <TextInput field={filled.fields.reason} />
      ) : (
        <TextArea field={filled.fields.reason} rows={3} />
      )}
      <Button danger>It has ended</Button>
    </Form>
  </AboutPage>
)

export const LookAtKeepApartPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly one: KeptApart }
  filled: Filled<ReturnType<typeof lookAtKeepApartForm>['fields']>
}) => {
  const key = { area: view.areaKey, youngPerson: view.youngPerson.id, keepApart: view.one.id }
  return (
    <AboutPage view={view} title="Look again at who must be kept apart">
      <p class="govuk-body">
        {view.one.who}: {sentence(view.one.howFar)}
      </p>
      {view.one.reason && <Typed>{view.one.reason}</Typed>}
      {view.one.evidence && <Typed>{view.one.evidence}</Typed>}
      <p class="govuk-body">
        It goes on until a person ends it: a day that passes ends nothing.{' '}
        <a class="govuk-link" href={urls.closeKeepApart(key)}>
          It has ended
        </a>
      </p>
      <Form to={urls.lookAtKeepApart(key)}>
        {view.one.ownPast ? <TextInput field={fields.says} /> : <TextArea field={fields.says} rows={3} />}
        <DateInput field={fields.nextOn} />
        <Button>It goes on</Button>
      </Form>
    </AboutPage>
  )
}
