-- Jobs: the vto_job row is its own queue entry. Everything that changes a job's state or its money is one function here, called by one
-- statement, committed whole. No two of them wait for each other: submitting and binning take the project, then points; everything
-- done to a job takes its row first, then the numbers of its project or points; whoever takes several jobs takes them by user and
-- passes over those another holds.

alter table vto_job add column kind varchar(16) not null default 'look';
alter table vto_job add column product_id uuid references products(id);
-- All a worker needs: engine, model, photos, and one entry a look with its price. A job can be run again from this alone.
alter table vto_job add column input jsonb not null default '{"looks": []}';
alter table vto_job add column request_hash text;
-- Who has room for it: `cpu` jobs share the cores of a worker, `wait` jobs only wait for someone else.
alter table vto_job add column lane varchar(8) not null default 'cpu';
alter table vto_job add column attempt integer not null default 0;
alter table vto_job add column run_at timestamptz not null default '-infinity';
-- Virtual time: the place in the fair order, and where it leaves its user's next job. It orders, it never delays.
alter table vto_job add column vt timestamptz not null default now();
alter table vto_job add column vt_end timestamptz not null default now();
alter table vto_job add column cancel_requested boolean not null default false;
alter table vto_job add column progress integer not null default 0;
alter table vto_job add column stage text;
alter table vto_job add column vendor_ref text;
-- One entry a look that has ended, by its n: {"0": {"status": "delivered", "image": "…"}, "1": {"status": "failed", "code": "…"}}.
alter table vto_job add column result jsonb not null default '{}';

alter table vto_job add constraint vto_job_status check (
  status is not null and status in ('PENDING', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED'));
alter table vto_job add constraint vto_job_kind check (kind in ('look', 'video', 'letter'));
alter table vto_job add constraint vto_job_lane check (lane in ('cpu', 'wait'));
alter table vto_job add constraint vto_job_whole check (
  user_id is not null and project_id is not null and queued_at is not null and created_at is not null);
alter table vto_job add constraint vto_job_paid check (
  used_amount is not null and used_amount >= 0
  and used_point_type in ('credit', 'look_book_ticket', 'video_ticket', 'subscription'));
alter table vto_job set (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05);

create index ix_vto_job_ready on vto_job (lane, vt, queued_at) where status = 'PENDING';
create index ix_vto_job_running on vto_job (worker, user_id) where status = 'RUNNING';
create index ix_vto_job_list on vto_job (user_id, created_at desc, id desc);
create index ix_vto_job_project on vto_job (project_id, created_at desc, id desc);
create index ix_vto_job_product on vto_job (product_id);

create sequence vto_worker_number as integer;
create table vto_worker (
  id text primary key,
  -- The session of a living worker holds the advisory lock (77, number); it is let go the moment the process dies.
  number integer not null unique,
  host text not null,
  started_at timestamptz not null default now(),
  last_seen timestamptz not null default now()
) with (fillfactor = 50);

-- The virtual time of a lane: that of the job claimed last. A user who has nothing waiting starts here, beside whoever is being served;
-- by the wall clock instead, whoever comes to a queue that lags behind would stand behind everything that is overdue.
create function vto_clock(p_lane text) returns timestamptz language sql stable as $$
  select coalesce(
    (select max(vt) from vto_job where status = 'RUNNING' and lane = p_lane),
    (select vt from vto_job where status = 'PENDING' and lane = p_lane and run_at <= now() order by vt, queued_at limit 1),
    now());
$$;

-- Submits a job: the spending, its ledger row and the job commit together or not at all. p_job is the client's idempotency key.
-- Answers what is left of the kind of point, or
--   -1 too little is left (or no such user)   -2 this very job is there already
--   -3 the key was used for something else    -4 collection, project or product is in the bin
--   -5 p_most_waiting jobs of this user wait already.
create function vto_submit(
  p_job uuid, p_user uuid, p_project uuid, p_product uuid, p_kind text, p_lane text,
  p_type text, p_amount integer, p_input jsonb, p_hash text, p_slot interval, p_most_waiting integer
) returns integer language plpgsql as $$
declare v points; v_old vto_job; v_left integer; v_collection uuid; v_waiting bigint; v_vt timestamptz;
begin
  if p_amount < 0 or p_amount <> (select coalesce(sum((look ->> 'price')::integer), 0) from jsonb_array_elements(p_input -> 'looks') look) then
    raise exception 'the amount of a job is the sum of its looks';
  end if;
  -- Held until the commit: a project cannot be binned while a job slips into it.
  select collection_id into v_collection from projects where id = p_project and deleted_at is null for share;
  if not found then return -4; end if;
  perform 1 from collections where id = v_collection and deleted_at is null for share;
  if not found and v_collection is not null then return -4; end if;
  if p_product is not null then
    perform 1 from products where id = p_product and project_id = p_project and deleted_at is null for share;
    if not found then return -4; end if;
  end if;
  -- From here on the submits of one user come one after the other.
  select * into v from points where user_id = p_user for no key update;
  if not found then return -1; end if;
  select * into v_old from vto_job where id = p_job;
  if found then
    return case when v_old.user_id = p_user and v_old.request_hash = p_hash then -2 else -3 end;
  end if;
  v_left := case p_type when 'credit' then v.credit when 'look_book_ticket' then v.look_book_ticket
    when 'video_ticket' then v.video_ticket when 'subscription' then v.included_look end;
  if v_left is null then raise exception 'no such kind of point: %', p_type; end if;
  if v_left < p_amount then return -1; end if;
  select count(*), max(vt_end) filter (where lane = p_lane) into v_waiting, v_vt from vto_job where user_id = p_user and status = 'PENDING';
  if v_waiting >= p_most_waiting then return -5; end if;
  insert into vto_job (id, user_id, project_id, product_id, kind, lane, status, used_point_type, used_amount, input, request_hash, queued_at, vt, vt_end)
    select p_job, p_user, p_project, p_product, p_kind, p_lane, 'PENDING', p_type, p_amount, p_input, p_hash, now(), t, t + p_slot
      from (select greatest(v_vt, vto_clock(p_lane)) as t) place
    on conflict (id) do nothing;
  if not found then return -3; end if;
  if p_amount > 0 then
    insert into point_usage (user_id, job_id, usage_type, amount, reason) values (p_user, p_job, p_type, -p_amount, 'vto_use');
  end if;
  return v_left - p_amount;
end $$;

-- Claims up to p_n waiting jobs of a lane in fair order, at most p_user_cap running ones a user. A worker already declared dead gets none.
create function vto_claim(p_worker text, p_n integer, p_lane text, p_user_cap integer)
returns setof vto_job language plpgsql as $$
begin
  if not exists (select 1 from vto_worker where id = p_worker) then return; end if;
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

-- Says how far a job is. Answers whether it should stop (cancelled), or null when the job is no longer this worker's.
create function vto_progress(p_worker text, p_job uuid, p_attempt integer, p_progress integer, p_stage text)
returns boolean language sql as $$
  update vto_job set progress = p_progress, stage = p_stage
    where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING'
    returning cancel_requested;
$$;

-- Keeps the vendor's reference before anything waits for it, so that a restart asks for the same result and never buys twice.
create function vto_checkpoint(p_worker text, p_job uuid, p_attempt integer, p_ref text) returns boolean language plpgsql as $$
begin
  update vto_job set vendor_ref = p_ref where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING';
  return found;
end $$;

-- Delivers one stored look: from this commit on it is the user's. Answers its number in the project, its image (an earlier one if
-- it had been delivered before) and whether the job should stop (cancelled); no row when the job is no longer this worker's.
create function vto_deliver(p_worker text, p_job uuid, p_attempt integer, p_n integer, p_image uuid, p_key text, p_details jsonb)
returns table (image uuid, number integer, cancel_requested boolean) language plpgsql as $$
#variable_conflict use_column
declare v vto_job; v_image uuid; v_number integer;
begin
  select * into v from vto_job where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING' for no key update;
  if not found then return; end if;
  if p_n < 0 or p_n >= jsonb_array_length(v.input -> 'looks') then raise exception 'job % has no look %', p_job, p_n; end if;
  select g.id, g.number into v_image, v_number from generate_img g where g.job_id = p_job and g.n = p_n;
  if not found then
    v_image := p_image;
    update projects set last_image_number = last_image_number + 1 where id = v.project_id returning last_image_number into v_number;
    insert into generate_img (id, url, user_id, project_id, product_id, job_id, n, number, details)
      values (p_image, p_key, v.user_id, v.project_id, v.product_id, p_job, p_n, v_number, p_details);
    update vto_job set result = result || jsonb_build_object(p_n::text, jsonb_build_object('status', 'delivered', 'image', p_image))
      where id = p_job;
  end if;
  return query select v_image, v_number, v.cancel_requested;
end $$;

-- Marks one look as failed for good, with its reason; its siblings go on. Answers false when the job is no longer this worker's.
create function vto_fail_look(p_worker text, p_job uuid, p_attempt integer, p_n integer, p_code text) returns boolean language plpgsql as $$
begin
  update vto_job set result = jsonb_build_object(p_n::text, jsonb_build_object('status', 'failed', 'code', p_code)) || result
    where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING';
  return found;
end $$;

-- Ends a job whose row the caller holds: DONE if anything was delivered, and the price of every look that was not goes back.
-- The refund is single twice over: a job ends once, and the ledger refuses a second refund of a job.
create function vto_close(p_job uuid, p_status text, p_reason text) returns text language plpgsql as $$
declare v vto_job; v_delivered integer[]; v_back integer; v_missing integer; v_status text;
begin
  select coalesce(array_agg(n), '{}') into v_delivered from generate_img where job_id = p_job;
  select * into v from vto_job where id = p_job;
  select coalesce(sum((look ->> 'price')::integer), 0), count(*) into v_back, v_missing
    from jsonb_array_elements(v.input -> 'looks') with ordinality as l(look, i) where (i - 1)::integer <> all (v_delivered);
  v_status := case when cardinality(v_delivered) > 0 or v_missing = 0 then 'DONE' else p_status end;
  update vto_job set status = v_status, finished_at = clock_timestamp(), progress = case when v_missing = 0 then 100 else progress end,
    fail_reason = case when v_missing > 0 then coalesce(p_reason, 'look_failed') end
    where id = p_job;
  if v_back > 0 then
    insert into point_usage (user_id, job_id, usage_type, amount, reason)
      values (v.user_id, p_job, v.used_point_type, v_back, 'refund');
  end if;
  return v_status;
end $$;

-- The worker has done what it could. Answers the job's last status, or null when it is no longer this worker's.
create function vto_finish(p_worker text, p_job uuid, p_attempt integer) returns text language plpgsql as $$
declare v vto_job;
begin
  select * into v from vto_job where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING' for no key update;
  if not found then return null; end if;
  if v.cancel_requested then return vto_close(p_job, 'CANCELLED', 'cancelled'); end if;
  return vto_close(p_job, 'FAILED',
    (select value ->> 'code' from jsonb_each(v.result) where value ->> 'status' = 'failed' order by key::integer limit 1));
end $$;

-- The attempt failed: back to the queue with a growing, jittered delay if trying again makes sense, else the end.
-- Answers RETRY, the last status, or null when the job is no longer this worker's.
create function vto_fail(p_worker text, p_job uuid, p_attempt integer, p_reason text, p_retry boolean, p_max integer) returns text language plpgsql as $$
declare v vto_job;
begin
  select * into v from vto_job where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING' for no key update;
  if not found then return null; end if;
  if p_retry and p_attempt < p_max and not v.cancel_requested then
    update vto_job set status = 'PENDING', worker = null, started_at = null, stage = null,
      run_at = now() + interval '1 second' * power(4, p_attempt - 1) * (0.5 + random())
      where id = p_job;
    return 'RETRY';
  end if;
  if v.cancel_requested then return vto_close(p_job, 'CANCELLED', 'cancelled'); end if;
  return vto_close(p_job, 'FAILED', p_reason);
end $$;

-- What waits ends at once; what runs is asked to stop after the look it is at. Answers the new status, REQUESTED, or null (it had ended).
create function vto_cancel(p_job uuid) returns text language plpgsql as $$
declare v vto_job;
begin
  select * into v from vto_job where id = p_job for no key update;
  if v.status = 'PENDING' then return vto_close(p_job, 'CANCELLED', 'cancelled'); end if;
  if v.status = 'RUNNING' then
    update vto_job set cancel_requested = true where id = p_job;
    return 'REQUESTED';
  end if;
  return null;
end $$;

-- Binning a project, or the collection it is in, cancels its waiting jobs. What is just being claimed is left: it runs.
create function vto_cancel_binned() returns trigger language plpgsql as $$
declare v_job uuid;
begin
  for v_job in
    select id from vto_job where status = 'PENDING' and (
      (tg_table_name = 'projects' and project_id = new.id)
      or (tg_table_name = 'products' and product_id = new.id)
      or (tg_table_name = 'collections' and project_id in (select id from projects where collection_id = new.id)))
    order by user_id, id for update skip locked
  loop
    perform vto_close(v_job, 'CANCELLED', 'cancelled');
  end loop;
  return null;
end $$;
create trigger vto_cancel_binned after update of deleted_at on projects
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function vto_cancel_binned();
create trigger vto_cancel_binned after update of deleted_at on products
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function vto_cancel_binned();
create trigger vto_cancel_binned after update of deleted_at on collections
  for each row when (old.deleted_at is null and new.deleted_at is not null) execute function vto_cancel_binned();

-- Announces a worker on the session that calls; that session must stay open for as long as the worker lives.
create function vto_register(p_host text) returns text language plpgsql as $$
declare v_number integer := nextval('vto_worker_number');
begin
  perform pg_advisory_lock(77, v_number);
  insert into vto_worker (id, number, host) values (p_host || '#' || v_number, v_number, p_host);
  return p_host || '#' || v_number;
end $$;

-- Answers false when the worker was declared dead: it must stop at once.
create function vto_beat(p_worker text) returns boolean language plpgsql as $$
begin
  update vto_worker set last_seen = clock_timestamp() where id = p_worker;
  return found;
end $$;

-- A worker stops: its jobs go back to the queue without counting the attempt (what was cancelled ends), and it leaves the list.
-- A job someone else holds at this moment is left to vto_reap. Answers the jobs that changed.
create function vto_hand_back(p_worker text) returns setof uuid language plpgsql as $$
declare v vto_job;
begin
  for v in select * from vto_job where status = 'RUNNING' and worker = p_worker order by user_id, id for update skip locked loop
    if v.cancel_requested then perform vto_close(v.id, 'CANCELLED', 'cancelled');
    else update vto_job set status = 'PENDING', worker = null, started_at = null, stage = null, attempt = attempt - 1 where id = v.id;
    end if;
    return next v.id;
  end loop;
  delete from vto_worker where id = p_worker;
end $$;

-- Takes the jobs of dead workers: dead is silent for p_soft with its lock free, or silent for p_hard. A job that has cost p_max
-- workers their lives ends as worker_lost. Answers the jobs that changed. One reaper at a time; another gets none.
create function vto_reap(p_soft interval, p_hard interval, p_max integer) returns setof uuid language plpgsql as $$
declare v vto_job; v_dead text[];
begin
  if not pg_try_advisory_xact_lock(78, 0) then return; end if;
  select coalesce(array_agg(id), '{}') into v_dead from (
    select id from vto_worker
    where case when last_seen >= clock_timestamp() - p_soft then false
               when last_seen < clock_timestamp() - p_hard then true
               else pg_try_advisory_xact_lock(77, number) end
    for update skip locked) d;
  for v in
    select * from vto_job where status = 'RUNNING'
      and (worker = any (v_dead) or not exists (select 1 from vto_worker w where w.id = vto_job.worker))
    order by user_id, id for update skip locked
  loop
    if v.cancel_requested then perform vto_close(v.id, 'CANCELLED', 'cancelled');
    elsif v.attempt < p_max then
      update vto_job set status = 'PENDING', worker = null, started_at = null, stage = null where id = v.id;
    else perform vto_close(v.id, 'FAILED', 'worker_lost');
    end if;
    return next v.id;
  end loop;
  delete from vto_worker where id = any (v_dead);
end $$;
