import type { ClientBase } from 'pg'
import { each, type FunctionProbe, ofArea, ofEach, rowsOf, sameRecord } from './probe.ts'
import { acts } from './reference-acts.ts'
import { counts, type Model, referenceModel } from './reference-model.ts'
import type { Data, Row } from './rows.ts'
import { sharingProbes } from './sharing-probes.ts'
import { telephoneProbes } from './telephone-probes.ts'
import type { World } from './world-of.ts'

// Functions of the database look with the rights of its owner, so each applies the rules itself: what they answer to
// somebody is compared with the model too. A key is whatever tells one answer from another.

const asAct = (act: string): string => (/^S\d/.test(act) ? `read ${act}` : act)
export const functionProbes: readonly FunctionProbe[] = [
  {
    name: 'my_young_people',
    text: `select act || ' ' || y as key from unnest('{${acts
      .map(asAct)
      .map(act => `"${act}"`)
      .join(',')}}'::text[]) act, unnest(app.my_young_people(act)) y`,
    rule: (model, world) =>
      acts.flatMap(act => world.children.filter(child => model.may(act, child)).map(child => `${asAct(act)} ${child}`)),
  },
  {
    name: 'my_acts_on',
    // Acts of features that the model leaves to them are left out.
    text: `select act || ' ' || c as key from unnest($1::uuid[]) c, unnest(app.my_acts_on(c)) act where act = any ('{${acts
      .map(asAct)
      .map(act => `"${act}"`)
      .join(',')}}')`,
    rule: (model, world) => each(world, child => model.actsOn(child).map(asAct)),
  },
  {
    name: 'why_i_can_see',
    text: ofEach('why_i_can_see(c)', 'x.because'),
    rule: (model, world) => each(world, child => model.seenFor(child)),
  },
  {
    name: 'visible_young_people',
    text: 'select y::text as key from unnest(app.visible_young_people($1)) y',
    rule: (model, world) => world.children.filter(child => model.listed(child) || model.actsOn(child).includes('S1')),
  },
  ...(['young_person_by_reference', 'young_person_near_by_reference'] as const).map(
    (name): FunctionProbe => ({
      name,
      text: `select app.${name}(a, 'R' || c)::text as key from unnest($1::uuid[]) c, unnest($2::uuid[]) a where app.${name}(a, 'R' || c) is not null`,
      rule: (model, world, data) =>
        world.children.flatMap(child =>
          model.listed(child) || model.actsOn(child).includes('S1')
            ? // Near by it is found from every area whose partner theirs is.
              Array<string>(name === 'young_person_by_reference' ? 1 : rowsOf(data, 'area').length).fill(child)
            : [],
        ),
    }),
  ),
  {
    name: 'kept_apart',
    // Of what stands in a partner area the class alone, unless whom it was written about is open too.
    text: ofEach(
      'kept_apart(c)',
      `x.id || ' ' || coalesce(x.reason, '-') || coalesce(x.other_id::text, '') || coalesce(x.recorded_by, '-') || x.written_there`,
    ),
    rule: (model, world, data) =>
      each(world, child => {
        if (!model.actsOn(child).includes('S5')) return []
        return rowsOf(data, 'keep_apart').flatMap(row => {
          const [here, there] = [row.young_person_id, row.other_id].map(
            id => id != null && sameRecord(model, id, child),
          )
          const them = here ? row.other_id : row.young_person_id
          if (row.moved_at != null || !(here || there) || (them != null && model.walled(them))) return []
          const near = !here && row.other_area_id !== row.area_id
          const whole = !near || model.actsOn(row.young_person_id).includes('S5')
          const seen = them != null && (model.listed(them) || model.actsOn(them).includes('S1'))
          const by = rowsOf(data, 'person').find(p => p.id === row.recorded_by)?.name
          return [`${row.id} ${whole ? row.reason : '-'}${seen ? them : ''}${whole ? by : '-'}${near}`]
        })
      }),
  },
  {
    name: 'who_can_see',
    text: ofEach('who_can_see(c)', `x.person_id || ' ' || x.because`),
    rule: (model, world, data) =>
      each(world, child =>
        model.may('see who can see', child)
          ? rowsOf(data, 'person').flatMap(p =>
              p.closed_at == null
                ? referenceModel(data, { session: alwaysOpen(p), focus: undefined })
                    .seenFor(child)
                    .map(one => `${p.id} ${one}`)
                : [],
            )
          : [],
      ),
  },
  {
    name: 'my_discussions',
    text: 'select d::text as key from unnest(app.my_discussions()) d',
    rule: model => [...new Set(model.invited.map(i => String(i.discussion)))],
  },
  {
    name: 'my_core_discussions',
    text: 'select d::text as key from unnest(app.my_core_discussions()) d',
    rule: model => [...new Set(model.invited.filter(i => i.core).map(i => String(i.discussion)))],
  },
  {
    name: 'linked_young_people',
    // The name of the other only where they are seen themselves.
    text: ofEach(
      'linked_young_people(c)',
      `x.link_id || ' ' || coalesce(x.other_id::text || x.name || x.reference, '')`,
    ),
    rule: (model, world, data) =>
      each(world, child =>
        rowsOf(data, 'young_person_link').flatMap(link => {
          if (
            link.moved_at != null ||
            ![link.young_person_id, link.other_id].includes(child) ||
            !model.actsOn(child).includes('S5')
          )
            return []
          const other = link.young_person_id === child ? link.other_id : link.young_person_id
          if (other != null && model.walled(other)) return []
          const seen = other != null && (model.listed(other) || model.actsOn(other).includes('S1'))
          return [`${link.id} ${seen ? `${other}Known SurnameR${other}` : ''}`]
        }),
      ),
  },
  {
    name: 'reasons_found',
    text: ofEach('reasons_found(c)', 'x.id'),
    rule: (model, world, data) =>
      each(world, child =>
        model.may('S5 reason', child)
          ? rowsOf(data, 'risk_fact')
              .filter(f => f.young_person_id === child && f.lifted_at == null)
              .map(f => String(f.id))
          : [],
      ),
  },
  {
    name: 'cases_of_my_agency',
    text: ofArea('cases_of_my_agency(a, null, null, 100)', 'x.holding_id'),
    rule: (model, _, data) =>
      rowsOf(data, 'case_holding')
        .filter(
          h =>
            h.until_at == null &&
            model.child(h.young_person_id)?.merged_into == null &&
            !model.walled(h.young_person_id),
        )
        .filter(h => model.manages(h.agency_id))
        .map(h => String(h.id)),
  },
  {
    name: 'waiting_for_forum',
    text: ofArea('waiting_for_forum(a, null, 100, 0)', 'x.young_person_id'),
    atMost: true,
    rule: (model, world) =>
      world.children.filter(child => {
        const y = model.child(child)
        return (
          y?.sent_to_forum_at != null &&
          model.holds(y.area_id, 'forum-chair', 'forum-coordinator') &&
          !model.walled(child)
        )
      }),
  },
  {
    name: 'siblings_sent_to_forum',
    text: `select x.one || ' ' || x.other as key from unnest($2::uuid[]) a, app.siblings_sent_to_forum(a, $1) x`,
    rule: (model, world, data) =>
      rowsOf(data, 'young_person_link')
        .filter(link => link.moved_at == null && link.other_id != null)
        .filter(link =>
          [link.young_person_id, link.other_id].every(id => {
            const y = model.child(id)
            return (
              y?.sent_to_forum_at != null &&
              y.area_id === link.area_id &&
              world.children.includes(String(id)) &&
              model.holds(y.area_id, 'forum-chair', 'forum-coordinator') &&
              !model.walled(id)
            )
          }),
        )
        .map(link => `${link.young_person_id} ${link.other_id}`),
  },
  {
    name: 'late_actions',
    text: ofArea('late_actions(a)', 'x.id'),
    rule: (model, _, data) =>
      rowsOf(data, 'forum_action')
        .filter(action => action.done_at == null && Date.parse(String(action.due_on)) < Date.now() - 86_400_000)
        .filter(action => model.manages(action.agency_id) && !model.walled(action.young_person_id))
        .map(action => String(action.id)),
  },
  {
    name: 'find_young_people',
    text: ofArea(`find_young_people(a, '{giv}', null, null, 100)`, 'x.id'),
    atMost: true,
    rule: (model, world) =>
      world.children.filter(child => model.sees(child) && model.child(child)?.merged_into == null),
  },
  {
    name: 'moved_entries',
    text: ofArea('moved_entries(a, null, null, 100)', 'x.id'),
    rule: (model, _, data) =>
      rowsOf(data, 'wrong_child')
        .filter(
          w =>
            model.holds(w.area_id, 'information-governance') &&
            !model.walled(w.young_person_id) &&
            !model.walled(w.right_young_person_id),
        )
        .map(w => String(w.id)),
  },
  {
    name: 'walls_before',
    // Never one before whoever asks, whoever they are by now.
    text: ofEach('walls_before(c)', 'x.id'),
    rule: (model, world, data) =>
      each(world, child =>
        model.actsOn(child).includes('keep somebody away')
          ? rowsOf(data, 'wall')
              .filter(w => w.person_id !== model.me && sameRecord(model, w.young_person_id, child))
              .map(w => String(w.id))
          : [],
      ),
  },
  {
    name: 'duty_summary',
    text: ofEach('duty_summary(c)', `x.what || ' ' || x.kind`),
    rule: (model, world, data) =>
      each(world, child => {
        if (!model.actsOn(child).includes('see what duty needs')) return []
        const of = (table: string) => rowsOf(data, table).filter(row => row.young_person_id === child)
        const done = of('assessment').some(a => a.completed_at != null && a.set_aside_at == null && a.moved_at == null)
        return [
          ...(done ? ['level moderate', ...of('person_who_poses_risk').map(p => `proposed ${p.kind}`)] : []),
          ...of('risk_fact')
            .filter(f => f.lifted_at == null)
            .map(f => `found ${f.kind}`),
        ]
      }),
  },
  {
    name: 'duty_looks',
    text: ofArea('duty_looks(a, null)', 'x.id'),
    rule: (model, _, data) =>
      rowsOf(data, 'duty_look')
        .filter(l => l.answered_at == null && l.person_id !== model.me && !model.walled(l.young_person_id))
        .filter(l => model.holds(l.reviewed_in, 'information-governance'))
        .map(l => String(l.id)),
  },
  {
    name: 'opened_in_emergency',
    text: `select x.young_person_id::text as key from app.emergency_access e, app.opened_in_emergency(e.id) x`,
    rule: (model, _, data) =>
      rowsOf(data, 'emergency_access')
        .filter(e => e.person_id !== model.me && !model.walled(e.young_person_id))
        .filter(e => model.holds(e.reviewed_in ?? e.area_id, 'information-governance'))
        .map(e => String(e.young_person_id)),
  },
  {
    name: 'my_emergency_access',
    text: 'select id::text as key from app.my_emergency_access()',
    rule: (model, _, data) =>
      rowsOf(data, 'emergency_access')
        .filter(
          e =>
            model.me !== undefined &&
            e.person_id === model.me &&
            e.ended_at == null &&
            Date.parse(String(e.until_at)) > Date.now(),
        )
        .map(e => String(e.id)),
  },
  ...sharingProbes,
  ...telephoneProbes,
  {
    name: 'proposal_for',
    // Who waits in a service, for whoever matches for it and for them.
    text: `select y ->> 'youngPerson' || ' ' || s.key as key from unnest($2::uuid[]) a join app.service s on s.area_id = a,
      app.proposal_for(a, s.key) x, jsonb_array_elements(x.waiting) y`,
    rule: (model, _, data) =>
      rowsOf(data, 'strand_allocation')
        .filter(s => waits(model, s, data))
        .filter(s => model.managesService(s.area_id, s.service_key) && model.may('match a worker', s.young_person_id))
        .map(s => `${s.young_person_id} ${s.service_key}`),
  },
  {
    name: 'who_waits',
    // Of their service to whoever matches for it, of every service to whoever co-ordinates; nobody behind a wall.
    text: `select x.strand_id::text as key from unnest($2::uuid[]) a, app.who_waits(a, null, 100) x`,
    rule: (model, _, data) =>
      rowsOf(data, 'strand_allocation').flatMap(s => {
        const child = model.child(s.young_person_id)
        const there =
          rowsOf(data, 'match').some(m => m.strand_allocation_id === s.id && counts(m)) ||
          rowsOf(data, 'known_adult').some(
            k => k.strand_allocation_id === s.id && k.approved_at != null && k.ended_at == null,
          )
        const lists =
          model.holds(s.area_id, 'coordinator') ||
          (model.managesService(s.area_id, s.service_key) &&
            model.holds(s.area_id, 'operational-manager', 'service-manager')) ||
          (model.holds(s.area_id, 'panel-member') && model.holds(s.area_id, 'operational-manager', 'service-manager'))
        return lists &&
          s.until_at == null &&
          child?.status !== 'died' &&
          child?.merged_into == null &&
          !model.walled(s.young_person_id) &&
          !there
          ? [String(s.id)]
          : []
      }),
  },
  {
    name: 'matches_to_approve',
    text: `select x.id::text as key from app.matches_to_approve() x`,
    rule: (model, _, data) =>
      rowsOf(data, 'match')
        .filter(m => mayApprove(model, m, data))
        .map(m => String(m.id)),
  },
  {
    name: 'overdue_visits',
    // Whoever manages the service, and duty of the area; never the worker.
    text: ofArea('overdue_visits(a)', 'x.id'),
    rule: (model, _, data) =>
      rowsOf(data, 'lone_visit').flatMap(visit => {
        const worker = rowsOf(data, 'worker').find(w => w.id === visit.worker_id)
        const told =
          model.managesWorker(worker) || (model.holds(visit.area_id, 'duty') && worker?.person_id !== model.me)
        return told && visit.checked_in_at == null && visit.seen_to_at == null ? [String(visit.id)] : []
      }),
  },
]

/** Whether an open strand has nobody, and nobody it still has to say goodbye to. */
const waits = (model: Model, s: Row, data: Data): boolean => {
  const child = model.child(s.young_person_id)
  return (
    s.until_at == null &&
    child?.status !== 'died' &&
    child?.merged_into == null &&
    !rowsOf(data, 'match').some(m => m.strand_allocation_id === s.id && m.ended_at == null)
  )
}

/** Whether somebody is the second person who approves what was accepted with a match; they read no name. */
export function mayApprove(model: Model, m: Row, data: Data): boolean {
  const worker = rowsOf(data, 'worker').find(w => w.id === m.worker_id)
  const partners = rowsOf(data, 'area').find(a => a.id === m.area_id)?.partners
  const areas = [m.area_id, ...(Array.isArray(partners) ? partners : [])]
  return (
    m.ended_at == null &&
    m.stopped_at == null &&
    m.approved_at == null &&
    !counts(m) &&
    m.made_by !== model.me &&
    worker?.person_id !== model.me &&
    !model.walled(m.young_person_id) &&
    areas.some(area => model.holds(area, 'operational-manager', 'service-manager', 'coordinator'))
  )
}

/** Somebody as if they were signed in. */
const alwaysOpen = (person: Row): Row => ({
  person_id: person.id ?? null,
  last_seen_at: new Date().toISOString(),
  expires_at: new Date(Date.now() + 3_600_000).toISOString(),
})

/** What a function answers to whoever asks now. */
export async function answered(app: ClientBase, probe: FunctionProbe, world: World): Promise<readonly string[]> {
  const areas = (world.data.area ?? []).map(area => String(area.id))
  // Both are named, so that each probe may use what it needs.
  const text = `with given as (select $1::uuid[], $2::uuid[]) ${probe.text}`
  const { rows } = await app.query<{ key: string }>({
    name: `function ${probe.name}`,
    text,
    values: [world.children, areas],
  })
  return rows.map(({ key }) => key)
}
