import { shortDay } from '../../../design/formats.ts'
import { Button, FileInput, Form, InsetText, TextArea, TextInput, Unseen } from '../../../design/index.ts'
import { fileTypes } from '../../../platform/file-type.ts'
import type { Filled } from '../../../web/form.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import type { SignedCopy } from '../consent.ts'
import { urls } from '../urls.ts'
import type { setAsideForm, signedCopyForm } from './signed-copy.form.ts'

/** An answer as it is named on these pages. */
export interface OfAnswer {
  readonly id: string
  /** Who answered. */
  readonly who: string
  readonly says: string
  readonly askedOn: string
}

export interface SignedCopyView extends AboutView {
  readonly answer: OfAnswer
}

export const AddSignedCopyPage = ({
  view,
  filled: { fields },
}: {
  view: SignedCopyView
  filled: Filled<(typeof signedCopyForm)['fields']>
}) => (
  <AboutPage view={view} title="Add a signed copy of the council’s form">
    <InsetText>
      {view.answer.who}: {view.answer.says}, {shortDay(view.answer.askedOn)}
    </InsetText>
    <p class="govuk-body">
      Look at it before you send it: is it the right young person, and can every word be read? Whoever reads this answer
      can open it too.
    </p>
    <Form
      to={urls.addSignedCopy({ area: view.areaKey, youngPerson: view.youngPerson.id, answer: view.answer.id })}
      files
    >
      <TextInput field={fields.formReference} width={20} />
      <TextInput field={fields.formVersion} width={10} />
      <FileInput field={fields.file} />
      <Button>Add it</Button>
    </Form>
  </AboutPage>
)

export const SetAsideCopyPage = ({
  view,
  filled: { fields },
}: {
  view: AboutView & { readonly copy: SignedCopy }
  filled: Filled<(typeof setAsideForm)['fields']>
}) => (
  <AboutPage view={view} title="This copy does not belong here">
    <InsetText>
      <CopyInWords of={view.copy} />
    </InsetText>
    <p class="govuk-body">It is hidden from everybody from now on. The answer itself stays.</p>
    <Form to={urls.setAsideCopy({ area: view.areaKey, youngPerson: view.youngPerson.id, copy: view.copy.id })}>
      <TextArea field={fields.reason} rows={3} />
      <Button danger>Take it out</Button>
    </Form>
  </AboutPage>
)

const CopyInWords = ({ of }: { of: SignedCopy }) => (
  <>
    {of.formReference}, version {of.formVersion} ({fileTypes[of.type].name}, {sizeInWords(of.size)}), added by{' '}
    {of.recordedBy}, {shortDay(of.recordedAt)}
  </>
)

const sizeInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** The copies beside an answer, and where another is added. */
export const SignedCopies = ({
  at,
  answer,
  copies,
  mayAdd,
}: {
  at: { readonly area: string; readonly youngPerson: string }
  answer: string
  copies: readonly SignedCopy[]
  mayAdd: boolean
}) => {
  return (
    <>
      {copies.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {copies.map(copy => (
            <li key={copy.id}>
              <a class="govuk-link" href={urls.signedCopy({ ...at, copy: copy.id })}>
                Signed copy
              </a>
              : <CopyInWords of={copy} />
              {mayAdd && (
                <>
                  {' '}
                  <a class="govuk-link" href={urls.setAsideCopy({ ...at, copy: copy.id })}>
                    Not here<Unseen>: take this signed copy out</Unseen>
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayAdd && (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.addSignedCopy({ ...at, answer })}>
            Add a signed copy of the council’s form
          </a>
        </p>
      )}
    </>
  )
}
