-- Webhooks: other programs are told what happens. What is to be said is a row, written by the very commit it speaks of.

-- An address that is told of what happens to its user's things. The secret it is signed with is made from the studio's own and the
-- salt, so that no copy of the database signs anything.
create table webhook (
  id uuid primary key,
  user_id uuid not null references users(id),
  url text not null,
  events text[] not null check (cardinality(events) > 0),
  secret_salt text not null,
  created_at timestamptz not null default now(),
  -- Since when nothing has been taken; null while all is well.
  failing_since timestamptz,
  -- Switched off: by its owner, after failing for long, or because the address said that it is gone.
  off_at timestamptz,
  off_reason varchar(16) check (off_reason in ('owner', 'failing', 'gone')),
  deleted_at timestamptz
);
create index ix_webhook_user on webhook (user_id) where deleted_at is null;

-- One thing to say to one address. Its id is the webhook-id it goes under: the same for every try, and never used again once taken.
create table webhook_delivery (
  id uuid primary key default gen_random_uuid(),
  webhook_id uuid not null references webhook(id),
  type varchar(32) not null,
  -- What it speaks of: the same thing is said once.
  source text not null,
  payload jsonb not null,
  status varchar(16) not null default 'waiting' check (status in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  -- [{"at", "ms", "status", "reply", "error"}], the last one last.
  tries jsonb not null default '[]',
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  unique (webhook_id, source)
);
create index ix_webhook_delivery_due on webhook_delivery (next_at) where status = 'waiting';
create index ix_webhook_delivery_log on webhook_delivery (webhook_id, created_at desc, id desc);

-- Writes down something to say, for every address of these users that wishes to hear it.
create function webhook_event(p_users uuid[], p_type text, p_source text, p_data jsonb) returns void language sql as $$
  insert into webhook_delivery (webhook_id, type, source, payload)
  select id, p_type, p_type || ':' || p_source, jsonb_build_object(
    'type', p_type,
    'timestamp', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'data', p_data)
  from webhook
  where user_id = any (p_users) and deleted_at is null and off_at is null and p_type = any (events)
  on conflict (webhook_id, source) do nothing
$$;

create function webhook_job_ended() returns trigger language plpgsql as $$
begin
  perform webhook_event(array[new.user_id, (select user_id from projects where id = new.project_id)], 'job.ended', new.id::text,
    jsonb_build_object('jobId', new.id, 'projectId', new.project_id, 'productId', new.product_id, 'kind', new.kind,
      'status', new.status, 'failReason', new.fail_reason,
      'made', (select count(*) from jsonb_each(new.result) as look where look.value ->> 'status' = 'delivered')));
  return null;
end $$;
create trigger webhook_job_ended after update of status on vto_job for each row
  when (new.status in ('DONE', 'FAILED', 'CANCELLED') and old.status not in ('DONE', 'FAILED', 'CANCELLED'))
  execute function webhook_job_ended();

create function webhook_look_delivered() returns trigger language plpgsql as $$
begin
  perform webhook_event(array[new.user_id, (select user_id from projects where id = new.project_id)], 'look.delivered', new.id::text,
    jsonb_build_object('imageId', new.id, 'number', new.number, 'projectId', new.project_id, 'productId', new.product_id,
      'jobId', new.job_id, 'view', new.details ->> 'view'));
  return null;
end $$;
create trigger webhook_look_delivered after insert on generate_img for each row
  when (new.job_id is not null) execute function webhook_look_delivered();

-- Said to the owner, and to whom it is shared with.
create function webhook_project_shared() returns trigger language plpgsql as $$
declare
  entry jsonb;
begin
  for entry in
    select now_in from jsonb_array_elements(coalesce(new.shard_user_list, '[]')) as now_in
    where not coalesce(old.shard_user_list, '[]') @> jsonb_build_array(jsonb_build_object('userId', now_in -> 'userId'))
  loop
    perform webhook_event(array[new.user_id, (entry ->> 'userId')::uuid], 'project.shared',
      new.id || ':' || (entry ->> 'userId') || ':' || coalesce(entry ->> 'at', ''),
      jsonb_build_object('projectId', new.id, 'userId', entry ->> 'userId', 'role', entry ->> 'role'));
  end loop;
  return null;
end $$;
create trigger webhook_project_shared after update of shard_user_list on projects for each row
  when (new.shard_user_list is distinct from old.shard_user_list) execute function webhook_project_shared();

-- Of a deleted account nothing is said any more, and where it was said is forgotten.
create function webhook_forget() returns trigger language plpgsql as $$
begin
  delete from webhook_delivery where webhook_id in (select id from webhook where user_id = new.id);
  delete from webhook where user_id = new.id;
  return null;
end $$;
create trigger webhook_forget after update of deleted_at on users for each row
  when (new.deleted_at is not null and old.deleted_at is null) execute function webhook_forget();
