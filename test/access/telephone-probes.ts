import { each, type FunctionProbe, goesOn, ofEach, rowsOf, sameRecord } from './probe.ts'
import { counts, type Model } from './reference-model.ts'
import { onMyTelephone } from './reference-tables.ts'
import type { Data, Row } from './rows.ts'

// What a telephone may be shown of those somebody is matched with (promises C), and what surrounds it.

export const telephoneProbes: readonly FunctionProbe[] = [
  {
    name: 'my_matches',
    // What a telephone shows: of those somebody is matched with themself, and nobody behind a wall.
    text: `select x.id::text as key from app.my_matches() x`,
    rule: (model, _, data) =>
      rowsOf(data, 'match').flatMap(m =>
        counts(m) &&
        model.isMe(rowsOf(data, 'worker').find(w => w.id === m.worker_id)) &&
        !model.walled(m.young_person_id) &&
        model.child(m.young_person_id)?.status !== 'died'
          ? [String(m.id)]
          : [],
      ),
  },
  {
    name: 'my_ringing',
    text: `select r.match_id || ' ' || (r.stands = 'now') as key from app.my_ringing() r`,
    rule: (model, _, data) =>
      rowsOf(data, 'match')
        .filter(m => onMyTelephone(model, m.id, data))
        .map(m => `${m.id} ${mayRingNow(model, m, data)}`),
  },
  {
    name: 'number_to_ring',
    // The number itself: of one's own, at a time that is safe.
    text: `select m || ' ' || n as key from unnest(app.my_match_ids()) m, app.number_to_ring(m) n where n is not null`,
    rule: (model, _, data) =>
      rowsOf(data, 'match')
        .filter(m => onMyTelephone(model, m.id, data) && mayRingNow(model, m, data))
        .map(m => `${m.id} 0`),
  },
  {
    name: 'my_match_ids',
    text: 'select m::text as key from unnest(app.my_match_ids()) m',
    rule: (model, _, data) =>
      rowsOf(data, 'match')
        .filter(m => onMyTelephone(model, m.id, data))
        .map(m => String(m.id)),
  },
  {
    name: 'me_in_match',
    text: `select m.id::text as key from app.my_matches() m where app.me_in_match(m.area_id, m.id) is not null`,
    rule: (model, _, data) =>
      rowsOf(data, 'match')
        .filter(m => onMyTelephone(model, m.id, data))
        .map(m => String(m.id)),
  },
  {
    name: 'my_briefs',
    text: 'select x.id::text as key from app.my_briefs() x',
    rule: (model, _, data) =>
      rowsOf(data, 'brief')
        .filter(b => onMyTelephone(model, b.match_id, data))
        .map(b => String(b.id)),
  },
  {
    name: 'my_meetings',
    text: `select x.id || ' ' || x.opens as key from app.my_meetings() x`,
    rule: (model, _, data) =>
      rowsOf(data, 'planned_meeting')
        .filter(p => p.called_off_at == null && onMyTelephone(model, p.match_id, data))
        .map(p => `${p.id} ${opensNow(p, data)}`),
  },
  {
    name: 'my_asked_meetings',
    text: 'select x.match_id::text as key from app.my_asked_meetings() x',
    rule: (model, _, data) =>
      rowsOf(data, 'planned_meeting')
        .filter(p => p.agreed === 'asked' && p.agreed_by === model.me && onMyTelephone(model, p.match_id, data))
        .map(p => String(p.match_id)),
  },
  {
    name: 'open_meeting',
    // Surname and place: of one's own, around the meeting alone.
    text: `select x.young_person_id || ' ' || x.surname || ' ' || x.venue as key from app.my_meetings() m, app.open_meeting(m.id) x`,
    rule: (model, _, data) =>
      rowsOf(data, 'planned_meeting')
        .filter(p => p.called_off_at == null && opensNow(p, data) && onMyTelephone(model, p.match_id, data))
        .map(p => `${p.young_person_id} Surname ${p.venue}`),
  },
  {
    name: 'not_for_a_telephone',
    text: ofEach('not_for_a_telephone(c)', 'cardinality(x.names)'),
    rule: (model, world, data) =>
      each(world, child =>
        model.actsOn(child).includes('match a worker') ? [String(namesOf(model, child, data).size)] : [],
      ),
  },
  {
    name: 'effort_of',
    text: ofEach('effort_of(c, null)', `'effort'`),
    rule: (model, world) => each(world, child => (model.may('S3', child) ? ['effort'] : [])),
  },
]

/**
 * Whether surname and place are there on tap: a meeting is under way, or begins within two hours, or was over within one,
 * its match does not pause and what they must know first is read.
 */
export const opensNow = (p: Row, data: Data): boolean =>
  !rowsOf(data, 'match_pause').some(pause => pause.match_id === p.match_id && pause.over_at == null) &&
  newestBriefRead(p.match_id, data) &&
  Date.parse(String(p.starts_at)) - 2 * 3_600_000 <= Date.now() &&
  Date.now() <= Date.parse(String(p.ends_at)) + 3_600_000

/**
 * Whether a telephone has the number of one now: what they must know first is read, it does not pause, and the record that goes
 * on says that now is safe.
 */
export function mayRingNow(model: Model, match: Row, data: Data): boolean {
  const pauses = rowsOf(data, 'match_pause').some(p => p.match_id === match.id && p.over_at == null)
  const record = goesOn(model, match.young_person_id)
  const detail = rowsOf(data, 'young_person_detail').find(d => d.young_person_id === record)
  return newestBriefRead(match.id, data) && !pauses && detail !== undefined && safeNow(detail)
}

function newestBriefRead(match: unknown, data: Data): boolean {
  const [newest] = rowsOf(data, 'brief')
    .filter(b => b.match_id === match)
    .toSorted((a, b) => Number(b.number) - Number(a.number))
  const worker = rowsOf(data, 'match').find(m => m.id === match)?.worker_id
  return (
    newest !== undefined && rowsOf(data, 'brief_read').some(r => r.brief_id === newest.id && r.worker_id === worker)
  )
}

/** What a clock in England shows now, held against what is said of a young person. */
export function safeNow(detail: Row): boolean {
  if (detail.safe_ringing !== 'at these times') return detail.safe_ringing === 'any time'
  const parts = new Map(clock.formatToParts(new Date()).map(({ type, value }) => [type, value]))
  const hour = Number(parts.get('hour'))
  const [part] = partsOfDay.find(([, from, until]) => from <= hour && hour < until) ?? ['night']
  return (detail.safe_times as readonly string[]).includes(`${parts.get('weekday')?.toLowerCase()}-${part}`)
}
const partsOfDay = [
  ['early', 6, 9],
  ['morning', 9, 12],
  ['afternoon', 12, 17],
  ['evening', 17, 21],
] as const
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'short',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** What says who somebody is and where they are found, under every record of theirs, as far as one may read it there. */
const namesOf = (model: Model, child: string, data: Data): ReadonlySet<unknown> =>
  new Set(
    rowsOf(data, 'young_person')
      .filter(y => sameRecord(model, y.id, child))
      .flatMap(y => {
        const detail = rowsOf(data, 'young_person_detail').find(d => d.young_person_id === y.id)
        return [
          ...(model.actsOn(y.id).includes('S1') ? [y.surname] : []),
          ...(model.actsOn(y.id).includes('S2') ? [detail?.school, detail?.address, detail?.postcode] : []),
        ].filter(one => one != null)
      }),
  )
