import { expect, test } from 'vitest'
import { says, type Words } from './says.tsx'

const words: Words = {
  exploitation: code => `<${code}>`,
  risk: code => `<${code}>`,
  discussion: kind => `<${kind}>`,
  sure: (a, b) => `${a}, ${b}`,
}

test.each([
  ['held', 'Sam Hart', 'North team', null, 'Sam Hart of North team became case-holder'],
  ['held', null, 'North team', null, 'North team held the case, nobody by name'],
  ['status', 'missing now', null, null, 'Went missing'],
  ['assessment completed', 'moderate', null, null, 'Risk assessment completed: moderate risk'],
  ['listed', 'urgent', '2026-11-23', null, '<urgent> arranged for 23 Nov 2026'],
  [
    'outcome',
    'urgent',
    'at risk of',
    'yes,no',
    '<urgent>: at risk of exploitation; suitable for Trusted Relationships and would not benefit',
  ],
  [
    'outcome',
    'urgent',
    'neither',
    'no,no',
    '<urgent>: neither at risk of nor subject to exploitation; not suitable for Trusted Relationships and would not benefit',
  ],
  ['fact found', 'serious-assault', 'known', 'current', 'Found around them: <serious-assault>. known, current'],
  ['action given', 'Police', 'Visit on Friday', '2026-11-27', 'Police agreed to: Visit on Friday (by 27 Nov 2026)'],
  ['decided', 'back to the forum', null, null, 'The panel asked the forum to look again'],
  ['strand started', 'Relief workers', '1', null, 'Allocated to Relief workers (Strand 1)'],
  ['taking part answered', 'yes', 'the young person', null, 'Asked about taking part: the young person said yes'],
  ['taking part answered', 'no', null, null, 'Asked about taking part: somebody who answers for them said no'],
  ['matched', 'Relief workers', null, null, 'Matched with an adult (Relief workers)'],
  ['match ended', 'Relief workers', null, null, 'The time with an adult ended (Relief workers)'],
  ['something newer', null, null, null, 'Something was recorded'],
])('%s (%s, %s, %s) reads "%s"', (what, a, b, c, sentence) => {
  expect(says({ what, a, b, c }, words)).toBe(sentence)
})
