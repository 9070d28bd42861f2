import { createHash } from 'node:crypto'

// The chain of the audit, worked out again without any function of the database (migration 0005 says how it is made): a
// seal is the SHA-256 over the hash of the seal before and the hashes of its events, in the order of transaction and
// sequence. What a seal covers is said by its transaction numbers alone, so nothing can be slipped in between two.

/** An event as it stands in the table, every value in PostgreSQL's own words; null where it is absent. */
export interface AuditEvent {
  readonly seq: string
  readonly xid: string
  /** In UTC: `2026-11-22 09:30:00.123456`. */
  readonly at: string | null
  readonly request: string | null
  readonly person: string | null
  readonly session: string | null
  readonly act: string | null
  readonly outcome: string | null
  readonly because: readonly (string | null)[] | null
  readonly area: string | null
  readonly youngPerson: string | null
  readonly record: string | null
  readonly detail: string | null
  /** As which role; nothing in events older than migration 0085. */
  readonly roles: readonly (string | null)[] | null
}

export interface Seal {
  readonly number: number
  readonly sealedAt: string
  readonly upToXid: string
  readonly events: number
  readonly hash: Buffer
}

/** A seal as it was sent outside. */
export interface Head {
  readonly number: number
  readonly hash: string
}

export interface Report {
  readonly events: number
  readonly seals: number
  /** Events that no seal covers yet; nothing can be said of them. */
  readonly unsealed: number
  /** The last seal, to be kept outside. */
  readonly head: Head | undefined
  /** What is wrong, a sentence each; nothing where all is as it was. */
  readonly faults: readonly string[]
}

/** Most faults that are told one by one: after a flood the rest is a number. */
const most = 1_000

/**
 * Goes through everything once; memory does not grow with it.
 * @param events in the order (xid, seq)
 * @param seals in the order of their numbers
 * @param kept a seal that was sent outside: without one, a tail cut off together with its seals cannot be noticed
 */
export async function verify(
  events: AsyncIterable<AuditEvent>,
  seals: AsyncIterable<Seal>,
  kept?: Head,
): Promise<Report> {
  const faults: string[] = []
  let more = 0
  const fault = (text: string): void => void (faults.length < most ? faults.push(text) : more++)

  const source = events[Symbol.asyncIterator]()
  let event = await source.next()
  let last: Seal | undefined
  const count = { events: 0, seals: 0, unsealed: 0 }
  let keptFound = false

  for await (const seal of seals) {
    const expected = (last?.number ?? 0) + 1
    const gap = seal.number !== expected
    if (gap)
      fault(
        seal.number - expected === 1
          ? `Seal ${expected} is missing.`
          : `Seals ${expected} to ${seal.number - 1} are missing.`,
      )
    if (last && BigInt(seal.upToXid) <= BigInt(last.upToXid))
      fault(`Seal ${seal.number} does not go on where ${last.number} ended.`)

    const chain = createHash('sha256').update(last?.hash ?? '')
    let found = 0
    let first: string | undefined
    let latest: string | undefined
    while (!event.done && BigInt(event.value.xid) < BigInt(seal.upToXid)) {
      const unclear = unclearPart(event.value)
      if (unclear) fault(`Event ${event.value.seq} was changed: its ${unclear} is not one that can be written.`)
      chain.update(createHash('sha256').update(line(event.value)).digest())
      first ??= event.value.seq
      latest = event.value.seq
      found++
      event = await source.next()
    }
    count.events += found
    count.seals++

    const where = `Seal ${seal.number} of ${seal.sealedAt} UTC${first ? `, events ${first} to ${latest}` : ''}`
    if (found < seal.events) fault(`${where}: ${many(seal.events - found)} missing of ${seal.events}.`)
    else if (found > seal.events) fault(`${where}: ${many(found - seal.events)} added to ${seal.events}.`)
    else if (!chain.digest().equals(seal.hash))
      fault(
        `${where}: ${gap ? 'cannot be told, for want of the seal before' : 'an event or the seal was changed, or events were put in another order'}.`,
      )

    if (kept?.number === seal.number) {
      keptFound = true
      if (seal.hash.toString('hex') !== kept.hash.toLowerCase())
        fault(`Seal ${seal.number} is not the one that was kept outside.`)
    }
    last = seal
  }
  for (; !event.done; event = await source.next()) count.unsealed++
  if (kept && !keptFound && kept.number > (last?.number ?? 0))
    fault(
      `The end was cut off: seal ${kept.number} was kept outside, and the last one here is ${last?.number ?? 'none'}.`,
    )
  return {
    ...count,
    head: last && { number: last.number, hash: last.hash.toString('hex') },
    faults: more > 0 ? [...faults, `And ${more} more.`] : faults,
  }
}

const many = (n: number): string => (n === 1 ? '1 event is' : `${n} events are`)

/** One event as text: its fields joined by line feeds, times in microseconds since 1970, absent values empty. */
export function line(e: AuditEvent): string {
  return [
    e.seq,
    e.xid,
    e.at === null ? '' : microseconds(e.at),
    e.request ?? '',
    e.person ?? '',
    e.session ?? '',
    e.act ?? '',
    e.outcome ?? '',
    (e.because ?? []).join(','),
    e.area ?? '',
    e.youngPerson ?? '',
    e.record ?? '',
    e.detail ?? '',
    ...(e.roles?.length ? [e.roles.join(',')] : []),
  ].join('\n')
}

/** Microseconds since 1970, as text; not a number where it is no moment. */
function microseconds(at: string): string {
  const [, seconds = '', fraction = ''] = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.(\d{6})$/.exec(at) ?? []
  const whole = Date.parse(`${seconds.replace(' ', 'T')}Z`)
  return Number.isNaN(whole) ? 'not a moment' : String(BigInt(whole) * 1_000n + BigInt(fraction))
}

const outcomes: readonly (string | null)[] = ['read', 'done', 'not allowed']

/**
 * A part that the database’s own constraints keep from ever being written, and that would make two different events the
 * same text: absent values, and separators within a value. Whoever can drop constraints could hide a change there.
 */
function unclearPart(e: AuditEvent): string | undefined {
  if (e.at === null || microseconds(e.at) === 'not a moment') return 'time'
  if (e.act === null || /[\n\r]/.test(e.act)) return 'act'
  if (!outcomes.includes(e.outcome)) return 'outcome'
  if (e.because === null || e.because.some(one => one === null || one === '' || /[,\n\r]/.test(one)))
    return 'list of relations'
  if (e.detail === null) return 'detail'
  if (e.roles === null || e.roles.some(one => one === null || one === '' || /[,\n\r]/.test(one))) return 'list of roles'
  return undefined
}
