/** A team that may hold cases, or somebody in it: what is chosen when a case changes hands. */
export interface HolderChoice {
  readonly agencyId: string
  readonly agency: string
  readonly teamId: string
  readonly team: string
  readonly personId: string | null
  readonly person: string | null
  readonly title: string | null
}

const keyOf = (choice: HolderChoice): string => `${choice.teamId}${choice.personId ? ` ${choice.personId}` : ''}`

/** As options of a field: each team, then the people in it. */
export const asOptions = (choices: readonly HolderChoice[]): Record<string, string> =>
  Object.fromEntries(
    choices.map(choice => [
      keyOf(choice),
      choice.person
        ? `${choice.person}, ${choice.title} – ${choice.team}`
        : `${choice.team}, ${choice.agency} (as a team)`,
    ]),
  )

/** The choice behind an option. */
export const chosen = (choices: readonly HolderChoice[], key: string): HolderChoice | undefined =>
  choices.find(choice => keyOf(choice) === key)

export const optionFor = keyOf
