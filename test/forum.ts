import type { MadePerson, MadeYoungPerson, World } from './world.ts'

// The people and children a forum needs, arranged as the superuser, like the rest of the world.

export interface ForumWorld {
  readonly area: string
  readonly chair: MadePerson
  readonly coordinator: MadePerson
  readonly holder: MadePerson
  /** Member of a core agency. */
  readonly police: MadePerson
  /** Member of an agency that is not core. */
  readonly school: MadePerson
  agency(key: string): Promise<string>
  /** A child of the holder whose assessment was sent to the forum some days ago. */
  sent(options?: { daysAgo?: number; surname?: string; given?: string }): Promise<MadeYoungPerson>
  /** A discussion of this child with these agencies invited; frozen some days ago unless said otherwise. */
  discussion(
    child: MadeYoungPerson,
    options?: { invited?: readonly string[]; frozen?: boolean; kind?: 'urgent' | 'strategy' },
  ): Promise<string>
}

export async function aForum(world: World, area: string): Promise<ForumWorld> {
  const person = (role: string, agency?: string) => world.person({ role, area, ...(agency ? { agency } : {}) })
  const chair = await person('forum-chair')
  const coordinator = await person('forum-coordinator')
  const holder = await person('case-holder')
  const police = await person('forum-member', 'police')
  const school = await person('forum-member', 'schools')
  const areaId = await world.areaId(area)
  const agency = async (key: string) =>
    (await world.one<{ id: string }>('select id from agency where area_id = $1 and key = $2', [areaId, key])).id
  return {
    area,
    chair,
    coordinator,
    holder,
    police,
    school,
    agency,
    sent: async (options = {}) => {
      const child = await world.youngPerson(area, { heldBy: holder, ...options })
      await world.db.query(
        `update young_person set sent_to_forum_at = now() - make_interval(days => $2) where id = $1`,
        [child.id, options.daysAgo ?? 3],
      )
      return child
    },
    discussion: async (child, options = {}) => {
      const { id } = await world.one<{ id: string }>(
        `insert into discussion (area_id, young_person_id, kind, held_on, waiting_since, listed_by, papers_frozen_at, papers_frozen_by)
         select $1, $2, $3, current_date, now(), $4::uuid, case when $5 then now() - interval '2 days' end, case when $5 then $4::uuid end returning id`,
        [child.areaId, child.id, options.kind ?? 'urgent', coordinator.id, options.frozen ?? true],
      )
      for (const key of options.invited ?? ['childrens-social-care', 'police', 'health', 'schools'])
        await world.db.query(
          'insert into discussion_agency (area_id, discussion_id, young_person_id, agency_id, invited_by) values ($1, $2, $3, $4, $5)',
          [child.areaId, id, child.id, await agency(key), coordinator.id],
        )
      return id
    },
  }
}
