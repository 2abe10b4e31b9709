// Whether a user may see a project, and a stored file: the one place that knows from a file's key whose it is.
import { sql } from 'kysely'
import type { Studio } from '../../studio.ts'
import { may } from '../access.ts'

/**
 * Files lie in folders that say what they belong to:
 * `photos/<id>/…` a garment photo (its row's `key` is the folder), `looks/<job id>/…` and `videos/<job id>/…` what a job made, `pictures/<user id>/…` a profile,
 * `people/<id>/…` somebody who wears the clothes, `releases/<id>/…` what they signed, for who brought them and for administrators, `accounts/<user id>/…` all of a user's own data, `backdrops/<user id>/…` theirs alone, `exports/<export id>/…` the ZIP of an
 * export, for who asked for it.
 * Everyone who may see a project sees its photos, looks and videos, and so does an administrator; an original, which may hold a place
 * or a face, only who sent it.
 * A photo that no product names any more is there for who sent it alone.
 */
export async function maySeeFile(studio: Studio, userId: string, key: string): Promise<boolean> {
  const [kind = '', id = ''] = key.split('/')
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return false
  const folder = `${kind}/${id}`
  const seen = may({ id: userId }, 'see', 'j')
  const { rows } = await sql<{ allowed: boolean }>`
    select exists (
      select from users u where u.id = ${userId} and u.deleted_at is null and u.suspended_at is null and case ${kind === 'videos' ? 'looks' : kind}
        when 'pictures' then u.id = ${id}::uuid or u.is_admin
        when 'accounts' then u.id = ${id}::uuid
        when 'backdrops' then u.id = ${id}::uuid
        when 'people' then exists (
          select from person p where p.id = ${id}::uuid and p.deleted_at is null and (p.user_id = u.id or p.house))
        when 'releases' then exists (
          select from person p where p.id = ${id}::uuid and p.release_key = ${key} and p.deleted_at is null
            and (p.user_id = u.id or u.is_admin))
        when 'photos' then exists (
          select from photo p where p.key = ${folder} and (p.user_id = u.id or p.original_key <> ${key})
            and (u.is_admin or p.user_id = u.id and p.left_at is not null or exists (
              select from products d join projects j on j.id = d.project_id
              where array[d.upper_f_image_url, d.upper_b_image_url, d.bottom_f_image_url, d.bottom_b_image_url,
                d.onepiece_f_image_url, d.onepiece_b_image_url, d.outer_f_image_url, d.outer_b_image_url] @> array[${folder}]
              and ${seen})))
        when 'exports' then exists (
          select from exports x join projects j on j.id = x.project_id
          where x.id = ${id}::uuid and x.user_id = u.id and x.key = ${key} and ${seen})
        when 'looks' then exists (
          select from vto_job v join projects j on j.id = v.project_id
          where v.id = ${id}::uuid and (u.is_admin or ${seen}))
        else false end
    ) as allowed`.execute(studio.db)
  return rows[0]?.allowed ?? false
}

/** Its owner, and whom it is shared with. */
export async function maySeeProject(studio: Studio, userId: string, projectId: string): Promise<boolean> {
  const { rows } = await sql<{ allowed: boolean }>`
    select exists (
      select from projects as project where id = ${projectId} and ${may({ id: userId }, 'see')}
    ) as allowed`.execute(studio.db)
  return rows[0]?.allowed ?? false
}
