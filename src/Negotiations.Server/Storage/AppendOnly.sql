-- The record can be appended to and nothing else. The server's role has no right to more; this refuses it to everyone else too, the owner and
-- superusers included. Who takes the trigger away leaves a gap that the ledger shows.

create or replace function negotiations.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on %.% is refused: the record is append-only.', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation', hint = 'Correct or retract an event by appending another one.';
end $$;

create or replace trigger append_only before update or delete on negotiations.mt_events
  for each row execute function negotiations.refuse_change();

create or replace trigger append_only_truncate before truncate on negotiations.mt_events
  for each statement execute function negotiations.refuse_change();

-- Always: also where a session calls itself a replica.
alter table negotiations.mt_events enable always trigger append_only;
alter table negotiations.mt_events enable always trigger append_only_truncate;
