import type { SafeRinging } from '../../people/index.ts'

/** How ringing a young person stands now, for the adult at their side (app.my_ringing). */
export interface Ringing extends SafeRinging {
  readonly stands: 'now' | 'later' | 'never' | 'not asked' | 'no number' | 'read first' | 'paused'
  /** When the next safe time begins, where there is one. */
  readonly nextAt: Date | null
}
