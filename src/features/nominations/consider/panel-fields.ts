// How the form about who takes part names its fields: each member of the panel by id.

/** The field with somebody's answer. */
export const answerOf = (person: string): string => `member-${person}`
/** The field with what kind of conflict of interest they have. */
export const noteOf = (person: string): string => `note-${person}`
/** Whose answer a field holds; empty where it holds none. */
export const personOf = (field: string): string => (field.startsWith('member-') ? field.slice('member-'.length) : '')
