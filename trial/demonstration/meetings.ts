import type { Day } from '../../src/platform/working-days.ts'
import { meetingWeeks } from './timeline.ts'
import { did, the, type World } from './world.ts'

/** A meeting of the forum. */
export interface Meeting {
  readonly id: string
  readonly area: string
  readonly heldOn: Day
}

/** Puts in the meetings of both forums: those that were, and those to come. */
export function meet(world: World): readonly Meeting[] {
  const { book, cal, random, places } = world
  return (['north-yorkshire', 'york'] as const).flatMap(area => {
    const coordinator = the(world, area, 'forum-coordinator')
    const chair = the(world, area, 'forum-chair')
    return meetingWeeks[area].map(week => {
      const heldOn = cal.wednesday(week)
      const made = cal.at(cal.after(heldOn, -35), 9)
      const id = random.idAt(made)
      // The last one is still open: its minutes are being confirmed.
      const closed = week < 0 ? cal.at(heldOn, 16, 30) : null
      book.insert('meeting', {
        area_id: places.areaId(area),
        id,
        held_on: heldOn,
        starts_at: '14:00',
        place: area === 'york' ? 'Imaginary House, room 2, and online' : 'Pretend Hall, Scarborough, and online',
        chair_id: chair.id,
        coordinator_id: coordinator.id,
        made_at: made,
        made_by: coordinator.id,
        closed_at: closed,
        closed_by: closed ? coordinator.id : null,
      })
      did(world, made, coordinator, 'meeting made', { record: id })
      return { id, area, heldOn }
    })
  })
}
