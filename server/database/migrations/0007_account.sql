-- Accounts: what an API key may do and spend, proofs sent by mail, what people wish to hear of, their data to take along, and their going.

-- What a key was made for. Those made before could do everything but administer.
alter table api_key add column scopes text[] not null default '{read,write,spend}';
alter table api_key add constraint api_key_scopes check (scopes <@ '{read,write,spend,admin}' and cardinality(scopes) > 0);
-- The most it may spend in a day, in credits. Null: as much as there is.
alter table api_key add column daily_cap integer check (daily_cap > 0);

-- Which key submitted the job, and what the job is worth in credits, however it was paid.
alter table vto_job add column api_key_id uuid references api_key(id);
alter table vto_job add column api_key_worth integer not null default 0;
create index ix_vto_job_api_key on vto_job (api_key_id, created_at) where api_key_id is not null;

-- What a key has spent since the day began in Seoul, without what came back for looks that were not delivered.
create function api_key_spent_today(p_key uuid) returns integer language sql stable as $$
  select coalesce(sum(j.api_key_worth - case when j.used_amount > 0 then
      floor(j.api_key_worth::numeric * coalesce((select r.amount from point_usage r where r.job_id = j.id and r.reason = 'refund'), 0) / j.used_amount)
      else 0 end), 0)::integer
    from vto_job j
    where j.api_key_id = p_key
      and j.created_at >= date_trunc('day', now() at time zone 'Asia/Seoul') at time zone 'Asia/Seoul';
$$;

-- vto_submit for an API key: the cap is looked at under a lock on the key, in the transaction that spends, so that of two submits at
-- once the second sees what the first has spent. Answers as vto_submit does, or -6 when the cap is reached, or the key is revoked.
create function vto_submit_by_key(
  p_key uuid, p_worth integer,
  p_job uuid, p_user uuid, p_project uuid, p_product uuid, p_kind text, p_lane text,
  p_type text, p_amount integer, p_input jsonb, p_hash text, p_slot interval, p_most_waiting integer
) returns integer language plpgsql as $$
declare v_cap integer; v_left integer;
begin
  select daily_cap into v_cap from api_key where id = p_key and user_id = p_user and revoked_at is null for no key update;
  if not found then return -6; end if;
  if p_worth > 0 and api_key_spent_today(p_key) + p_worth > v_cap and not exists (select 1 from vto_job where id = p_job) then
    return -6;
  end if;
  v_left := vto_submit(p_job, p_user, p_project, p_product, p_kind, p_lane, p_type, p_amount, p_input, p_hash, p_slot, p_most_waiting);
  if v_left >= 0 then
    update vto_job set api_key_id = p_key, api_key_worth = p_worth where id = p_job;
  end if;
  return v_left;
end $$;
