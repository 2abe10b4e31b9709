-- People: who is who, how they sign in, and what another program may do in their name.

alter table users add column is_admin boolean not null default false;

-- The sign-in library wants one flag the schema of the product does not have; it lives beside the users table.
create table auth_user_state (
  user_id uuid primary key references users(id),
  email_verified boolean not null default false
);

-- What the sign-in library sees as its user table. Deleted users are not in it, so every way in is shut for them at once.
create view auth_user as
  select u.id, u.name, u.last_name, u.email, coalesce(s.email_verified, false) as email_verified,
         u.profile_picture, u.language, u.is_admin, u.google_social, u.kakao_social, u.created_at, u.updated_at
  from users u left join auth_user_state s on s.user_id = u.id
  where u.deleted_at is null;

create function auth_user_write() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    new.id := coalesce(new.id, gen_random_uuid());
    new.created_at := coalesce(new.created_at, now());
    new.updated_at := coalesce(new.updated_at, now());
    new.language := coalesce(new.language, 'ko');
    insert into users (id, name, last_name, email, profile_picture, language, google_social, kakao_social, created_at, updated_at)
      values (new.id, new.name, new.last_name, new.email, new.profile_picture, new.language, new.google_social, new.kakao_social,
              new.created_at, new.updated_at);
    insert into auth_user_state (user_id, email_verified) values (new.id, coalesce(new.email_verified, false));
    return new;
  elsif tg_op = 'UPDATE' then
    update users set name = new.name, last_name = new.last_name, email = new.email, profile_picture = new.profile_picture,
      language = new.language, google_social = new.google_social, kakao_social = new.kakao_social, updated_at = now()
      where id = old.id;
    insert into auth_user_state (user_id, email_verified) values (old.id, coalesce(new.email_verified, false))
      on conflict (user_id) do update set email_verified = excluded.email_verified;
    return new;
  end if;
  update users set deleted_at = now() where id = old.id;
  return old;
end $$;

create trigger auth_user_write instead of insert or update or delete on auth_user
  for each row execute function auth_user_write();

create table auth_session (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users(id),
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index ix_auth_session_user on auth_session (user_id);

create table auth_account (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users(id),
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index ix_auth_account_user on auth_account (user_id);

create table auth_verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index ix_auth_verification_identifier on auth_verification (identifier);

create table auth_rate_limit (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- A key is shown once; only its hash is kept. `prefix` is what people recognise it by.
create table api_key (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users(id),
  name text not null,
  prefix text not null,
  hash text not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index ix_api_key_user on api_key (user_id, created_at desc);

-- What the running studio remembers about itself: the opening grant, for one.
create table setting (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

-- The first account of an installation is its administrator. The lock makes two first sign-ups at once one first and one second.
create function first_user_is_admin() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(76, 1);
  if not exists (select 1 from users) then new.is_admin := true; end if;
  return new;
end $$;
create trigger first_user_is_admin before insert on users for each row execute function first_user_is_admin();
