import { list, shortDay } from '../../../design/formats.ts'
import { InsetText, Typed } from '../../../design/index.ts'
import { AboutPage, type AboutView } from '../../people/index.ts'
import { type Consent, hasRunOut } from '../consent.ts'
import { type AgencyToShareWith, type Category, listed } from '../sharing.ts'
import { urls } from '../urls.ts'
import { type PaperKind, type PaperText, paperKinds } from './paper.ts'
import { Picture } from './pictures.tsx'

export interface PaperView extends AboutView {
  readonly kind: PaperKind
  readonly text: PaperText
  /** Whom to ring, and where another language or format is asked for (R161). */
  readonly contact: { readonly name: string; readonly phone: string; readonly otherLanguages: string }
  /** The young person's own newest answer. */
  readonly own: Consent | null
  /** The same, about sharing. */
  readonly sharing: Consent | null
  /** Who may be told only if they agree, and who knows what they need by a public task. */
  readonly agencies: readonly AgencyToShareWith[]
}

const answers = { yes: 'Yes', no: 'No', withdrawn: 'I said yes, and I have stopped', 'not approached': '' } as const

/**
 * What the young person is asked and what was agreed, to be read together and printed. On paper it names nobody: it goes
 * home with a child.
 */
export const PaperPage = (view: PaperView) => {
  const { kind, text, own, contact } = view
  const at = { area: view.areaKey, youngPerson: view.youngPerson.id }
  const other = kind === 'plain' ? 'easy-read' : 'plain'
  // A yes that has run out is asked for again: nobody takes home as agreed what holds no more.
  const standing = (said: Consent | null) =>
    said !== null && said.answer !== 'not approached' && !hasRunOut(said, view.today) ? said : null
  const ofTakingPart = standing(own)
  return (
    <AboutPage view={view} title="Being part of this">
      <p class="govuk-body govuk-!-display-none-print">
        Print this page and read it together. On paper it says no name. Also:{' '}
        <a class="govuk-link" href={urls.paper({ ...at, paperKey: other })}>
          {paperKinds[other].replace('The', 'the')}
        </a>
      </p>
      <div class={kind === 'plain' ? 'app-paper' : 'app-paper app-paper--easy'}>
        {kind === 'plain' ? <Plain text={text} /> : <EasyRead text={text} />}
        <h2 class="govuk-heading-m">{kind === 'plain' ? 'What we agreed' : 'What I said'}</h2>
        {ofTakingPart ? (
          <Agreed own={ofTakingPart} easy={kind === 'easy-read'} />
        ) : (
          <p class="govuk-body">
            I am happy to take part: <ToTick options={['yes', 'no', 'I want to think about it']} />
          </p>
        )}
        <WhoMayKnow agencies={view.agencies} said={standing(view.sharing)} easy={kind === 'easy-read'} />
        <p class="govuk-body app-paper__line">My name:</p>
        <p class="govuk-body app-paper__line">Day:</p>
        <p class="govuk-body">
          Any questions? Ring {contact.name}: {contact.phone}.
        </p>
        <p class="govuk-body">
          {kind === 'plain'
            ? `You can ask for this in another language or format: tell us, or see ${contact.otherLanguages}`
            : 'You can have this in another language, or another way. Just ask.'}
        </p>
      </div>
    </AboutPage>
  )
}

/** Boxes for a pen. They are drawn: many a font has none. */
const ToTick = ({ options }: { options: readonly string[] }) =>
  options.map(one => (
    <>
      <span class="app-paper__box">☐</span> {one}{' '}
    </>
  ))

const agreedTo = (kinds: readonly Category[]): string => (kinds.length > 0 ? `yes, ${listed(kinds)}` : 'no')

/** R149: asked apart from taking part. */
const WhoMayKnow = ({
  agencies,
  said,
  easy,
}: {
  agencies: readonly AgencyToShareWith[]
  said: Consent | null
  easy: boolean
}) => {
  const kinds = (id: string) => said?.shares.filter(one => one.agencyId === id).map(one => one.category) ?? []
  const always = agencies.filter(one => one.onPublicTask).map(one => one.name)
  return (
    <>
      <h2 class="govuk-heading-m">{easy ? 'Who may we tell?' : 'Is there anyone you would rather we did not tell?'}</h2>
      <p class="govuk-body">
        {easy
          ? 'You choose. You can change it at any time.'
          : 'You can say yes to taking part and no to this. We only tell what you agreed to, and you can change it whenever you like.'}
      </p>
      <ul class="govuk-list">
        {agencies
          .filter(one => !one.onPublicTask)
          .map(one => (
            <li key={one.id}>
              {one.name}: {said ? agreedTo(kinds(one.id)) : <ToTick options={['yes', 'no', 'only some things']} />}
            </li>
          ))}
      </ul>
      {said && (
        <p class="govuk-body">
          {easy ? `I said this on ${shortDay(said.askedOn)}.` : `Agreed on ${shortDay(said.askedOn)}.`}
        </p>
      )}
      <p class="govuk-body app-paper__line">{easy ? 'Do not tell:' : 'Also do not tell:'}</p>
      {always.length > 0 && (
        <p class="govuk-body">
          {easy
            ? `These people must know some things, to keep you safe: ${list(always)}.`
            : `What they need to keep you safe, these know whatever you answer: ${list(always)}.`}
        </p>
      )}
    </>
  )
}

const Plain = ({ text }: { text: PaperText }) => (
  <>
    <h2 class="govuk-heading-m">What we ask you</h2>
    {text.asked.map(one => (
      <p key={one} class="govuk-body">
        {one}
      </p>
    ))}
    <h2 class="govuk-heading-m">What happens with what you say</h2>
    <ul class="govuk-list govuk-list--bullet">
      {text.whatHappens.map(one => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  </>
)

const EasyRead = ({ text }: { text: PaperText }) => (
  <ul class="govuk-list">
    {text.easyRead.map(one => (
      <li key={one.says} class="app-paper__row">
        <Picture name={one.picture} />
        <span>{one.says}</span>
      </li>
    ))}
  </ul>
)

const Agreed = ({ own, easy }: { own: Consent; easy: boolean }) => (
  <InsetText>
    <p class="govuk-body">
      {easy ? '' : 'Are you happy to take part? '}
      <strong>{answers[own.answer]}</strong>. {shortDay(own.askedOn)}
      {own.until ? `. We ask again by ${shortDay(own.until)}` : ''}
    </p>
    {own.says && <Typed>{own.says}</Typed>}
    {!easy && own.explained && (
      <>
        <p class="govuk-body">What was explained:</p>
        <Typed>{own.explained}</Typed>
      </>
    )}
  </InsetText>
)
