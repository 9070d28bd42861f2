import type { ComponentChildren } from 'preact'
import { Page } from '../../design/page.tsx'
import { WhoThisIs } from '../../design/who-this-is.tsx'
import type { YoungPersonHeader } from './queries.ts'
import { shown } from './shown.tsx'
import { urls } from './urls.ts'

/** What every page about one young person's record starts from. */
export interface AboutView {
  readonly areaKey: string
  readonly today: string
  readonly youngPerson: YoungPersonHeader
}

/** A page about one young person: the way back to the record, who this is, a heading. */
export const AboutPage = (props: {
  readonly view: AboutView
  /** Stands in the browser's history too: no name. */
  readonly title: string
  readonly heading?: ComponentChildren
  readonly wide?: boolean
  readonly children: ComponentChildren
}) => {
  const { areaKey, today, youngPerson } = props.view
  return (
    <Page
      title={props.title}
      back={{ href: urls.youngPerson({ area: areaKey, youngPerson: youngPerson.id }), text: 'The record' }}
      wide={props.wide === true}
    >
      <WhoThisIs youngPerson={shown(youngPerson, areaKey, today)} />
      <h1 class="govuk-heading-l">{props.heading ?? props.title}</h1>
      {props.children}
    </Page>
  )
}

/** Address parts of the young person of a page. */
export const keyOf = (view: AboutView) => ({ area: view.areaKey, youngPerson: view.youngPerson.id })
