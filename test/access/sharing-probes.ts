import { each, type FunctionProbe, goesOn, ofArea, ofEach, rowsOf, sameRecord } from './probe.ts'
import type { Model } from './reference-model.ts'
import type { Data, Row } from './rows.ts'

/** Whether one of many was added to what a young person can be asked about, on whichever of their records. */
const isNamed = (model: Model, data: Data, child: string, agency: Row): boolean =>
  rowsOf(data, 'named_agency').some(n => n.agency_id === agency.id && sameRecord(model, n.young_person_id, child))

/** What is shared, with whom it can be, and what each agency finds. */
export const sharingProbes: readonly FunctionProbe[] = [
  {
    name: 'sharing_strip',
    // Everybody's to whoever works with them; of others, what is shared with their own agency.
    text: `select distinct c || ' ' || (app.sharing_strip(c) ->> 'everybody') || ' ' || category as key
      from unnest($1::uuid[]) c, jsonb_array_elements(app.sharing_strip(c) -> 'shared') s, jsonb_array_elements_text(s -> 'categories') category
      where s ->> 'law' = 'true'`,
    rule: (model, world, data) =>
      world.children.flatMap(child => {
        const everybody = model.may('read what may be shared', child)
        if (!everybody && !model.may('read what is shared', child)) return []
        // Of somebody who died nothing is shared any more.
        if (model.child(child)?.status === 'died') return []
        const shown = rowsOf(data, 'lawful_share')
          // What was shared of a record that was merged is shared of the one that goes on.
          .filter(l => goesOn(model, l.young_person_id) === child && l.ended_at == null)
          .filter(l => everybody || model.speaksAsPartner(l.agency_id))
        return [...new Set(shown.flatMap(l => l.categories as readonly string[]))].map(
          category => `${child} ${everybody} ${category}`,
        )
      }),
  },
  {
    name: 'shared_with_me',
    text: `select y::text as key from unnest($2::uuid[]) a, unnest(app.shared_with_me(a, null, 1000)) y`,
    rule: (model, world) => world.children.filter(child => model.may('read what is shared', child)),
  },
  {
    name: 'sharing_records',
    text: ofArea('sharing_records(a, null, 100)', 'x.id'),
    rule: (model, _, data) =>
      rowsOf(data, 'lawful_share')
        .filter(l => model.holds(l.area_id, 'information-governance') && !model.walled(l.young_person_id))
        .map(l => String(l.id)),
  },
  {
    name: 'agencies_to_share_with',
    text: ofEach('agencies_to_share_with(c)', 'x.id'),
    rule: (model, world, data) =>
      each(world, child =>
        model.may('read what may be shared', child)
          ? rowsOf(data, 'agency')
              .filter(a => a.area_id === model.child(child)?.area_id && !a.stands_for_many)
              .filter(a => a.one_of_id == null || isNamed(model, data, child, a))
              .map(a => String(a.id))
          : [],
      ),
  },
  {
    name: 'agencies_to_name',
    text: ofEach('agencies_to_name(c)', 'x.id'),
    rule: (model, world, data) =>
      each(world, child =>
        model.may('ask for consent', child)
          ? rowsOf(data, 'agency')
              .filter(a => a.area_id === model.child(child)?.area_id && a.one_of_id != null)
              .filter(a => !isNamed(model, data, child, a))
              .map(a => String(a.id))
          : [],
      ),
  },
]
