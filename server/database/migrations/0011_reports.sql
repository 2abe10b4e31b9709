-- Reports of bad results: a delivered look or video that is technically fine but wrong. What was paid for it may come back once for
-- ever, as the operator's policy or an administrator decides.

-- The look or video a goodwill return is for. Once for ever each, whatever else comes to pass.
alter table point_usage add column image_id uuid references generate_img(id);
alter table point_usage add column video_id uuid references generate_video(id);
alter table point_usage add constraint point_usage_goodwill check (
  reason <> 'goodwill' or (job_id is not null and amount > 0 and num_nonnulls(image_id, video_id) = 1));
create unique index ux_point_usage_goodwill_image on point_usage (image_id) where reason = 'goodwill';
create unique index ux_point_usage_goodwill_video on point_usage (video_id) where reason = 'goodwill';
-- The last row of a kind before another: what the other balances were beside a row.
create index ix_point_usage_kind on point_usage (user_id, usage_type, seq desc);
create index ix_point_usage_time on point_usage (user_id, created_at);

create table report (
  id uuid primary key,
  -- Who paid for it, reports it, and is given back.
  user_id uuid not null references users(id),
  job_id uuid not null references vto_job(id),
  image_id uuid unique references generate_img(id),
  video_id uuid unique references generate_video(id),
  reason varchar(32) not null check (reason in ('wrong_colour', 'changed_print', 'missing_part', 'deformed', 'other')),
  words text check (length(words) between 1 and 1000),
  -- What it cost.
  usage_type varchar(32) not null,
  price integer not null check (price >= 0),
  -- open: an administrator decides. noted: there is nothing to give back.
  status varchar(16) not null check (status in ('open', 'returned', 'declined', 'noted')),
  -- Why nothing came back at once: off | late | limit (then open), free | refunded (then noted).
  kept_because varchar(16) check (kept_because in ('off', 'late', 'limit', 'free', 'refunded')),
  returned integer not null default 0 check (returned between 0 and price),
  decided_by uuid references users(id),
  decided_at timestamptz,
  note text,
  created_at timestamptz not null,
  constraint report_whole check (
    num_nonnulls(image_id, video_id) = 1 and (status = 'returned') = (returned > 0)
    and (reason <> 'other' or words is not null) and (decided_by is null) = (decided_at is null))
);
create index ix_report_user on report (user_id, created_at desc, id desc);
create index ix_report_status on report (status, created_at desc, id desc);
create index ix_report_job on report (job_id);
create index ix_report_decided_by on report (decided_by);

-- What a job has cost until now and was not given back: no return of any sort may be more. Whoever returns holds the job's row.
create function vto_paid(p_job uuid) returns integer language sql stable as $$
  select coalesce(-sum(amount), 0)::integer from point_usage where job_id = p_job;
$$;

-- Reports the look (or video) of a job as bad, for the one who paid for it. Within the policy its share of the price, rounded up,
-- comes back in the same commit: at most p_limit times since p_month began, up to p_days after delivery; any of them 0 is never.
-- Two reports of one look wait for each other on its job, two of one user on their points. Answers the report that counts, which is
-- an earlier one where there was one; null when the look is not of a job of this user's.
create function report_bad(
  p_id uuid, p_user uuid, p_image uuid, p_video uuid, p_reason text, p_words text,
  p_limit integer, p_share integer, p_days integer, p_month timestamptz, p_now timestamptz
) returns uuid language plpgsql as $$
declare v_job uuid; v_n integer; v_delivered timestamptz; v vto_job; v_old uuid; v_price integer; v_back integer; v_because text; v_times bigint;
begin
  select job_id, n, created_at into v_job, v_n, v_delivered from generate_img where id = p_image
    union all select job_id, n, created_at from generate_video where id = p_video;
  select * into v from vto_job where id = v_job and user_id = p_user for no key update;
  if not found then return null; end if;
  select id into v_old from report where image_id = p_image or video_id = p_video;
  if found then return v_old; end if;
  perform 1 from points where user_id = p_user for no key update;
  v_price := coalesce((v.input -> 'looks' -> v_n ->> 'price')::integer, 0);
  v_back := least(ceil(v_price * p_share / 100.0)::integer, vto_paid(v_job));
  select count(*) into v_times from report where user_id = p_user and status = 'returned' and decided_by is null and created_at >= p_month;
  v_because := case when v_price = 0 then 'free' when vto_paid(v_job) <= 0 then 'refunded'
    when p_limit = 0 or p_share = 0 or p_days = 0 then 'off' when v_delivered < p_now - make_interval(days => p_days) then 'late'
    when v_times >= p_limit then 'limit' end;
  insert into report (id, user_id, job_id, image_id, video_id, reason, words, usage_type, price, status, kept_because, returned, created_at)
    values (p_id, p_user, v_job, p_image, p_video, p_reason, p_words, v.used_point_type, v_price,
      case when v_because is null then 'returned' when v_because in ('free', 'refunded') then 'noted' else 'open' end,
      v_because, case when v_because is null then v_back else 0 end, p_now);
  if v_because is null then
    insert into point_usage (user_id, job_id, image_id, video_id, usage_type, amount, reason)
      values (p_user, v_job, p_image, p_video, v.used_point_type, v_back, 'goodwill');
  end if;
  return p_id;
end $$;

-- An administrator decides an open report: its whole price back, as far as it was not given back yet, or nothing. Answers the new
-- status, or null when the report is not open (any more), or nothing is left to give back.
create function report_decide(p_report uuid, p_admin uuid, p_return boolean, p_note text, p_now timestamptz) returns text language plpgsql as $$
declare v report; v_back integer := 0;
begin
  perform 1 from vto_job where id = (select job_id from report where id = p_report) for no key update;
  select * into v from report where id = p_report and status = 'open' for no key update;
  if not found then return null; end if;
  if p_return then
    perform 1 from points where user_id = v.user_id for no key update;
    v_back := least(v.price, vto_paid(v.job_id));
    if v_back <= 0 then return null; end if;
    insert into point_usage (user_id, job_id, image_id, video_id, usage_type, amount, reason)
      values (v.user_id, v.job_id, v.image_id, v.video_id, v.usage_type, v_back, 'goodwill');
  end if;
  update report set status = case when p_return then 'returned' else 'declined' end, returned = v_back,
    decided_by = p_admin, decided_at = p_now, note = p_note where id = p_report;
  return case when p_return then 'returned' else 'declined' end;
end $$;
