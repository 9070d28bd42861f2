/** The server's clock, for what is shown and logged. Time that decides anything is the database's (house, "Database habits"). */
export const now = (): Date => new Date()
