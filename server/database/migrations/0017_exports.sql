-- Exports: looks, videos and letters of a project as files for markets, in one ZIP that an errand makes and the sweep takes away.

create table exports (
  id uuid primary key,
  user_id uuid not null references users(id),
  project_id uuid not null references projects(id),
  -- What was asked for: looks, presets, centres, the pattern of names.
  wish jsonb not null,
  wish_hash text not null,
  status varchar(16) not null default 'waiting',   -- waiting, making, ready, failed, gone
  attempt integer not null default 0,
  done integer not null default 0,
  total integer not null,
  -- One entry a file: {"path", "preset", "imageId", "bytes"} or, where it was not made, with "code".
  files jsonb not null default '[]',
  key text,
  bytes bigint,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz,
  constraint exports_status check (status in ('waiting', 'making', 'ready', 'failed', 'gone'))
);
-- The same thing asked for twice while it is being made is one export.
create unique index ux_exports_under_way on exports (user_id, project_id, wish_hash) where status in ('waiting', 'making');
create index ix_exports_project on exports (user_id, project_id, created_at desc);
create index ix_exports_ends on exports (expires_at) where status = 'ready';
