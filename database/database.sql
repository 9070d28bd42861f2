-- Who may do what in one database before any table exists. Run by a superuser inside that database, which belongs to
-- tr_owner, after bootstrap.sql; harmless to repeat. Grants on a database are not copied with its template.

do $$
begin
  execute format('revoke all on database %I from public', current_database());
  execute format('grant connect on database %I to app, worker, reports', current_database());
end
$$;

-- Nobody but the owner makes anything here, and nothing of ours lives in "public".
revoke all on schema public from public;
revoke all on schema public from app, worker, reports;
