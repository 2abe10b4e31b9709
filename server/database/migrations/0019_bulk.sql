-- Bulk: many products brought in at once and made by one direction. Every submit is an ordinary job; a row notes its id before it is
-- submitted, and the id follows from what is asked for, so that nothing is asked for twice.
create table bulk (
  id uuid primary key,
  user_id uuid not null references users(id),
  project_id uuid not null references projects(id),
  name varchar(120) not null,
  state varchar(16) not null default 'draft' check (state in ('draft', 'running', 'paused', 'ended')),
  -- Why it stands still, and what there is to know of that.
  pause_reason varchar(32),
  pause_details jsonb not null default '{}',
  direction jsonb,
  pay varchar(32),
  -- Most points it may spend; null for no limit of its own.
  cap integer check (cap >= 0),
  -- So many products first, then it stands still until somebody has looked.
  trial integer check (trial > 0),
  -- The program that started it, whose key has a limit of its own.
  api_key_id uuid references api_key(id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index ix_bulk_user on bulk (user_id, created_at desc);
create index ix_bulk_running on bulk (id) where state = 'running';

create table bulk_row (
  bulk_id uuid not null references bulk(id),
  n integer not null,
  sku varchar(120) not null,
  product_id uuid not null references products(id),
  -- What was matched to it: [{"path", "slot", "side", "guessed", "bytes", "sha256", "refused"}].
  files jsonb not null default '[]',
  -- In the place of the bulk's own.
  direction jsonb,
  -- What it was said to cost when it was started; null until then.
  price integer,
  picked_at timestamptz,
  -- Goes up with every time it is run again.
  try integer not null default 0,
  -- No reference: it is written before the job is.
  job_id uuid,
  -- The job was there before this bulk asked for it: it costs nothing here.
  adopted boolean not null default false,
  -- What jobs before the present one have cost.
  spent integer not null default 0,
  -- Why no job could be submitted.
  fail_code varchar(64),
  cancelled_at timestamptz,
  removed_at timestamptz,
  primary key (bulk_id, n)
);
create unique index ix_bulk_row_sku on bulk_row (bulk_id, lower(sku)) where removed_at is null;
create index ix_bulk_row_product on bulk_row (product_id);
create index ix_bulk_row_job on bulk_row (job_id);

-- Pictures out of a ZIP that have found no product yet.
create table bulk_file (
  bulk_id uuid not null references bulk(id),
  path varchar(1000) not null,
  key varchar(200) not null unique,
  bytes integer not null,
  sha256 char(64) not null,
  created_at timestamptz not null default now(),
  primary key (bulk_id, path)
);
