import { describe, expect, test } from 'vitest'
import { changeable, completable, type Milestones, sendable, standing, startable } from './assessment.ts'

const at = new Date('2026-06-01T10:00:00Z')
const draft: Milestones = { completedAt: null, sentToForumAt: null, setAsideAt: null }
const completed: Milestones = { ...draft, completedAt: at }
const sent: Milestones = { ...completed, sentToForumAt: at }
const aside: Milestones = { ...sent, setAsideAt: at }

describe('where an assessment stands (R130)', () => {
  test.each([
    ['draft', draft, true, true, 'not completed'],
    ['completed', completed, 'already completed', 'already completed', true],
    ['with the forum', sent, 'already completed', 'already completed', 'already sent'],
    ['set aside', aside, 'set aside', 'set aside', 'set aside'],
    ['set aside', { ...draft, setAsideAt: at }, 'set aside', 'set aside', 'set aside'],
  ] as const)('%s', (expected, milestones, change, complete, send) => {
    const said = (answer: { ok: true } | { ok: false; why: string }) => (answer.ok ? true : answer.why)
    expect(standing(milestones)).toBe(expected)
    expect(said(changeable(milestones))).toBe(change)
    expect(said(completable(milestones, 0))).toBe(complete)
    expect(said(sendable(milestones))).toBe(send)
  })

  test('a draft with answers missing cannot be completed', () => {
    expect(completable(draft, 1)).toEqual({ ok: false, why: 'answers missing' })
  })

  test('a child has one draft at a time, and as many completed ones as it takes', () => {
    expect(startable([])).toEqual({ ok: true })
    expect(startable([sent, aside, completed])).toEqual({ ok: true })
    expect(startable([sent, draft])).toEqual({ ok: false, why: 'a draft exists' })
  })
})
