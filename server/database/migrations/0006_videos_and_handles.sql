-- Videos: a job of kind 'video' delivers into generate_video as one of kind 'look' does into generate_img. And photos keep what a
-- person has put right on them, in shares of the photo, beside what was measured.

alter table generate_video add column job_id uuid references vto_job(id);
-- Which entry of its job's looks this is, from 0.
alter table generate_video add column n integer;
-- Kind, mannequin, wear, backdrop, size, seconds, bytes, engine, version, confidence, doubts.
alter table generate_video add column details jsonb;
create unique index ux_generate_video_job on generate_video (job_id, n);
create index ix_generate_video_bin on generate_video (project_id, deleted_at desc, id desc) where deleted_at is not null;

-- The garment lying flat, as its seller measured it: {"length": 68, "chest": 52, "waist": 40}.
alter table photo add column centimetres jsonb;

-- Landmarks were kept in pixels of the cut-out, whose longest side is at most 1000 of them; from now on they are shares of the photo.
update photo set landmarks = (
  select jsonb_object_agg(name, jsonb_build_object(
      'x', least(1, greatest(0, (point ->> 'x')::float8 / (width * scale))),
      'y', least(1, greatest(0, (point ->> 'y')::float8 / (height * scale))),
      'confidence', point -> 'confidence'))
    from jsonb_each(landmarks -> 'points') as each (name, point), (select least(1, 1000.0 / greatest(width, height))::float8 as scale) cutout)
  where landmarks is not null;

-- Delivers a stored video: from this commit on it is the user's. Answers its id (an earlier one if it had been delivered before) and
-- whether the job should stop (cancelled); no row when the job is no longer this worker's.
create function vto_deliver_video(p_worker text, p_job uuid, p_attempt integer, p_n integer, p_video uuid, p_key text, p_details jsonb)
returns table (video uuid, cancel_requested boolean) language plpgsql as $$
#variable_conflict use_column
declare v vto_job; v_video uuid;
begin
  select * into v from vto_job where id = p_job and worker = p_worker and attempt = p_attempt and status = 'RUNNING' for no key update;
  if not found then return; end if;
  if v.kind <> 'video' or p_n < 0 or p_n >= jsonb_array_length(v.input -> 'looks') then
    raise exception 'job % has no video %', p_job, p_n;
  end if;
  select g.id into v_video from generate_video g where g.job_id = p_job and g.n = p_n;
  if not found then
    v_video := p_video;
    insert into generate_video (id, url, user_id, project_id, product_id, job_id, n, details)
      values (p_video, p_key, v.user_id, v.project_id, v.product_id, p_job, p_n, p_details);
    update vto_job set result = result || jsonb_build_object(p_n::text, jsonb_build_object('status', 'delivered', 'video', p_video))
      where id = p_job;
  end if;
  return query select v_video, v.cancel_requested;
end $$;

-- Ends a job whose row the caller holds: DONE if anything was delivered, and the price of everything that was not goes back.
-- The refund is single twice over: a job ends once, and the ledger refuses a second refund of a job.
create or replace function vto_close(p_job uuid, p_status text, p_reason text) returns text language plpgsql as $$
declare v vto_job; v_delivered integer[]; v_back integer; v_missing integer; v_status text;
begin
  select coalesce(array_agg(n), '{}') into v_delivered from (
    select n from generate_img where job_id = p_job union all select n from generate_video where job_id = p_job) delivered;
  select * into v from vto_job where id = p_job;
  select coalesce(sum((look ->> 'price')::integer), 0), count(*) into v_back, v_missing
    from jsonb_array_elements(v.input -> 'looks') with ordinality as l(look, i) where (i - 1)::integer <> all (v_delivered);
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
