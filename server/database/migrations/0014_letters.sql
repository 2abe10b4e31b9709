-- Letters: a job of kind 'letter' delivers into marketing_letter, as one of kind 'video' does into generate_video. What a letter said
-- before is kept; what its seller has confirmed of a product, and what was read from its photos, stands beside.

-- What the seller says of a product: {"fabric": "…", "size": "…"}; and what they struck out of what the photos were read to show.
create table product_facts (
  product_id uuid primary key references products(id),
  user_id uuid not null references users(id),
  facts jsonb not null default '{}',
  struck jsonb not null default '[]',
  updated_at timestamptz not null default now()
);

-- What a photo shows of its garment: kind, colours, pattern, sleeve, length, neckline. Read once for what `described_for` names.
alter table photo add column description jsonb;
alter table photo add column described_for text;

alter table marketing_letter add column job_id uuid references vto_job(id);
alter table marketing_letter add column product_id uuid references products(id);
alter table marketing_letter add column title text;
alter table marketing_letter add column language varchar(10) not null default 'ko';
alter table marketing_letter add column market varchar(16) not null default 'own';
alter table marketing_letter add column tone varchar(16) not null default 'plain';
-- What it was written from.
alter table marketing_letter add column facts jsonb not null default '{}';
-- {"title": {"locked": false, "from": "model"}, "summary": {…}}: as each bullet point says for itself.
alter table marketing_letter add column head jsonb not null default '{}';
-- Who wrote it last, and what there is to know of that: {"name", "model", "note", "removed"}.
alter table marketing_letter add column writer jsonb not null default '{}';
-- The sentence that the pictures are AI-made goes with it.
alter table marketing_letter add column labelled boolean not null default true;
-- Goes up with every change: who changes it says which one they saw.
alter table marketing_letter add column version integer not null default 1;
-- What the last change was: written, edited, filled, restored.
alter table marketing_letter add column cause varchar(16) not null default 'written';
alter table marketing_letter add column edited_at timestamptz;
create index ix_marketing_letter_product on marketing_letter (product_id, created_at desc);
create index ix_marketing_letter_job on marketing_letter (job_id);

-- What a letter said before, one row a state that was worth keeping.
create table letter_version (
  letter_id uuid not null references marketing_letter(id),
  version integer not null,
  title text,
  summary text,
  head jsonb not null,
  bullet_points jsonb,
  writer jsonb not null,
  cause varchar(16) not null,
  created_at timestamptz not null,
  primary key (letter_id, version)
);

-- A change of the words keeps the words before it; edits that follow each other within ten minutes are one.
create function letter_keep_version() returns trigger language plpgsql as $$
begin
  if (new.title, new.summary, new.bullet_points) is not distinct from (old.title, old.summary, old.bullet_points) then return new; end if;
  if not (new.cause = 'edited' and old.cause = 'edited' and old.updated_at > now() - interval '10 minutes') then
    insert into letter_version (letter_id, version, title, summary, head, bullet_points, writer, cause, created_at)
      values (old.id, old.version, old.title, old.summary, old.head, old.bullet_points, old.writer, old.cause, coalesce(old.updated_at, now()))
      on conflict do nothing;
  end if;
  return new;
end $$;
create trigger letter_keep_version before update on marketing_letter for each row execute function letter_keep_version();

-- Delivers a letter: a new one, or other words for the one the job names, if it still is what `p_expects` saw. Answers its id (an
-- earlier one if it had been delivered before), whether it has changed in the meantime (then nothing happened) and whether the job
-- should stop (cancelled); no row when the job is no longer this worker's. `p_free`: what was paid is not what was delivered, and
-- goes back when the job ends.
create function vto_deliver_letter(
  p_worker text, p_job uuid, p_attempt integer, p_letter uuid, p_expects integer, p_content jsonb, p_free boolean
) returns table (letter uuid, stale boolean, cancel_requested boolean) language plpgsql as $$
#variable_conflict use_column
declare v vto_job; v_version integer;
begin
  select * into v from vto_job where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING' for no key update;
  if not found then return; end if;
  if v.kind <> 'letter' then raise exception 'job % has no letter', p_job; end if;
  if v.result -> '0' ->> 'status' = 'delivered' then
    return query select (v.result -> '0' ->> 'letter')::uuid, false, v.cancel_requested;
    return;
  end if;
  if p_expects is null then
    insert into marketing_letter (id, user_id, project_id, product_id, job_id, title, summary, bullet_points, language, market, tone, facts, head, writer)
      values (p_letter, v.user_id, v.project_id, v.product_id, p_job, p_content ->> 'title', p_content ->> 'summary', p_content -> 'lines',
        p_content ->> 'language', p_content ->> 'market', p_content ->> 'tone', p_content -> 'facts', p_content -> 'head', p_content -> 'writer');
  else
    select version into v_version from marketing_letter where id = p_letter and deleted_at is null for update;
    if v_version is distinct from p_expects then
      return query select p_letter, true, v.cancel_requested;
      return;
    end if;
    update marketing_letter set title = p_content ->> 'title', summary = p_content ->> 'summary', bullet_points = p_content -> 'lines',
        language = p_content ->> 'language', market = p_content ->> 'market', tone = p_content ->> 'tone',
        facts = p_content -> 'facts', head = p_content -> 'head', writer = p_content -> 'writer',
        version = version + 1, cause = 'written', updated_at = now()
      where id = p_letter;
  end if;
  update vto_job set result = result || jsonb_build_object('0', jsonb_build_object('status', 'delivered', 'letter', p_letter, 'free', p_free))
    where id = p_job;
  return query select p_letter, false, v.cancel_requested;
end $$;

-- Ends a job whose row the caller holds: DONE if anything was delivered, and the price of everything that was not goes back, as does
-- that of a letter somebody wrote who costs nothing. The refund is single twice over: a job ends once, and the ledger refuses a second
-- refund of a job.
create or replace function vto_close(p_job uuid, p_status text, p_reason text) returns text language plpgsql as $$
declare v vto_job; v_delivered integer[]; v_back integer; v_missing integer; v_status text;
begin
  select * into v from vto_job where id = p_job;
  select coalesce(array_agg(n), '{}') into v_delivered from (
    select n from generate_img where job_id = p_job
    union all select n from generate_video where job_id = p_job
    union all select 0 where v.kind = 'letter' and v.result -> '0' ->> 'status' = 'delivered') delivered;
  select coalesce(sum((look ->> 'price')::integer) filter (where not there or free), 0), count(*) filter (where not there)
    into v_back, v_missing
    from jsonb_array_elements(v.input -> 'looks') with ordinality as l(look, i),
      lateral (select (i - 1)::integer = any (v_delivered) as there,
        coalesce((v.result -> ((i - 1)::text) ->> 'free')::boolean, false) as free) of_look;
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
