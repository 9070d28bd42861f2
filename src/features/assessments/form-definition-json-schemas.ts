import { jsonSchemaText } from '../areas/index.ts'
import { formSchema } from './form-definition.ts'
import { publishedSchema } from './form-definition-files.ts'

/** The schemas for editors of the form files: the path from the project's root and the text. `npm run generate` writes them. */
export const formJsonSchemas = (): { path: string; text: string }[] => [
  { path: 'config/schema/form.schema.json', text: jsonSchemaText('A form', formSchema) },
  { path: 'config/schema/published.schema.json', text: jsonSchemaText('Published forms', publishedSchema) },
]
