// Whether a user may see a project, and a stored file: the one place that knows from a file's key whose it is.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'

/**
 * Files lie in folders that say what they belong to:
 * `photos/<id>/…` a garment photo (its row's `key` is the folder), `looks/<job id>/…` and `videos/<job id>/…` what a job made, `pictures/<user id>/…` a profile.
 * Everyone who may see a project sees its photos, looks and videos; an original, which may hold a place or a face, only its owner.
 */
export async function maySeeFile(studio: Studio, userId: string, key: string): Promise<boolean> {
  const [kind = '', id = ''] = key.split('/')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return false
  const folder = `${kind}/${id}`
  const { rows } = await sql<{ allowed: boolean }>`
    select exists (
      select from users u where u.id = ${userId} and u.deleted_at is null and case ${kind === 'videos' ? 'looks' : kind}
        when 'pictures' then u.id = ${id}::uuid
        when 'photos' then exists (
          select from photo p where p.key = ${folder} and (p.user_id = u.id
            or p.original_key <> ${key} and exists (
              select from products d join projects j on j.id = d.project_id
              where ${folder} in (d.upper_f_image_url, d.upper_b_image_url, d.bottom_f_image_url, d.bottom_b_image_url,
                d.onepiece_f_image_url, d.onepiece_b_image_url, d.outer_f_image_url, d.outer_b_image_url)
              and j.shard_user_list @> jsonb_build_array(jsonb_build_object('userId', u.id)))))
        when 'looks' then exists (
          select from vto_job v join projects j on j.id = v.project_id
          where v.id = ${id}::uuid
            and (j.user_id = u.id or j.shard_user_list @> jsonb_build_array(jsonb_build_object('userId', u.id))))
        else false end
    ) as allowed`.execute(studio.db)
  return rows[0]?.allowed ?? false
}

/** Its owner, and whom it is shared with. */
export async function maySeeProject(studio: Studio, userId: string, projectId: string): Promise<boolean> {
  const { rows } = await sql<{ allowed: boolean }>`
    select exists (
      select from projects where id = ${projectId}
        and (user_id = ${userId} or shard_user_list @> jsonb_build_array(jsonb_build_object('userId', ${userId}::uuid)))
    ) as allowed`.execute(studio.db)
  return rows[0]?.allowed ?? false
}
