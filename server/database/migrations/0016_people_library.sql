-- People who wear the clothes of engines that dress a person: their photos, and on what their consent stands. Deleting somebody takes
-- everything made of them along, for good: rows stay, their files do not.
create table person (
  id uuid primary key,
  user_id uuid not null references users(id),      -- who brought them
  house boolean not null default false,            -- brought by an administrator, for everyone in the studio
  name text not null,
  body varchar(16) not null,
  front_key text,                                  -- working copies in storage; a thumbnail lies beside each
  back_key text,
  -- {"adult": true, "release": true, "purpose": "…", "at": "…", "by": "…"}: what was declared, when, and by which account.
  consent jsonb not null,
  created_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint person_body check (body in ('female', 'male')),
  constraint person_consent check ((consent ->> 'adult')::boolean and (consent ->> 'release')::boolean)
);
create index ix_person_user on person (user_id, created_at desc, id desc) where deleted_at is null;
create index ix_person_house on person (created_at desc, id desc) where house and deleted_at is null;

-- Its files are gone with the person they showed: it cannot come back out of the bin.
alter table generate_img add column purged_at timestamptz;
alter table generate_video add column purged_at timestamptz;

-- The jobs whose looks show a person, and those whose videos are made of such looks.
create function jobs_of_person(p_person uuid) returns setof uuid language sql stable as $$
  with worn as (
    select id from vto_job where input -> 'person' @> jsonb_build_array(jsonb_build_object('person', p_person)))
  select id from worn
  union
  select film.id from vto_job film, jsonb_array_elements(film.input -> 'looks' -> 0 -> 'shots') shot
    join generate_img image on image.id = (shot ->> 'image')::uuid
    where film.kind = 'video' and image.job_id in (select id from worn);
$$;
create index ix_vto_job_person on vto_job using gin ((input -> 'person') jsonb_path_ops);
