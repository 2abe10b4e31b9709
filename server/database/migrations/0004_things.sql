-- Things: what people make and keep, with the indexes its lists need. Binned rows keep their place; lists leave them out.

alter table products add column name text;

-- A garment photo, never changed once it is there: replacing one puts another key into the product's column.
create table photo (
  key text primary key,                -- also the folder of its files in storage: photos/<uuid>
  user_id uuid not null references users(id),
  file_name text,                      -- as the seller named it
  original_key text not null,
  working_key text not null,           -- decoded, turned upright, re-encoded, metadata gone
  thumbnail_key text not null,
  format text not null,
  width integer not null,
  height integer not null,
  bytes integer not null,
  sha256 text not null,
  verdict jsonb,                       -- what the look at it found; null while that is still to come
  landmarks jsonb,
  handles jsonb,
  created_at timestamptz not null default now(),
  -- Which look at it is the one that counts: a photo that moves is looked at anew, and what an earlier look finds comes too late.
  looked_from timestamptz not null default now(),
  -- When its product let go of it. It stays for the jobs that name it; the sweep takes the rest.
  left_at timestamptz,
  -- When its files went.
  swept_at timestamptz
);
create index ix_photo_user on photo (user_id, created_at desc);
create index ix_photo_left on photo (left_at) where left_at is not null and swept_at is null;

create index ix_collections_user on collections (user_id, created_at desc, id desc);
create index ix_collections_bin on collections (user_id, deleted_at desc, id desc) where deleted_at is not null;
create index ix_projects_collection on projects (collection_id, created_at desc, id desc);
create index ix_projects_user on projects (user_id, created_at desc, id desc);
create index ix_projects_bin on projects (user_id, deleted_at desc, id desc) where deleted_at is not null;
create index ix_projects_shared on projects using gin (shard_user_list jsonb_path_ops);
create index ix_products_project on products (project_id, created_at desc, id desc);
create index ix_products_user on products (user_id, created_at desc, id desc);
create index ix_products_bin on products (user_id, deleted_at desc, id desc) where deleted_at is not null;
create index ix_subscriptions_user on subscriptions (user_id);
create index ix_subscription_record_user on subscription_record (user_id);
create index ix_subscription_record_subscription on subscription_record (subscription_id);
create index ix_generate_video_user on generate_video (user_id);
create index ix_generate_video_project on generate_video (project_id, created_at desc, id desc) where deleted_at is null;
create index ix_generate_video_product on generate_video (product_id);
create index ix_marketing_letter_user on marketing_letter (user_id);
create index ix_marketing_letter_project on marketing_letter (project_id, created_at desc);

alter table generate_img add column job_id uuid references vto_job(id);
-- Which look of its job this is, from 0.
alter table generate_img add column n integer;
-- Running number of the look within its project, from 1: what people call it by.
alter table generate_img add column number integer;
-- View, body, backdrop, size, engine, model, version, confidence, doubts.
alter table generate_img add column details jsonb;
alter table generate_img add column seen_at timestamptz;
create unique index ux_generate_img_job on generate_img (job_id, n);
create unique index ux_generate_img_number on generate_img (project_id, number);
create index ix_generate_img_gallery on generate_img (project_id, created_at desc, id desc) where deleted_at is null;
create index ix_generate_img_bin on generate_img (project_id, deleted_at desc, id desc) where deleted_at is not null;
create index ix_generate_img_selected on generate_img (project_id, created_at desc, id desc) where is_selected and deleted_at is null;
create index ix_generate_img_unseen on generate_img (project_id, created_at desc, id desc) where seen_at is null and deleted_at is null;
create index ix_generate_img_user on generate_img (user_id);
create index ix_generate_img_product on generate_img (product_id);
-- The last number given in a project; kept on the project so that two workers never give the same.
alter table projects add column last_image_number integer not null default 0;

-- A project's counters say how many looks and videos it shows: binned ones are left out.
create function projects_count_images() returns trigger language plpgsql as $$
declare v_total integer := 0; v_selected integer := 0;
begin
  if tg_op <> 'INSERT' and old.deleted_at is null then
    v_total := v_total - 1; v_selected := v_selected - (coalesce(old.is_selected, false))::int;
  end if;
  if tg_op <> 'DELETE' and new.deleted_at is null then
    v_total := v_total + 1; v_selected := v_selected + (coalesce(new.is_selected, false))::int;
  end if;
  if v_total <> 0 or v_selected <> 0 then
    update projects set total_image_number = total_image_number + v_total,
      selected_image_number = selected_image_number + v_selected
      where id = coalesce(new.project_id, old.project_id);
  end if;
  return null;
end $$;
create trigger projects_count_images after insert or delete or update of is_selected, deleted_at on generate_img
  for each row execute function projects_count_images();

create function projects_count_videos() returns trigger language plpgsql as $$
declare v_total integer := 0;
begin
  if tg_op <> 'INSERT' and old.deleted_at is null then v_total := v_total - 1; end if;
  if tg_op <> 'DELETE' and new.deleted_at is null then v_total := v_total + 1; end if;
  if v_total <> 0 then
    update projects set total_video_number = total_video_number + v_total where id = coalesce(new.project_id, old.project_id);
  end if;
  return null;
end $$;
create trigger projects_count_videos after insert or delete or update of deleted_at on generate_video
  for each row execute function projects_count_videos();
