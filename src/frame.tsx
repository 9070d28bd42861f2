import type { VNode } from 'preact'
import type { Who } from './db/who.ts'
import { assets } from './design/assets.ts'
import { relativeDay } from './design/formats.ts'
import { type Frame, FrameContext, html } from './design/index.ts'
import { urls as access } from './features/access/index.ts'
import { areas } from './features/areas/index.ts'
import { type SharingStrip, stripOf } from './features/consent/index.ts'
import { urls as governance } from './features/governance/index.ts'
import { features } from './features.ts'
import type { WebConfig } from './platform/config.ts'
import { dayOf } from './platform/working-days.ts'
import type { Around } from './web/kit.ts'
import { withQuery } from './web/path.ts'

/** Draws a page inside its frame: who is signed in, where they can go, why they see this, and what the form needs. */
export function drawPage(
  { KIND: kind, QUIET_NAME: quietName }: Pick<WebConfig, 'KIND' | 'QUIET_NAME'>,
  node: VNode,
  around: Around,
  by?: string,
): string {
  const { who, form } = around
  const frame: Frame = {
    nonce: around.nonce,
    csrf: around.csrf,
    by,
    // A stranger may look at a screen nobody is signed in on, and at a volunteer’s telephone.
    serviceName: who && who.wayIn !== 'passkey' ? 'Trusted Relationships' : quietName,
    kind,
    madeAt: around.now,
    assets: assets(),
    errors: around.errors,
    because: around.because,
    saved: around.saved,
    nav: who && !who.together ? areaNav(who, around.path, inMeeting(around)) : [],
    ...(around.acts && around.youngPerson && around.area
      ? ofRecord(around, around.acts, { area: around.area.key, youngPerson: around.youngPerson })
      : {}),
    areaName: around.area?.name,
    ...(around.lasts && around.area ? { emergency: emergency(around.area.key, around.lasts) } : {}),
    ...(who
      ? {
          // What somebody is stands on no telephone: it says why they know these young people.
          person: { name: who.person.name, role: who.wayIn === 'passkey' ? undefined : who.person.title },
          sessionsHref: access.sessions(),
          signOutHref: access.signOut(),
          meeting: inMeeting(around),
          together: who.together !== undefined,
          lockTo: access.lock(),
          locks: {
            here: around.path,
            idleSeconds: who.idleSeconds,
            meetingSeconds: Math.max(
              0,
              Math.ceil(((who.meetingUntil ?? around.now).getTime() - around.now.getTime()) / 1000),
            ),
            ...(who.together
              ? { endsSeconds: Math.max(0, Math.floor((who.together.until.getTime() - around.now.getTime()) / 1000)) }
              : {}),
          },
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
              throwAway: access.draft({ instance: d.instance }),
            })),
          },
        }
      : {}),
  }
  return html(<FrameContext.Provider value={frame}>{node}</FrameContext.Provider>)
}

/** In a meeting nothing opens but its agenda (the kit turns away the rest). */
const inMeeting = ({ who, now }: Around): boolean => who?.meetingUntil !== undefined && who.meetingUntil > now

/** What is open only until a moment, and what ends it before. */
const emergency = (area: string, { until, ends }: NonNullable<Around['lasts']>): Frame['emergency'] => ({
  until,
  endTo: governance.end({ area, request: ends }),
  renewAt: governance.emergency({ area }),
})

/** Where this person can go, for the top of every page: what their roles have a page for, in the areas they hold them. */
function areaNav(who: Who, path: string, meeting: boolean): Frame['nav'] {
  const mine = areas().all.filter(area => who.roles.some(r => r.area === area.id))
  const links = features.filter(f => !meeting || f.inMeetings).flatMap(f => f.areaLinks ?? [])
  return [
    ...(meeting ? [] : [{ href: '/', text: 'Home' }]),
    ...links.flatMap(link =>
      mine
        .filter(area => who.roles.some(r => r.area === area.id && link.roles.includes(r.role)))
        .map(area => ({ href: link.to(area.key), text: mine.length > 1 ? `${link.text}, ${area.name}` : link.text })),
    ),
  ].map(item => ({ ...item, current: item.href === path }))
}

/** The pages about this young person that whoever looks may open (each page asks again), and what may be shared today. */
function ofRecord(
  { path, strip, now }: Around,
  acts: ReadonlySet<string>,
  of: { readonly area: string; readonly youngPerson: string },
): Pick<Frame, 'record' | 'strip'> {
  const items = features
    .flatMap(f => f.youngPersonLinks ?? [])
    .filter(link => acts.has(link.may))
    .map(link => ({ text: link.text, href: link.to(of.area, of.youngPerson) }))
  const [part] = items
    .filter(({ href }) => path === href || path.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)
  return {
    record: { part: part?.text, items: items.map(item => ({ ...item, current: item.href === path })) },
    strip: strip ? stripOf(strip as SharingStrip, dayOf(now), of, acts) : undefined,
  }
}
