-- Administration: suspending people, draining workers, what a job went through, and who did what to whom.

alter table users add column suspended_at timestamptz;

-- Nobody who is suspended gets a session by any way in: the password, another provider, a way still to be added.
create function auth_session_not_suspended() returns trigger language plpgsql as $$
begin
  if exists (select from users where id = new.user_id and suspended_at is not null) then
    raise exception 'suspended' using errcode = 'PT423';
  end if;
  return new;
end $$;
create trigger auth_session_not_suspended before insert on auth_session
  for each row execute function auth_session_not_suspended();

-- Nor a job. The lock lets a suspension wait for a submission under way, so that it finds and cancels its job.
create function vto_job_not_suspended() returns trigger language plpgsql as $$
declare v_since timestamptz;
begin
  select suspended_at into v_since from users where id = new.user_id for share;
  if v_since is not null then raise exception 'suspended' using errcode = 'PT423'; end if;
  return new;
end $$;
create trigger vto_job_not_suspended before insert on vto_job for each row execute function vto_job_not_suspended();

-- A drained worker finishes what it runs and claims nothing.
alter table vto_worker add column drained_at timestamptz;
alter table vto_worker add column version text;

drop function vto_register(text);
-- Announces a worker on the session that calls; that session must stay open for as long as the worker lives.
create function vto_register(p_host text, p_version text default null) returns text language plpgsql as $$
declare v_number integer := nextval('vto_worker_number');
begin
  perform pg_advisory_lock(77, v_number);
  insert into vto_worker (id, number, host, version) values (p_host || '#' || v_number, v_number, p_host, p_version);
  return p_host || '#' || v_number;
end $$;

-- Claims up to p_n waiting jobs of a lane in fair order, at most p_user_cap running ones a user. A worker that is drained, or was
-- already declared dead, gets none.
create or replace function vto_claim(p_worker text, p_n integer, p_lane text, p_user_cap integer)
returns setof vto_job language plpgsql as $$
begin
  if not exists (select 1 from vto_worker where id = p_worker and drained_at is null) then return; end if;
  return query
    with next as materialized (
      select id from vto_job
      where status = 'PENDING' and lane = p_lane and run_at <= now()
        and user_id <> all (array(
          select r.user_id from vto_job r where r.status = 'RUNNING' and r.lane = p_lane group by r.user_id having count(*) >= p_user_cap))
      order by vt, queued_at limit p_n for update skip locked)
    update vto_job j set status = 'RUNNING', worker = p_worker, started_at = now(), attempt = j.attempt + 1, stage = null
      from next where j.id = next.id
      returning j.*;
end $$;

-- What a job went through: a row whenever it is claimed, goes back to the queue, or ends.
create table vto_job_step (
  id bigint generated always as identity primary key,
  job_id uuid not null references vto_job(id),
  at timestamptz not null default clock_timestamp(),
  status varchar(32) not null,
  attempt integer not null,
  -- Who had it, with what version of the studio, and where it was.
  worker text,
  version text,
  stage text,
  reason text
);
create index ix_vto_job_step_job on vto_job_step (job_id, id);
create index ix_vto_job_step_at on vto_job_step using brin (at);

create function vto_job_step() returns trigger language plpgsql as $$
begin
  insert into vto_job_step (job_id, status, attempt, worker, version, stage, reason)
    values (new.id, new.status, new.attempt, coalesce(new.worker, old.worker),
      (select version from vto_worker where id = coalesce(new.worker, old.worker)), coalesce(new.stage, old.stage), new.fail_reason);
  return null;
end $$;
create trigger vto_job_step after update of status on vto_job
  for each row when (old.status is distinct from new.status) execute function vto_job_step();

-- An ended job that an administrator runs again makes one new, free job of what it did not deliver.
alter table vto_job add column retry_of uuid references vto_job(id);
create unique index ux_vto_job_retry_once on vto_job (retry_of) where retry_of is not null;
create index ix_vto_job_all on vto_job (created_at desc, id desc);
create index ix_vto_job_failed on vto_job (finished_at desc) where fail_reason is not null;

-- Runs a job again for nothing. Waiting: it waits no longer for its next attempt (WOKEN). Ended: what it did not deliver becomes job
-- p_new, a copy that costs nothing (QUEUED). Else nothing happens: RUNNING, RETRIED (it was run again before), NOTHING (all is
-- delivered), IN_BIN, NOT_ALLOWED (its user is suspended, or may make none there any more); null when there is no such job.
create function vto_retry(p_job uuid, p_new uuid) returns text language plpgsql as $$
declare v vto_job; v_looks jsonb; v_asked integer; v_length interval; v_place timestamptz; v_collection uuid;
begin
  select * into v from vto_job where id = p_job for no key update;
  if not found then return null; end if;
  if v.status = 'RUNNING' then return 'RUNNING'; end if;
  if v.status = 'PENDING' then
    update vto_job set run_at = '-infinity' where id = p_job;
    return 'WOKEN';
  end if;
  if exists (select from vto_job where retry_of = p_job) then return 'RETRIED'; end if;
  select jsonb_agg(look || '{"price": 0}' order by i), count(*) into v_looks, v_asked
    from jsonb_array_elements(v.input -> 'looks') with ordinality as l(look, i)
    where (i - 1)::integer not in (
      select n from generate_img where job_id = p_job and n is not null
      union all select n from generate_video where job_id = p_job and n is not null);
  if v_asked = 0 then return 'NOTHING'; end if;
  select collection_id into v_collection from projects where id = v.project_id and deleted_at is null for share;
  if not found then return 'IN_BIN'; end if;
  perform 1 from collections where id = v_collection and deleted_at is null for share;
  if not found and v_collection is not null then return 'IN_BIN'; end if;
  if v.product_id is not null then
    perform 1 from products where id = v.product_id and deleted_at is null for share;
    if not found then return 'IN_BIN'; end if;
  end if;
  if exists (select from users where id = v.user_id and (suspended_at is not null or deleted_at is not null)) then
    return 'NOT_ALLOWED';
  end if;
  v_length := (v.vt_end - v.vt) * v_asked / jsonb_array_length(v.input -> 'looks');
  select greatest(max(vt_end), vto_clock(v.lane)) into v_place
    from vto_job where user_id = v.user_id and lane = v.lane and status = 'PENDING';
  -- The row is copied whole: what later migrations add to a job comes along.
  v.input := jsonb_set(v.input, '{looks}', v_looks);
  v.id := p_new;  v.retry_of := p_job;  v.status := 'PENDING';  v.used_amount := 0;  v.worker := null;
  v.queued_at := now();  v.created_at := now();  v.started_at := null;  v.finished_at := null;  v.fail_reason := null;
  v.request_hash := 'retry ' || p_job;  v.attempt := 0;  v.run_at := '-infinity';  v.vt := v_place;  v.vt_end := v_place + v_length;
  v.cancel_requested := false;  v.progress := 0;  v.stage := null;  v.vendor_ref := null;  v.result := '{}';
  v.api_key_id := null;  v.api_key_worth := 0;
  insert into vto_job values (v.*);
  return 'QUEUED';
exception when sqlstate 'PT403' then return 'NOT_ALLOWED';
end $$;

-- What an administrator gives back for a job goes back once; and whatever comes back for a job, by whatever reason, is never more than
-- it cost. The user's balance is locked by now (point_usage_before), so the rows of one job are applied one after the other.
-- Why, in an administrator's words: the user reads it in the ledger.
alter table point_usage add column note text;
create unique index ux_point_usage_admin_refund_once on point_usage (job_id) where reason = 'admin_refund';
create index ix_point_usage_by_hand on point_usage (seq desc) where reason in ('admin_grant', 'admin_adjust', 'admin_refund');
create index ix_point_usage_day on point_usage using brin (created_at);

create function point_usage_no_more_back() returns trigger language plpgsql as $$
begin
  if (select coalesce(sum(amount), 0) from point_usage where job_id = new.job_id) + new.amount > 0 then
    raise exception 'more would come back for a job than it cost' using errcode = 'PT409';
  end if;
  return new;
end $$;
create trigger point_usage_no_more_back before insert on point_usage
  for each row when (new.job_id is not null and new.amount > 0) execute function point_usage_no_more_back();

-- A row for each act of an administrator, written in the transaction of the act. Ids and amounts, no names: it can never be changed.
create table audit (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity unique,
  admin_id uuid not null references users(id),
  act varchar(32) not null,
  -- On what: a user, job, worker, reason, payment or report, by its id.
  subject varchar(16) not null,
  subject_id text not null,
  -- Whom it concerns, if it is a person or something of theirs.
  user_id uuid references users(id),
  before jsonb,
  after jsonb,
  reason text,
  address text,
  created_at timestamptz not null default now()
);
create index ix_audit_user on audit (user_id, seq desc);
create index ix_audit_admin on audit (admin_id, seq desc);
create trigger audit_append_only before update or delete on audit for each row execute function point_usage_append_only();
create trigger audit_no_truncate before truncate on audit for each statement execute function point_usage_append_only();

-- An administrator looks at the studio as a user sees it: beside their own session, for a while, changing nothing.
create table admin_view (
  id uuid primary key default gen_random_uuid(),
  admin_id uuid not null references users(id),
  user_id uuid not null references users(id),
  started_at timestamptz not null default now(),
  ends_at timestamptz not null,
  ended_at timestamptz
);
create index ix_admin_view_open on admin_view (admin_id) where ended_at is null;
