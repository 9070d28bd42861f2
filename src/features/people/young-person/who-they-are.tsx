import { dayInWords, fromInWords, list } from '../../../design/formats.ts'
import { Alert, Details, SummaryList, Typed, Unseen } from '../../../design/index.ts'
import { areaOf } from '../../areas/index.ts'
import { named } from '../codes.ts'
import { postcodeInWords } from '../postcode.ts'
import { whenToRing } from '../ringing.ts'
import { urls } from '../urls.ts'
import type { Circumstances, Identity } from './young-person-queries.ts'

interface Key {
  readonly area: string
  readonly youngPerson: string
}

/** How to reach them without harm, read before anybody rings: the rules, whether this is a safe time, and last the number. */
export const SafeContact = ({ of: d, mayChange, at }: { of: Circumstances; mayChange: boolean; at: Key }) => (
  <Alert kind="warning" title="Before you ring or write">
    {d.isOld && (
      <p>
        <strong>What stands here is old.</strong> This young person has another record, and what is safe now stands
        there. If you cannot open it, ask whoever holds their case.
      </p>
    )}
    <ul>
      {whenToRing({ ringing: d.safeRinging, times: d.safeTimes }).map(line => (
        <li key={line}>{line}</li>
      ))}
      {d.safeWhen && <li>{d.safeWhen}</li>}
      <li>{d.neverText ? 'Never send a text' : 'A text is fine'}</li>
      {d.safeWord && <li>Safe word: {d.safeWord}</li>}
      {d.safeContactNote && <li>{d.safeContactNote}</li>}
    </ul>
    {d.safeNumber ? (
      <NumberOf of={d} says={`Ring only ${d.safeNumber}`} />
    ) : (
      <p>No safe number is known yet: ask before you ring.</p>
    )}
    {mayChange && (
      <a class="govuk-link" href={urls.safeContact(at)}>
        Change<Unseen> how to reach them safely</Unseen>
      </a>
    )}
  </Alert>
)

/** A number, behind a press where this is no safe time, or nobody can tell from here: professionals may have to ring all the same. */
const NumberOf = ({ of: d, says }: { of: Circumstances; says: string }) =>
  d.mayRing ? (
    <p>{says}</p>
  ) : (
    <>
      <p>
        <strong>Do not ring now{d.nextRinging && `. The next safe time is ${fromInWords(d.nextRinging)}`}.</strong>
      </p>
      <Details summary="Show the number, because I must ring now">
        <p>To ring now can put them in danger. Do it only if not to ring is worse. {says}</p>
      </Details>
    </>
  )

export const AboutThem = ({ of: y, mayChange, at }: { of: Identity; mayChange: boolean; at: Key }) => (
  <SummaryList
    card={{
      title: 'Who they are',
      level: 2,
      ...(mayChange ? { actions: [{ href: urls.identity(at), text: 'Change', about: 'who they are' }] } : {}),
    }}
    rows={[
      { key: 'Full name', value: `${y.givenNames} ${y.surname}` },
      y.knownAs !== null && { key: 'Goes by', value: y.knownAs },
      {
        key: 'Born',
        value: y.bornOn
          ? `${dayInWords(y.bornOn)}${y.bornOnEstimated ? ` (an estimate: ${y.bornOnSource ?? ''})` : ''}`
          : 'Not known',
      },
      { key: 'Pronouns', value: y.pronouns ?? 'Not recorded' },
      { key: 'Sex', value: named('sex', y.sex) },
      { key: 'Gender', value: named('gender', y.gender) },
      { key: 'Ethnicity', value: named('ethnicity', y.ethnicity) },
      { key: 'Language', value: named('language', y.language) },
      {
        key: 'Interpreter',
        value: `${named('interpreter-need', y.interpreterNeed)}${y.interpreter ? `, reference ${y.interpreter}` : ''}`,
      },
      { key: 'Easy read', value: yesOr(y.easyRead) },
      { key: 'Disability', value: list(y.disability.map(code => named('disability', code))) || 'Not asked yet' },
    ]}
  />
)

const yesOr = (code: string): string => (code === 'yes' ? 'Yes' : code === 'no' ? 'No' : named('sex', code))

export const CircumstancesPart = ({ of: d, mayChange, at }: { of: Circumstances; mayChange: boolean; at: Key }) => (
  <SummaryList
    card={{
      title: 'Home, school and support',
      level: 2,
      ...(mayChange
        ? { actions: [{ href: urls.circumstances(at), text: 'Change', about: 'home, school and support' }] }
        : {}),
    }}
    rows={[
      d.livingArea !== null && { key: 'Lives in another area', value: areaOf(d.livingArea)?.name ?? d.livingArea },
      {
        key: 'Address',
        value: d.address ? (
          <Typed>{`${d.address}${d.postcode ? `\n${postcodeInWords(d.postcode)}` : ''}`}</Typed>
        ) : d.postcode ? (
          postcodeInWords(d.postcode)
        ) : null,
      },
      { key: 'Lives with', value: d.livingWith },
      {
        key: 'Phone',
        value: d.phone && <NumberOf of={d} says={`${d.phone}. Read “Before you ring or write” first.`} />,
      },
      { key: 'School, college or work', value: d.school },
      { key: 'How it is going there', value: d.schoolStatus },
      {
        key: 'Special educational needs',
        value: [named('sen-provision', d.senProvision), ...d.senType.map(code => named('sen-type', code))].join(', '),
      },
      { key: 'Case status', value: named('case-status', d.caseStatus) },
      { key: 'Care or legal status', value: named('care-status', d.careStatus) },
    ]}
  />
)
