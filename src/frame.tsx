import type { VNode } from 'preact'
import { assets } from './design/assets.ts'
import { relativeDay } from './design/formats.ts'
import { type Frame, FrameContext, html } from './design/index.ts'
import { urls as access } from './features/access/index.ts'
import { navigation } from './features/home/index.ts'
import type { Around } from './web/kit.ts'
import { withQuery } from './web/path.ts'

/** Draws a page inside its frame: who is signed in, where they can go, why they see this, and what the form needs. */
export function drawPage(kind: 'trial' | 'live', node: VNode, around: Around): string {
  const { who, form } = around
  const frame: Frame = {
    nonce: around.nonce,
    csrf: around.csrf,
    serviceName: 'Trusted Relationships',
    kind,
    assets: assets(),
    errors: around.errors,
    because: around.because,
    nav: who ? navigation(who, around.path) : [],
    areaName: around.area?.name,
    ...(who
      ? {
          person: { name: who.person.name, role: who.person.title },
          signOutHref: access.signOut(),
          meeting: who.meetingUntil !== undefined,
        }
      : {}),
    ...(form
      ? {
          form: {
            ...form,
            subject: around.path,
            kept: form.kept.map(d => ({
              href: withQuery(around.path, { draft: d.instance }),
              says: relativeDay(d.savedAt, around.now),
            })),
          },
        }
      : {}),
  }
  return html(<FrameContext.Provider value={frame}>{node}</FrameContext.Provider>)
}
