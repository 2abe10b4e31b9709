-- Engines of others: every call that is bought from a vendor is a row here, written before the call is sent. So no call is sent
-- twice, what was paid is not bought again, and all workers together keep to the limits of a key.

create table vto_step (
  id uuid primary key,                 -- our own name for the call: vendors that take one know it by this
  job_id uuid not null references vto_job(id),
  user_id uuid not null references users(id),
  n integer not null,                  -- the look of the job that it is for
  -- Names person, garments, engine, model, settings and seed by their content: calls of the same key ask for the same picture.
  key text not null,
  engine text not null,
  model text not null,
  account text not null,               -- whose limits it counts against: vendor and a fingerprint of its key
  status varchar(16) not null default 'submitting',
  ref text,                            -- the vendor's name for it, kept before anything waits for the vendor
  code text,                           -- why it failed
  picture_key text,                    -- where its picture is stored
  cost numeric(10, 5),                 -- dollars, by the operator's price list
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  delivered_at timestamptz,            -- its picture became a look: another run of the same wish buys another
  constraint vto_step_status check (status in ('submitting', 'running', 'made', 'failed', 'unknown'))
);
create unique index ux_vto_step_open on vto_step (job_id, key) where status in ('submitting', 'running');
create index ix_vto_step_job on vto_step (job_id, started_at);
create index ix_vto_step_account on vto_step (account, started_at);
create index ix_vto_step_engine on vto_step (engine, started_at desc);
create index ix_vto_step_made on vto_step (user_id, key, ended_at desc) where status = 'made';

-- Begins a call: from this commit on it may be sent, once. Answers 0, or
--   above 0  milliseconds to wait: the key is at its limit (p_most at once, p_per_minute in a minute)
--   -1       the job is no longer this worker's     -2 the job was cancelled before the call
create function vto_step_begin(
  p_worker text, p_job uuid, p_attempt integer, p_id uuid, p_n integer, p_key text,
  p_engine text, p_model text, p_account text, p_cost numeric, p_most integer, p_per_minute integer
) returns integer language plpgsql as $$
declare v vto_job; v_count bigint; v_oldest timestamptz;
begin
  -- One at a time for each key, in all workers.
  perform pg_advisory_xact_lock(79, hashtext(p_account));
  select * into v from vto_job where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING' for no key update;
  if not found then return -1; end if;
  if v.cancel_requested then return -2; end if;
  -- A call whose worker died is still running at the vendor: its job goes on with it.
  select count(*) into v_count from vto_step s join vto_job j on j.id = s.job_id
    where s.account = p_account and s.status in ('submitting', 'running') and j.status in ('PENDING', 'RUNNING')
      and s.started_at > clock_timestamp() - interval '1 hour';
  if v_count >= p_most then return 500; end if;
  select count(*), min(started_at) into v_count, v_oldest from (
    select started_at from vto_step where account = p_account and started_at > clock_timestamp() - interval '1 minute'
      order by started_at desc limit p_per_minute) lately;
  if v_count >= p_per_minute then
    return greatest(1, ceil(extract(epoch from v_oldest + interval '1 minute' - clock_timestamp()) * 1000))::integer;
  end if;
  insert into vto_step (id, job_id, user_id, n, key, engine, model, account, cost)
    values (p_id, p_job, v.user_id, p_n, p_key, p_engine, p_model, p_account, p_cost);
  return 0;
end $$;

-- Says how a call stands. Only who began it, or goes on with it, knows its id; and no status goes back. Answers whether it took.
create function vto_step_note(p_id uuid, p_from text, p_status text, p_ref text, p_code text, p_picture text)
returns boolean language plpgsql as $$
begin
  update vto_step set status = p_status, ref = coalesce(p_ref, ref), code = p_code, picture_key = p_picture,
    -- These the vendor may want paid all the same.
    cost = case when p_status <> 'failed' or p_code in ('timeout', 'lost', 'bad_answer', 'wrong_size', 'cancelled') then cost else 0 end,
    ended_at = case when p_status in ('made', 'failed', 'unknown') then clock_timestamp() end
    where id = p_id and status = any (string_to_array(p_from, ','));
  return found;
end $$;
