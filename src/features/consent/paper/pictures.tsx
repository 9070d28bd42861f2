import type { VNode } from 'preact'
import type { PaperPicture } from '../../areas/index.ts'

const person = (x: number) => (
  <>
    <circle cx={x} cy="22" r="9" />
    <path d={`M${x - 14} 62 V50 a14 14 0 0 1 28 0 V62`} />
  </>
)

/** Simple drawings of our own; each stands beside a sentence that says the same. */
const drawings: Readonly<Record<PaperPicture, VNode>> = {
  'two people': (
    <>
      {person(27)}
      {person(61)}
    </>
  ),
  talking: (
    <>
      {person(24)}
      <path d="M44 10 H82 V38 H62 L52 48 V38 H44 Z" />
      <path d="M52 20 H74 M52 28 H68" />
    </>
  ),
  'yes or no': (
    <>
      <rect x="6" y="20" width="34" height="34" rx="4" />
      <path d="M14 37 L21 45 L33 28" />
      <rect x="50" y="20" width="34" height="34" rx="4" />
      <path d="M59 29 L75 45 M75 29 L59 45" />
    </>
  ),
  stop: (
    <>
      <path d="M32 6 H58 L76 24 V50 L58 68 H32 L14 50 V24 Z" />
      <path d="M34 36 H56" />
    </>
  ),
  writing: (
    <>
      <path d="M18 6 H62 V68 H18 Z M28 20 H52 M28 32 H52 M28 44 H44" />
      <path d="M54 58 L80 26 L86 31 L60 63 L52 66 Z" />
    </>
  ),
  lock: (
    <>
      <rect x="20" y="32" width="50" height="36" rx="4" />
      <path d="M30 32 V22 a15 15 0 0 1 30 0 V32 M45 46 V56" />
    </>
  ),
  shield: (
    <>
      <path d="M45 6 L76 16 V38 C76 54 62 64 45 70 C28 64 14 54 14 38 V16 Z" />
      <path d="M30 38 L41 49 L60 26" />
    </>
  ),
  question: (
    <>
      <circle cx="45" cy="37" r="31" />
      <path d="M35 28 a10 10 0 1 1 14 10 c-3 2 -4 4 -4 8 M45 54 V56" />
    </>
  ),
}

export const Picture = ({ name }: { name: PaperPicture }) => (
  <svg class="app-paper__picture" viewBox="0 0 90 74" width="90" height="74" aria-hidden="true" focusable="false">
    {drawings[name]}
  </svg>
)
