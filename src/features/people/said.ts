import { timeOfWeekInWords } from '../../platform/week.ts'
import { areaOf, areas } from '../areas/index.ts'
import type { FieldSaid } from './changes.ts'
import { answerInWords, named } from './codes.ts'
import { ringings } from './ringing.ts'
import { isStatus, statusWords } from './status.ts'

// What the fields of a record are called in its history, and their codes in words. The database writes the history under
// these names (trigger keeps_history).

export const saidIdentity = {
  given_names: { says: 'given names' },
  surname: { says: 'surname' },
  known_as: { says: 'name they go by' },
  pronouns: { says: 'pronouns' },
  born_on: { says: 'date of birth' },
  born_on_estimated: { says: 'date of birth is an estimate', coded: true, words: answerInWords },
  born_on_source: { says: 'source of the estimate' },
  sex: { says: 'sex', coded: true, words: code => named('sex', code) },
  gender: { says: 'gender', coded: true, words: code => named('gender', code) },
  ethnicity: { says: 'ethnicity', coded: true, words: code => named('ethnicity', code) },
  // An open list: what is written in is nobody's code.
  language: { says: 'language', words: code => named('language', code) },
  interpreter_need: { says: 'interpreter', coded: true, words: code => named('interpreter-need', code) },
  interpreter: { says: 'interpreter reference' },
  easy_read: { says: 'easy read', coded: true, words: answerInWords },
  disability: { says: 'disability', coded: true, words: code => named('disability', code) },
} as const satisfies Record<string, FieldSaid>

export const saidHome = {
  livingArea: { says: 'living area', words: key => areaOf(key)?.name ?? key },
  address: { says: 'address' },
  postcode: { says: 'postcode' },
  livingWith: { says: 'whom they live with' },
  phone: { says: 'phone' },
  school: { says: 'school' },
  schoolStatus: { says: 'how school is going' },
  senProvision: { says: 'special educational needs', coded: true, words: code => named('sen-provision', code) },
  senType: { says: 'kinds of special educational need', coded: true, words: code => named('sen-type', code) },
  caseStatus: { says: 'case status', coded: true, words: code => named('case-status', code) },
  careStatus: { says: 'care or legal status', coded: true, words: code => named('care-status', code) },
} as const satisfies Record<string, FieldSaid>

export const saidContact = {
  safeNumber: { says: 'safe number' },
  safeRinging: {
    says: 'when they may be rung',
    coded: true,
    words: code => ringings[code as keyof typeof ringings] ?? code,
  },
  safeTimes: { says: 'times they may be rung', coded: true, words: timeOfWeekInWords },
  safeWhen: { says: 'when it is safe' },
  neverText: { says: 'never text', coded: true, words: answerInWords },
  safeWord: { says: 'safe word' },
  safeContactNote: { says: 'safe contact note' },
} as const satisfies Record<string, FieldSaid>

export const saidPicture = {
  activePlaces: { says: 'networks active in', words: code => named('active-place', code) },
  originatingNetworks: { says: 'networks from', words: code => named('originating-network', code) },
  flags: { says: 'what happens around them', coded: true, words: code => named('local-picture-flag', code) },
  note: { says: 'note on the local picture' },
} as const satisfies Record<string, FieldSaid>

const genders: Readonly<Record<string, string>> = { woman: 'A woman', man: 'A man', 'no matter': 'It does not matter' }
const placeNames = () =>
  new Map([...areas().byKey.values()].flatMap(area => area.places.map(place => [place.key, place.name] as const)))

/** What a young person wishes of the adult at their side; kept by another feature, with the record's history. */
export const saidWishes = {
  asked: { says: 'asked what they wish', coded: true, words: code => (code === 'asked' ? 'Yes' : 'No') },
  notAskedReason: { says: 'why they were not asked' },
  words: { says: 'what they wish' },
  gender: { says: 'whom they would rather meet', coded: true, words: code => genders[code] ?? code },
  languages: { says: 'languages they want to talk in', words: code => named('language', code) },
  interests: { says: 'what they like', coded: true, words: code => named('interest', code) },
  available: { says: 'when they can meet', words: timeOfWeekInWords },
  places: { says: 'where they can meet', words: key => placeNames().get(key) ?? key },
} as const satisfies Record<string, FieldSaid>

const others: readonly FieldSaid[] = [
  { says: 'kind of exploitation', words: code => named('exploitation-type', code) },
  { says: 'status', words: status => (isStatus(status) ? statusWords[status].choose : status) },
]

/** The names of fields whose codes are kept in the history, with their words. */
const wordsOf: ReadonlyMap<string, (code: string) => string> = new Map(
  [saidIdentity, saidHome, saidContact, saidPicture, saidWishes, others]
    .flatMap((said): readonly FieldSaid[] => Object.values(said))
    .flatMap(({ says, words }) => (words ? [[says, words] as const] : [])),
)

/** A value of the history in words: codes stand there as they were kept, several on a line each. */
export function inWords(field: string, value: string | null): string {
  if (value === null) return 'Nothing'
  const words = wordsOf.get(field)
  return words ? value.split('\n').map(words).join(', ') : value
}
