/** An id of a record, as it stands in addresses and forms. */
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What somebody sent, where it can be an id; nothing where it is none. */
export const idOf = (text: string | undefined): string | undefined => (uuid.test(text ?? '') ? text : undefined)
