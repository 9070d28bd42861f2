import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'

/**
 * Brings the job queue (schema graphile_worker) to the version of the library, as tr_owner, and lets the role `worker`
 * work in it. The queue's tables have row security: with grants alone a worker sees no job and says nothing, so each
 * table gets a policy too. Runs at every migration, so that a table of a newer version is not left out.
 * @param url a role that may become tr_owner
 */
export async function migrateJobs(url: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, options: '-c role=tr_owner -c lock_timeout=1s', max: 1 })
  // The library asks for both; a connection that breaks here fails the query that uses it.
  pool.on('error', () => undefined)
  pool.on('connect', client => client.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) })
    await pool.query(letTheWorkerIn)
  } finally {
    await pool.end()
  }
}

const letTheWorkerIn = `
  grant usage on schema graphile_worker to worker;
  revoke all on all functions in schema graphile_worker from public;
  grant execute on all functions in schema graphile_worker to worker;
  do $$
  declare target regclass;
  begin
    for target in select oid from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind in ('r', 'p') loop
      execute format('alter table %s enable row level security', target);
      execute format('grant %s on %s to worker', case when target = 'graphile_worker.migrations'::regclass then 'select'
        else 'select, insert, update, delete' end, target);
      if not exists (select from pg_policy where polrelid = target and polname = 'worker_works') then
        execute format('create policy worker_works on %s to worker using (true) with check (true)', target);
      end if;
    end loop;
  end $$`
