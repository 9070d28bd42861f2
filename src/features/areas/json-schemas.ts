import { z } from 'zod'
import { areaSchema } from './area.ts'
import { bankHolidaysSchema } from './bank-holidays.ts'
import { codeListSchema } from './code-lists.ts'

/** A JSON Schema as editors want it, from the very schema that checks the file. */
export const jsonSchemaText = (title: string, schema: z.ZodType): string =>
  `${JSON.stringify({ title, ...z.toJSONSchema(schema, { target: 'draft-07', io: 'input', reused: 'ref' }) }, null, 2)}\n`

/** The JSON Schema of an area file. */
export const areaJsonSchema = (): string => jsonSchemaText('An area', areaSchema)

/** Every schema of this feature: the path from the project's root and the text. `npm run generate` writes them. */
export const jsonSchemas = (): { path: string; text: string }[] => [
  { path: 'config/schema/area.schema.json', text: areaJsonSchema() },
  { path: 'config/schema/bank-holidays.schema.json', text: jsonSchemaText('Bank holidays', bankHolidaysSchema) },
  { path: 'config/schema/code-list.schema.json', text: jsonSchemaText('A code list', codeListSchema) },
]
