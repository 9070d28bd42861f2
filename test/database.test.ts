import { Client } from 'pg'
import { expect, inject, test } from 'vitest'
import { asSuperuser } from '../src/db/embedded/roles.ts'
import { testDatabase } from './database.ts'

const here = await testDatabase()

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

test('each login is the role its address says, and none of them a superuser', async () => {
  const who = 'select current_user::text as role, rolsuper, rolbypassrls from pg_roles where rolname = current_user'
  for (const [role, url] of [
    ['app', here.appUrl],
    ['worker', here.workerUrl],
    ['reports', here.reportsUrl],
  ] as const)
    expect(await ask(url, who)).toEqual([{ role, rolsuper: false, rolbypassrls: false }])
})

test('a clone is migrated, marked as a trial and belongs to the owner who cannot log in', async () => {
  expect(await ask(here.superuserUrl, 'select kind from app.system')).toEqual([{ kind: 'trial' }])
  expect(
    await ask(
      here.superuserUrl,
      `select rolname, rolcanlogin, datcollate, datlocprovider, datlocale, pg_encoding_to_char(encoding) as encoding
         from pg_database join pg_roles on pg_roles.oid = datdba where datname = current_database()`,
    ),
  ).toEqual([
    {
      rolname: 'tr_owner',
      rolcanlogin: false,
      datcollate: 'C',
      datlocprovider: 'b',
      datlocale: 'C.UTF-8',
      encoding: 'UTF8',
    },
  ])
})

test('the logins may make nothing: no table, no temporary table, no schema', async () => {
  for (const url of [here.appUrl, here.workerUrl, here.reportsUrl])
    for (const sql of ['create table public.t ()', 'create temporary table t ()', 'create schema s'])
      await expect(ask(url, sql), sql).rejects.toMatchObject({ code: '42501' })
})

test('the logins may not enter the databases that come with the server', async () => {
  await expect(ask(here.appUrl.replace(here.name, 'postgres'), 'select 1')).rejects.toMatchObject({ code: '42501' })
})

test('two clones do not see each other, and a dropped one is gone', async () => {
  const other = await testDatabase()
  await ask(here.superuserUrl, 'create table public.only_here ()')
  await expect(ask(other.superuserUrl, 'table public.only_here')).rejects.toMatchObject({ code: '42P01' })
  await other.drop()
  const { rows } = await asSuperuser(inject('cluster'), 'postgres', client =>
    client.query('select datname from pg_database where datname = any ($1)', [[here.name, other.name]]),
  )
  expect(rows).toEqual([{ datname: here.name }])
})
