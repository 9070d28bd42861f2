import type { ComponentChildren } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import type { Group, Person } from './people.ts'

// The trial issuer's two pages. Its own few lines of style: it is a separate program and borrows nothing from the service.

const Page = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <html lang="en-GB">
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="robots" content="noindex" />
      <link rel="icon" href="data:," />
      <link rel="stylesheet" href="/style.css" />
    </head>
    <body>
      <a class="skip" href="#main">
        Skip to main content
      </a>
      <header>
        <p>Trial sign-in</p>
      </header>
      <main id="main" tabindex={-1}>
        {children}
      </main>
    </body>
  </html>
)

const html = (page: Parameters<typeof renderToStaticMarkup>[0]): string =>
  `<!DOCTYPE html>\n${renderToStaticMarkup(page)}`

export type Choice = {
  readonly groups: readonly Group[]
  /** How many people there are, whatever was typed. */
  readonly all: number
  readonly shown: number
  readonly typed: string
  /** Who the service expects, when it said so. */
  readonly expected: Person | undefined
  readonly error: boolean
}

/** "Choose who to be": the whole sign-in of the trial. Works without JavaScript, of which it has none. */
export const choosePage = (choice: Choice): string =>
  html(
    <Page title={choice.error ? 'Error: Choose who to be' : 'Choose who to be'}>
      {choice.error && (
        <div class="error" role="alert">
          <h2>There is a problem</h2>
          <p>Choose a person from the list.</p>
        </div>
      )}
      <h1>Choose who to be</h1>
      <p>This is a trial. Everybody here is made up. Nobody needs a password.</p>
      {choice.expected && (
        <form method="post" class="expected">
          <h2>You were here before</h2>
          <PersonButton person={choice.expected} before="Carry on as " />
        </form>
      )}
      <search>
        <form method="get">
          <label for="find">Find a name, a job or an area</label>
          <div class="find">
            <input
              id="find"
              name="find"
              type="text"
              value={choice.typed}
              autocomplete="off"
              spellcheck={false}
              maxlength={100}
            />
            <button type="submit" class="second">
              Find
            </button>
          </div>
        </form>
      </search>
      <p id="count">{counted(choice)}</p>
      {choice.typed !== '' && (
        <p>
          <a href="?">Show everybody</a>
        </p>
      )}
      <form method="post">
        {choice.groups.map(group => (
          <section aria-label={group.name} key={group.name}>
            <h2>{group.name}</h2>
            {group.roles.map(role => (
              <div key={role.name}>
                <h3>{role.name}</h3>
                <ul>
                  {role.people.map(person => (
                    <li key={person.sub}>
                      <PersonButton person={person} />
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </section>
        ))}
        <p>
          <button type="submit" name="cancel" value="yes" class="second">
            Go back without signing in
          </button>
        </p>
      </form>
    </Page>,
  )

const PersonButton = ({ person, before = '' }: { person: Person; before?: string }) => (
  <button type="submit" name="person" value={person.sub}>
    <strong>
      {before}
      {person.name}
    </strong>
    {person.agency !== '' && <span> {person.agency}</span>}
  </button>
)

function counted({ all, shown, typed }: Choice): string {
  if (all === 0) return 'There is nobody to choose yet.'
  if (typed === '') return all === 1 ? '1 person' : `${all} people`
  return shown === 0 ? `Nobody matches “${typed}”.` : `${shown} of ${all} people match “${typed}”.`
}

/** For a sign-in that ended, took too long or was never begun here. */
export const sorryPage = (service: string): string =>
  html(
    <Page title="Sorry, this sign-in did not work">
      <h1>Sorry, this sign-in did not work</h1>
      <p>It may have taken too long, or it was used before.</p>
      <p>
        <a href={service}>Go back to the service and start again</a>
      </p>
    </Page>,
  )
