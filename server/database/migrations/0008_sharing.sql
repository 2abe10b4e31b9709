-- Sharing: whom a project is shared with stands in projects.shard_user_list, [{"userId", "role", "at"}].

-- Which products name a photo: every request for one asks.
create index ix_products_photos on products using gin ((array[
  upper_f_image_url, upper_b_image_url, bottom_f_image_url, bottom_b_image_url,
  onepiece_f_image_url, onepiece_b_image_url, outer_f_image_url, outer_b_image_url]));

-- A role may be taken back between the look at it and the submit. vto_submit holds the project's row, so here it is certain: nobody
-- pays for looks in a project they may no longer make any in.
create function vto_job_by_editor() returns trigger language plpgsql as $$
begin
  if not exists (
    select from projects where id = new.project_id and (user_id = new.user_id
      or shard_user_list @> jsonb_build_array(jsonb_build_object('userId', new.user_id, 'role', 'editor')))) then
    raise exception 'not_allowed' using errcode = 'PT403';
  end if;
  return new;
end $$;
create trigger vto_job_by_editor before insert on vto_job for each row execute function vto_job_by_editor();

-- An invitation to somebody who has no account yet, or whose address nobody has proved. The token is in the letter; here is its hash.
create table invitation (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references projects(id),
  invited_by uuid not null references users(id),
  email text not null,
  role varchar(16) not null check (role in ('viewer', 'picker', 'editor')),
  token_hash text not null unique,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references users(id),
  revoked_at timestamptz
);
create unique index ux_invitation_open on invitation (project_id, email) where accepted_at is null and revoked_at is null;

-- A link opens a project's looks to whoever has it. Its token is shown once; here is its hash.
create table share_link (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references projects(id),
  made_by uuid not null references users(id),
  token_hash text not null unique,
  label text not null,
  -- Which looks it shows: favourites, or all that are not in the bin.
  looks varchar(16) not null check (looks in ('selected', 'all')),
  may_heart boolean not null,
  may_comment boolean not null,
  may_download boolean not null,
  password_hash text,
  -- When the password was set; later than any before it. Who entered by another, and what was signed before, is out.
  password_at timestamptz,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_opened_at timestamptz,
  revoked_at timestamptz
);
create index ix_share_link_project on share_link (project_id, created_at desc);

-- One browser that came by a link: what its cookie holds is kept as a hash.
create table share_visitor (
  id uuid primary key default gen_random_uuid(),
  link_id uuid not null references share_link(id),
  secret_hash text not null,
  name text,
  -- The password_at of the password it gave: another one shuts it out.
  entered_for timestamptz,
  created_at timestamptz not null default now(),
  unique (link_id, secret_hash)
);

-- What a visitor likes. It says so to the owner, and never makes a look a favourite by itself.
create table share_heart (
  visitor_id uuid not null references share_visitor(id),
  image_id uuid not null references generate_img(id),
  created_at timestamptz not null default now(),
  primary key (visitor_id, image_id)
);
create index ix_share_heart_image on share_heart (image_id);

-- A remark about a look, by someone of the studio or by a visitor.
create table comment (
  id uuid primary key default gen_random_uuid(),
  image_id uuid not null references generate_img(id),
  user_id uuid references users(id),
  visitor_id uuid references share_visitor(id),
  body text not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  check (num_nonnulls(user_id, visitor_id) = 1)
);
create index ix_comment_image on comment (image_id, created_at) where deleted_at is null;
