import type { ComponentChildren } from 'preact'
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
import type { FilledField } from '../../../web/field.ts'
import type { Look } from '../queries.ts'
import { keptApartRoles } from './roles.ts'
import type { Apart } from './worker-apart.queries.ts'

// What the pages of a young person and of a worker say alike of those who must be kept apart.

const whatComes = ({ closedAt, closedReason, reviewOn }: Apart): string => {
  if (closedAt) return closedReason ? `Ended ${shortDay(closedAt)}: ${closedReason}` : `Ended ${shortDay(closedAt)}`
  return reviewOn ? shortDay(reviewOn) : 'By the partner area'
}

/** Everybody who must be or was kept apart, with what can be done about those that go on. */
export const KeptApartTable = ({
  all,
  looks,
  lookAgain,
  close,
  pastOf,
  more = () => null,
}: {
  all: readonly Apart[]
  looks: readonly Look[]
  lookAgain: (id: string) => string
  close: (id: string) => string
  /** How it is said that one comes from the past of a worker: of two workers it is not written down whose. */
  pastOf: (one: Apart) => string
  /** What else can be done with one, also once it ended. */
  more?: (one: Apart) => ComponentChildren
}) =>
  all.length === 0 ? (
    <p class="govuk-body">Nobody.</p>
  ) : (
    <Table
      caption="Kept apart"
      captionUnseen
      head={[
        'Who',
        'How far apart',
        'Why, and what it rests on',
        'Next look',
        { text: 'What you can do', unseen: true },
      ]}
      rows={all.map(one => [
        <>
          {one.who}
          <br />
          <span class="govuk-!-font-weight-regular">{keptApartRoles[one.role]}</span>
        </>,
        `${one.howFar}${one.ownPast ? `; ${pastOf(one)}` : ''}`,
        <>
          {one.reason && <Typed>{one.reason}</Typed>}
          {one.evidence && <Typed>{one.evidence}</Typed>}
          {one.confirmedBy && <p class="govuk-body">Confirmed by {one.confirmedBy}</p>}
          {one.recordedAt ? (
            `${one.recordedBy}, ${momentInWords(one.recordedAt)}`
          ) : (
            <p class="govuk-body">Ask the duty worker of the partner area why.</p>
          )}
          {looks
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
          {more(one)}
          {!one.closedAt && !one.writtenThere && (
            <>
              <a class="govuk-link" href={lookAgain(one.id)}>
                Look again<Unseen>: {one.who}</Unseen>
              </a>
              <br />
              <a class="govuk-link" href={close(one.id)}>
                It has ended<Unseen>: {one.who}</Unseen>
              </a>
            </>
          )}
        </>,
      ])}
    />
  )

type Fields<K extends string> = Readonly<Record<K, FilledField>>

/** Whom they are kept apart from in words, how far, and why. */
export const HowAndWhy = ({
  fields,
}: {
  fields: Fields<'words' | 'role' | 'howFar' | 'ownPast' | 'reason' | 'evidence' | 'confirmedBy' | 'reviewOn'>
}) => (
  <>
    <TextInput field={fields.words} />
    <Select field={fields.role} blank="I chose somebody above" />
    <Radios field={fields.howFar} />
    <Radios field={fields.ownPast} />
    <TextArea field={fields.reason} rows={3} />
    <TextArea field={fields.evidence} rows={3} />
    <TextInput field={fields.confirmedBy} />
    <DateInput field={fields.reviewOn} />
    <Button>Keep them apart</Button>
  </>
)

const Who = ({ one }: { one: Apart }) => (
  <p class="govuk-body">
    {one.who}: {sentence(one.howFar)}
  </p>
)

/** Ends one, by a decision of whoever says why. */
export const Close = ({ one, to, fields }: { one: Apart; to: string; fields: Fields<'reason'> }) => (
  <>
    <Who one={one} />
    <Form to={to}>
      {one.ownPast ? <TextInput field={fields.reason} /> : <TextArea field={fields.reason} rows={3} />}
      <Button danger>It has ended</Button>
    </Form>
  </>
)

/** Looks at one again that goes on, or leads to ending it. */
export const LookAgain = ({
  one,
  to,
  close,
  fields,
}: {
  one: Apart
  to: string
  close: string
  fields: Fields<'says' | 'nextOn'>
}) => (
  <>
    <Who one={one} />
    {one.reason && <Typed>{one.reason}</Typed>}
    {one.evidence && <Typed>{one.evidence}</Typed>}
    <p class="govuk-body">
      It goes on until a person ends it: a day that passes ends nothing.{' '}
      <a class="govuk-link" href={close}>
        It has ended
      </a>
    </p>
    <Form to={to}>
      {one.ownPast ? <TextInput field={fields.says} /> : <TextArea field={fields.says} rows={3} />}
      <DateInput field={fields.nextOn} />
      <Button>It goes on</Button>
    </Form>
  </>
)

export const fromTheirPast = 'from the worker’s own past'
export const closeTitle = 'They need not be kept apart any more'
export const lookAgainTitle = 'Look again at who must be kept apart'
