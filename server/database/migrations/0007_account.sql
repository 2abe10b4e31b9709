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

-- When the person was told by mail that the job had ended: once.
alter table vto_job add column told_at timestamptz;

-- Proofs sent by mail: each opens one thing once, and only its hash is kept.
create table mail_proof (
  hash text primary key,
  user_id uuid not null references users(id),
  purpose varchar(32) not null check (purpose in ('verify_email', 'reset_password')),
  -- The address it was sent to: what it proves, and what the account gets if it had another.
  email text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index ix_mail_proof_user on mail_proof (user_id, purpose);

-- What people wish to hear of, and how, where it is not what everyone gets.
create table notification_choice (
  user_id uuid not null references users(id),
  event varchar(32) not null,
  in_app boolean not null,
  email boolean not null,
  browser boolean not null,
  primary key (user_id, event)
);

-- One's own data as a ZIP: asked for, made by an errand, kept for a week.
create table data_export (
  id uuid primary key,
  user_id uuid not null references users(id),
  status varchar(16) not null default 'waiting' check (status in ('waiting', 'ready', 'failed', 'gone')),
  key text,
  bytes bigint,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz
);
create index ix_data_export_user on data_export (user_id, created_at desc);
create unique index ux_data_export_one_waiting on data_export (user_id) where status = 'waiting';

-- When a deleted user's personal data and files had all gone.
alter table users add column scrubbed_at timestamptz;
create index ix_users_unscrubbed on users (deleted_at) where deleted_at is not null and scrubbed_at is null;

-- Everything a user made goes with them: shared projects vanish for the others at once.
create function account_bin_things(p_user uuid) returns void language sql as $$
  update collections set deleted_at = now() where user_id = p_user and deleted_at is null;
  update projects set deleted_at = now() where user_id = p_user and deleted_at is null;
  update products set deleted_at = now() where user_id = p_user and deleted_at is null
    and project_id in (select id from projects where user_id = p_user);
  update generate_img set deleted_at = now() where deleted_at is null and project_id in (select id from projects where user_id = p_user);
  update generate_video set deleted_at = now() where deleted_at is null and project_id in (select id from projects where user_id = p_user);
  update marketing_letter set deleted_at = now() where deleted_at is null and project_id in (select id from projects where user_id = p_user);
$$;

-- Ends an account: from this commit on nobody comes in by it, and nothing of it is seen. The keys come first: whoever spends by one
-- takes it before anything else.
create function account_close(p_user uuid) returns void language sql as $$
  update api_key set revoked_at = now() where user_id = p_user and revoked_at is null;
  select account_bin_things(p_user);
  delete from auth_session where user_id = p_user;
  delete from mail_proof where user_id = p_user;
  update users set deleted_at = now(), updated_at = now() where id = p_user and deleted_at is null;
$$;

-- The photos that go with their user: all but those which a product of somebody else's project shows.
create function account_photos(p_user uuid) returns setof photo language sql stable as $$
  select * from photo p where p.user_id = p_user and not exists (
    select from products d join projects j on j.id = d.project_id
    where j.user_id <> p_user and p.key in (d.upper_f_image_url, d.upper_b_image_url, d.bottom_f_image_url, d.bottom_b_image_url,
      d.onepiece_f_image_url, d.onepiece_b_image_url, d.outer_f_image_url, d.outer_b_image_url));
$$;

-- Takes out of the rows whatever says who somebody was. The ledger, payments and invoices stay, under the id alone.
create function account_scrub(p_user uuid) returns void language sql as $$
  update users set name = null, last_name = null, email = null, profile_picture = null, google_social = null, kakao_social = null,
    updated_at = now() where id = p_user and deleted_at is not null;
  delete from auth_user_state where user_id = p_user;
  delete from auth_session where user_id = p_user;
  delete from auth_account where user_id = p_user;
  delete from mail_proof where user_id = p_user;
  delete from notification_choice where user_id = p_user;
  update api_key set name = '', revoked_at = coalesce(revoked_at, now()) where user_id = p_user;
  update photo set swept_at = now(), verdict = null, landmarks = null, handles = null
    where swept_at is null and key in (select key from account_photos(p_user));
  update photo set file_name = null where user_id = p_user;
  update data_export set status = 'gone', key = null where user_id = p_user;
  update collections set name = null where user_id = p_user;
  update products set name = null where project_id in (select id from projects where user_id = p_user);
  update marketing_letter set summary = null, bullet_points = null where project_id in (select id from projects where user_id = p_user);
  update projects set name = null, shard_user_list = null where user_id = p_user;
  -- Whom others had shared with no longer names them.
  update projects set shard_user_list = (
      select coalesce(jsonb_agg(entry), '[]') from jsonb_array_elements(shard_user_list) as entry
      where entry ->> 'userId' is distinct from p_user::text)
    where shard_user_list @> jsonb_build_array(jsonb_build_object('userId', p_user));
  update users set scrubbed_at = now() where id = p_user and deleted_at is not null;
$$;

-- What the account said to others: its comments, the address an invitation had gone to, and what it wrote beside a report.
create function account_scrub_words(p_user uuid) returns void language plpgsql as $$
begin
  update comment set body = '…', deleted_at = coalesce(deleted_at, now()) where user_id = p_user;
  update invitation set email = 'gone@users.noreply.invalid', revoked_at = coalesce(revoked_at, now())
    where accepted_by = p_user or invited_by = p_user;
  update report set words = null where user_id = p_user;
end $$;
