import type { VNode } from 'preact'
import { assets } from './design/assets.ts'
import { FormContext, type FormState } from './design/form.tsx'
import { relativeDay } from './design/formats.ts'
import { FrameContext } from './design/page.tsx'
import { html } from './design/raw.tsx'
import { urls as access } from './features/access/index.ts'
import { navigation } from './features/home/index.ts'
import type { Around } from './web/kit.ts'
import { withQuery } from './web/path.ts'

/** Draws a page inside its frame: who is signed in, where they can go, why they see this, and what the form needs. */
export function drawPage(kind: 'trial' | 'live', node: VNode, around: Around): string {
  const { who, form } = around
  const frame = {
    nonce: around.nonce,
    csrf: around.csrf,
    serviceName: 'Trusted Relationships',
    kind,
    assets: assets(),
    errors: around.errors,
    because: around.because,
    nav: who ? navigation(who, around.path) : [],
    ...(around.area ? { areaName: around.area.name } : {}),
    ...(who
      ? {
          person: { name: who.person.name, role: who.person.title },
          signOutTo: access.signOut(),
          sessionsHref: access.sessions(),
        }
      : {}),
  }
  const state: FormState = {
    csrf: around.csrf,
    kept: [],
    ...(form
      ? {
          token: form.token,
          instance: form.instance,
          subject: around.path,
          ...(form.version === undefined ? {} : { version: form.version }),
          ...(form.draft ? { draft: form.draft } : {}),
          ...(form.youngPerson ? { youngPerson: form.youngPerson } : {}),
          ...(form.at ? { at: form.at } : {}),
          ...(form.theirs ? { theirs: form.theirs } : {}),
          ...(form.restored ? { restored: true } : {}),
          kept: form.kept.map(d => ({
            ...d,
            href: withQuery(around.path, { draft: d.instance }),
            says: relativeDay(d.savedAt, around.now),
          })),
        }
      : {}),
  }
  return `<!DOCTYPE html>\n${html(
    <FrameContext.Provider value={frame}>
      <FormContext.Provider value={state}>{node}</FormContext.Provider>
    </FrameContext.Provider>,
  )}`
}
