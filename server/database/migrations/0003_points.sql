-- Points: `point_usage` is the only way to change `points`. Writing a ledger row is the change; the balance follows in the same
-- statement, so balance and ledger cannot differ, and neither can be edited behind the other's back.

alter table points add column included_look integer not null default 0;
-- When the next job of this user is due in the fair order of the queue.
alter table points add column next_vt timestamptz not null default '-infinity';
alter table points set (fillfactor = 70);
alter table points add constraint points_not_negative check (
  credit is not null and credit >= 0 and look_book_ticket is not null and look_book_ticket >= 0
  and video_ticket is not null and video_ticket >= 0 and included_look >= 0);

alter table point_usage add column seq bigint generated always as identity;
-- What is left of this usage_type after the row.
alter table point_usage add column balance_after integer not null default 0;
-- For a grant that ends: when what is left of it goes.
alter table point_usage add column expires_at timestamptz;
alter table point_usage add constraint point_usage_type check (
  usage_type in ('credit', 'look_book_ticket', 'video_ticket', 'subscription'));
alter table point_usage add constraint point_usage_whole check (
  user_id is not null and reason is not null and amount <> 0 and created_at is not null);

create unique index ux_point_usage_seq on point_usage (seq);
create index ix_point_usage_ledger on point_usage (user_id, seq desc);
create index ix_point_usage_job on point_usage (job_id) where job_id is not null;
create unique index ux_point_usage_refund_once on point_usage (job_id) where reason = 'refund';
create unique index ux_point_usage_spend_once on point_usage (job_id) where reason = 'vto_use';

-- Applies a ledger row to the balance, in the transaction that writes the row. Raises points_short (PT402) when too little is left.
create function point_usage_apply() returns trigger language plpgsql as $$
begin
  if new.usage_type = 'credit' then
    update points set credit = credit + new.amount, updated_at = now()
      where user_id = new.user_id and credit + new.amount >= 0 returning credit into new.balance_after;
  elsif new.usage_type = 'look_book_ticket' then
    update points set look_book_ticket = look_book_ticket + new.amount, updated_at = now()
      where user_id = new.user_id and look_book_ticket + new.amount >= 0 returning look_book_ticket into new.balance_after;
  elsif new.usage_type = 'video_ticket' then
    update points set video_ticket = video_ticket + new.amount, updated_at = now()
      where user_id = new.user_id and video_ticket + new.amount >= 0 returning video_ticket into new.balance_after;
  else
    update points set included_look = included_look + new.amount, updated_at = now()
      where user_id = new.user_id and included_look + new.amount >= 0 returning included_look into new.balance_after;
  end if;
  if not found then
    raise exception 'points_short' using errcode = 'PT402', detail = new.usage_type;
  end if;
  return new;
end $$;
create trigger point_usage_apply before insert on point_usage for each row execute function point_usage_apply();

create function point_usage_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'point_usage is append-only: write a new row that sets it right';
end $$;
create trigger point_usage_append_only before update or delete on point_usage
  for each row execute function point_usage_append_only();
create trigger point_usage_no_truncate before truncate on point_usage
  for each statement execute function point_usage_append_only();

-- Balances move only inside point_usage_apply (a trigger's statement runs at depth 2 here); next_vt may move freely.
create function points_follow_ledger() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'points rows stay'; end if;
  if pg_trigger_depth() < 2 and (
    new.credit <> old.credit or new.look_book_ticket <> old.look_book_ticket
    or new.video_ticket <> old.video_ticket or new.included_look <> old.included_look) then
    raise exception 'points change only through point_usage';
  end if;
  return new;
end $$;
create trigger points_follow_ledger before update or delete on points for each row execute function points_follow_ledger();

create function points_start_empty() returns trigger language plpgsql as $$
begin
  if new.credit <> 0 or new.look_book_ticket <> 0 or new.video_ticket <> 0 or new.included_look <> 0 then
    raise exception 'points start at zero: grant through point_usage';
  end if;
  return new;
end $$;
create trigger points_start_empty before insert on points for each row execute function points_start_empty();

-- Every user has points, and a new one gets the opening grant of the installation:
-- setting 'opening_grant' = {"credit": 100, "look_book_ticket": 10, "video_ticket": 1}.
create function users_open_points() returns trigger language plpgsql as $$
declare v_grant jsonb; v_type text; v_amount integer;
begin
  insert into points (user_id) values (new.id);
  select value into v_grant from setting where key = 'opening_grant';
  for v_type, v_amount in select k, (v #>> '{}')::integer from jsonb_each(coalesce(v_grant, '{}')) as g(k, v) order by k loop
    if v_amount > 0 then
      insert into point_usage (user_id, usage_type, amount, reason) values (new.id, v_type, v_amount, 'opening_grant');
    end if;
  end loop;
  return null;
end $$;
create trigger users_open_points after insert on users for each row execute function users_open_points();
