import pg from 'pg'
import { jsonSchemas } from '../../src/features/areas/index.ts'
import { govukTypes } from '../generate-govuk-types.ts'
import { accessMatrix } from './access-matrix.ts'
import { dataDictionary } from './data-dictionary.ts'
import { databaseTypes } from './database-types.ts'
import type { GeneratedFile } from './generated-file.ts'
import { policies } from './policies.ts'
import { schemaSql } from './schema-sql.ts'

/** Folders in which everything is generated: what is in them and not made any more is left over. */
export const generatedFolders = ['src/db/types']

/**
 * Every generated file of the project as it should be now.
 * @param url a database with all migrations, as a superuser
 */
export async function generatedFiles(url: string): Promise<GeneratedFile[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return [
      ...(await databaseTypes(url)),
      await schemaSql(client),
      await policies(client),
      await dataDictionary(client),
      await accessMatrix(client),
      ...(await govukTypes()),
      ...jsonSchemas(),
    ]
  } finally {
    await client.end()
  }
}
