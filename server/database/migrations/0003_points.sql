-- Points: `point_usage` is the only way to change `points`. Writing a ledger row is the change; the balance follows in the same
-- statement, so balance and ledger cannot differ, and neither can be edited behind the other's back.

alter table points add column included_look integer not null default 0;
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

-- A ledger row is applied in two steps around its insert, so that an insert that comes to nothing (on conflict do nothing) moves
-- nothing. Before: the user's balance is locked, and the row learns its place and what it leaves. Raises points_short (PT402) when
-- too little is there. The place is taken under the lock: seq goes up in the order in which the rows were applied.
create function point_usage_before() returns trigger language plpgsql as $$
declare v points;
begin
  select * into v from points where user_id = new.user_id for no key update;
  new.balance_after := new.amount + case new.usage_type when 'credit' then v.credit when 'look_book_ticket' then v.look_book_ticket
    when 'video_ticket' then v.video_ticket else v.included_look end;
  if new.balance_after is null or new.balance_after < 0 then
    raise exception 'points_short' using errcode = 'PT402', detail = new.usage_type;
  end if;
  new.seq := nextval(pg_get_serial_sequence('point_usage', 'seq'));
  return new;
end $$;
create trigger point_usage_before before insert on point_usage for each row execute function point_usage_before();

-- After: the balance follows, and is what the row says.
create function point_usage_after() returns trigger language plpgsql as $$
declare v_left integer;
begin
  update points set updated_at = now(),
      credit = credit + case new.usage_type when 'credit' then new.amount else 0 end,
      look_book_ticket = look_book_ticket + case new.usage_type when 'look_book_ticket' then new.amount else 0 end,
      video_ticket = video_ticket + case new.usage_type when 'video_ticket' then new.amount else 0 end,
      included_look = included_look + case new.usage_type when 'subscription' then new.amount else 0 end
    where user_id = new.user_id
    returning case new.usage_type when 'credit' then credit when 'look_book_ticket' then look_book_ticket
      when 'video_ticket' then video_ticket else included_look end into v_left;
  if v_left is distinct from new.balance_after then
    raise exception 'write one ledger row of a user and kind of point in one statement';
  end if;
  return null;
end $$;
create trigger point_usage_after after insert on point_usage for each row execute function point_usage_after();

create function point_usage_append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: write a new ledger row that sets it right', tg_table_name;
end $$;
create trigger point_usage_append_only before update or delete on point_usage
  for each row execute function point_usage_append_only();
create trigger point_usage_no_truncate before truncate on point_usage
  for each statement execute function point_usage_append_only();

-- Balances move only inside point_usage_after (a trigger's statement runs at depth 2 here).
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
create trigger points_no_truncate before truncate on points for each statement execute function point_usage_append_only();

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
