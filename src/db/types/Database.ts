// Generated from the database by `npm run generate`: do not edit.

export type { default } from './app/AppSchema.ts'
