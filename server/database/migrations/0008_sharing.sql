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
