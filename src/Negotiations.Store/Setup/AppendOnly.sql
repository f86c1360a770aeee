-- The record can be appended to and nothing else. The server's role has no right to more; this refuses it to everyone else too, the owner and
-- superusers included. Who takes the trigger away leaves a gap that the ledger shows.

create or replace function negotiations.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on %.% is refused: the record is append-only.', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation', hint = 'Correct or retract an event by appending another one.';
end $$;

-- Whether one value is another with nothing but texts and members taken away: so the door below can erase and cannot rewrite, whoever calls it.
create or replace function negotiations.is_blanked(before jsonb, after jsonb) returns boolean
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  if jsonb_typeof(before) is distinct from jsonb_typeof(after) then
    return false;
  end if;
  case jsonb_typeof(before)
    when 'object' then
      return not exists (select from jsonb_each(after) m where not before ? m.key or not negotiations.is_blanked(before -> m.key, m.value));
    when 'array' then
      return jsonb_array_length(before) = jsonb_array_length(after)
        and not exists (select from generate_series(0, jsonb_array_length(before) - 1) i where not negotiations.is_blanked(before -> i, after -> i));
    when 'string' then
      return before = after or after #>> '{}' ~ '^\[erased( [0-9a-f]{12}\.[0-9]+)?\]$';
    else
      return before = after;
  end case;
end $$;

-- An event changes in one case: in the commit that records its erasure, by losing text and the salt that would let its hash be guessed.
create or replace function negotiations.guard_event() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  erasure jsonb;
begin
  if tg_op = 'UPDATE' and not coalesce(old.headers ? 'erased', false) then
    select negotiations.erasure_of(e) into erasure from negotiations.erasure e where e.event_id = old.id and e.transaction = pg_current_xact_id();
    if erasure is not null
      and to_jsonb(new) - 'data' - 'headers' = to_jsonb(old) - 'data' - 'headers'
      and new.headers - 'dataHash' - 'root' - 'salts' - 'withheld' - 'import' - 'mac' = jsonb_build_object('erased', erasure)
      and new.headers -> 'mac' is not distinct from old.headers -> 'mac'
      and new.headers -> 'import' is not distinct from old.headers -> 'import'
      and new.headers -> 'root' is not distinct from old.headers -> 'root'
      and coalesce(new.headers ->> 'dataHash', '') = coalesce(old.headers ->> 'dataHash', new.headers ->> 'dataHash', '')
      and negotiations.is_blanked(old.data, new.data)
    then
      return new;
    end if;
  end if;
  raise exception '% on %.% is refused: the record is append-only.', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation', hint = 'Correct or retract an event by appending another one.';
end $$;

create or replace function negotiations.erasure_of(e negotiations.erasure) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select jsonb_build_object('at', to_char(e.erased_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'by', e.erased_by, 'reason', e.reason)
$$;

-- The door. It runs in the owner's role, because the server's has no right to what it does. What opens the members that are left of a
-- leaf of version 2 comes from the server, which has the key; the root does not change, and a wrong salt opens nothing.
drop function if exists negotiations.erase_event(uuid, jsonb, text, text);
create or replace function negotiations.erase_event(event uuid, left_over jsonb, erased_by text, reason text, openings jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  stored negotiations.mt_events%rowtype;
  entry negotiations.erasure%rowtype;
  hash text;
  root text;
begin
  perform pg_advisory_xact_lock(7954878045211943284);
  select * into strict stored from negotiations.mt_events where id = event;
  hash := coalesce(stored.headers ->> 'dataHash', (select data_hash from negotiations.ledger_salt where sequence = stored.seq_id));
  root := stored.headers ->> 'root';
  if hash is null and root is null then
    raise exception 'Event % is not sealed for the ledger yet.', event using errcode = 'object_not_in_prerequisite_state';
  end if;
  if not negotiations.is_blanked(stored.data, left_over) then
    raise exception 'An erasure takes text away and changes nothing else.' using errcode = 'check_violation';
  end if;

  insert into negotiations.erasure (event_id, negotiation, version, sequence, erased_at, erased_by, reason, transaction)
  values (event, stored.stream_id, stored.version, stored.seq_id, coalesce((
      select timestamp from negotiations.mt_events where stream_id = 'notices/' || stored.stream_id
        and type = 'erasure-recorded' and data ->> 'target' = event::text), clock_timestamp()),
    erased_by, reason, pg_current_xact_id())
  returning * into entry;
  update negotiations.mt_events set data = left_over, headers = jsonb_strip_nulls(jsonb_build_object(
      'dataHash', hash, 'root', root, 'salts', openings -> 'salts', 'withheld', openings -> 'withheld',
      'erased', negotiations.erasure_of(entry), 'import', stored.headers -> 'import', 'mac', stored.headers -> 'mac')) where id = event;
  delete from negotiations.ledger_salt where sequence = stored.seq_id;

  -- The report of its import may quote its row.
  delete from negotiations.import_rows where import::text = stored.headers ->> 'import';

  -- Copies: anomalies in answers kept for repeats, and values in findings of audits, may quote what the event said.
  update negotiations.idempotency_key set answer = (answer::jsonb || '{"anomalies":[]}')::json where answer ->> 'negotiation' = stored.stream_id;
  update negotiations.audit set report = (report::jsonb || jsonb_build_object('findings', (
      select jsonb_agg(case when f ->> 'negotiation' = stored.stream_id then f - 'expected' - 'actual' else f end)
      from jsonb_array_elements(report::jsonb -> 'findings') f)))::json
  where report::jsonb @> jsonb_build_object('findings', jsonb_build_array(jsonb_build_object('negotiation', stored.stream_id)));
end $$;

-- A record brought back into an empty store had its erasures: they are known here too, and change nothing.
create or replace function negotiations.restore_erasures() returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  insert into negotiations.erasure (event_id, negotiation, version, sequence, erased_at, erased_by, reason, transaction)
  select id, stream_id, version, seq_id, (headers -> 'erased' ->> 'at')::timestamptz, headers -> 'erased' ->> 'by', headers -> 'erased' ->> 'reason', pg_current_xact_id()
  from negotiations.mt_events e
  where headers ? 'erased' and not exists (select from negotiations.erasure k where k.event_id = e.id)
$$;

-- And the next event follows its last one. The numbers only ever go forward.
create or replace function negotiations.restore_sequence() returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  select setval('negotiations.mt_events_sequence', (select max(seq_id) from negotiations.mt_events))
  where (select max(seq_id) from negotiations.mt_events) > (select last_value from negotiations.mt_events_sequence)
$$;

-- A person leaves every table: their keys open nothing, what was theirs ends, and no row leads from what the record calls them to their name.
-- Nothing that was recorded or signed changes. Null: no one is called so; else how many events bear the name itself, as older versions wrote it.
create or replace function negotiations.erase_author(erased text) returns bigint
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  ids text[];
  called text;
begin
  perform pg_advisory_xact_lock(7954878045211943284);
  select author into called from negotiations.author where name = erased;
  ids := array(select id from negotiations.subject where name = erased union select 'person:' || erased
    union select 'key:' || id from negotiations.api_key where person is null and name = erased);
  if called is null and not exists (select from negotiations.subject where id = any(ids))
    and not exists (select from negotiations.api_key where name = erased or person = erased) then
    return null;
  end if;
  called := coalesce(called, 'author-' || substr(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 1, 40));

  delete from negotiations.author where name = erased;
  delete from negotiations.session where subject = any(ids) or key in (select id from negotiations.api_key where name = erased or person = erased);
  delete from negotiations.feed_address where subject = any(ids);
  delete from negotiations.delivery d using negotiations.subscription s where d.subscription = s.id and s.owner = any(ids);
  delete from negotiations.subscription where owner = any(ids);
  delete from negotiations.idempotency_key where subject = any(ids);
  delete from negotiations.subject where id = any(ids) or name = erased;
  update negotiations.api_key set name = called, person = null, revoked_at = coalesce(revoked_at, clock_timestamp())
  where name = erased or person = erased;
  update negotiations.import set report = jsonb_set(report::jsonb, '{startedBy}', to_jsonb(called))::json where report ->> 'startedBy' = erased;
  update negotiations.audit set report = jsonb_set(report::jsonb, '{startedBy}', to_jsonb(called))::json where report ->> 'startedBy' = erased;
  return (select count(*) from negotiations.mt_events where user_name = erased);
end $$;

-- The key of pseudonyms, drawn once: no question draws one, since who asks writes nothing.
insert into negotiations.pseudonym_key (one, key)
values (true, sha256(decode(replace(gen_random_uuid()::text || gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')))
on conflict do nothing;

revoke all on all functions in schema negotiations from public;

create or replace trigger append_only before update or delete on negotiations.mt_events
  for each row execute function negotiations.guard_event();
create or replace trigger append_only_truncate before truncate on negotiations.mt_events
  for each statement execute function negotiations.refuse_change();
create or replace trigger append_only before update or delete on negotiations.erasure
  for each row execute function negotiations.refuse_change();
create or replace trigger append_only_truncate before truncate on negotiations.erasure
  for each statement execute function negotiations.refuse_change();

-- Always: also where a session calls itself a replica.
alter table negotiations.mt_events enable always trigger append_only, enable always trigger append_only_truncate;
alter table negotiations.erasure enable always trigger append_only, enable always trigger append_only_truncate;
