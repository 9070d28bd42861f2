import type { FastifyInstance } from 'fastify'
import type { WebConfig } from '../platform/config.ts'
import type { Kit } from './kit.ts'
import type { Route } from './route.ts'

/** What a feature hands to the application: its routes, and the few that cannot be pages or forms. */
export interface Feature {
  readonly name: string
  readonly routes: readonly Route[]
  /** Patterns that stay open in meeting mode, when the screen does not lock by itself. */
  readonly inMeetings?: readonly string[]
  /** Patterns that stay open while a worker and a young person fill something in together, beside what is about that young person. */
  readonly together?: readonly string[]
  /** Where this feature begins in an area; stands at the top of every page for whoever has one of the roles there. */
  readonly areaLinks?: readonly {
    readonly text: string
    readonly to: (area: string) => string
    readonly roles: readonly string[]
  }[]
  /** Where a young person's record leads within this feature; stands beside every page about them. */
  readonly youngPersonLinks?: readonly {
    readonly text: string
    readonly to: (area: string, youngPerson: string) => string
    readonly may: string
  }[]
  /** Routes of another kind, such as sign-in or autosave. Each declares who may and what is written down. */
  readonly open?: (app: FastifyInstance, kit: Kit, config: WebConfig) => void | Promise<void>
}
