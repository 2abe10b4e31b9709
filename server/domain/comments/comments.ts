// Remarks about looks: by people of the project, and by visitors of its links under the name they gave.
import { sql } from 'kysely'
import { NotAllowed, NotFound, StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import { findFor, may, type Need, type Person } from '../access.ts'
import { getImage } from '../images/images.ts'
import type { OpenLink } from '../share-links/open-link.ts'
import { getSharedLook } from '../share-links/shared-looks.ts'

export interface CommentRow {
  readonly id: string
  readonly author: string | null
  readonly by: 'member' | 'visitor'
  readonly body: string
  readonly mine: boolean
  readonly removable: boolean
  readonly created_at: Date
}

export interface HeartRow {
  readonly name: string
  readonly created_at: Date
}

/** What was said about a look, oldest first, and who of the visitors likes it. Throws NotFound. */
export async function listComments(
  studio: Studio,
  user: Person,
  imageId: string,
): Promise<{ readonly items: readonly CommentRow[]; readonly hearts: readonly HeartRow[] }> {
  await getImage(studio.db, user, imageId)
  const { rows: hearts } = await sql<HeartRow>`
    select visitor.name, heart.created_at from share_heart heart
    join share_visitor visitor on visitor.id = heart.visitor_id
    where heart.image_id = ${imageId} order by heart.created_at, visitor.id`.execute(studio.db)
  return { items: await readComments(studio, user, sql`comment.image_id = ${imageId}::uuid`), hearts }
}

/** Says something about a look. Throws NotFound, or NotAllowed. */
export async function createComment(
  studio: Studio,
  user: Person,
  imageId: string,
  body: string,
): Promise<CommentRow> {
  const { project_id } = await getImage(studio.db, user, imageId, 'pick')
  const id = await insertComment(studio, { image_id: imageId, user_id: user.id, body })
  sayComment(studio, user.id, project_id, imageId)
  const [row] = await readComments(studio, user, sql`comment.id = ${id}::uuid`)
  return row
}

/** Removes a remark: one's own, or any in a project one may edit. Throws NotFound, or NotAllowed. */
export async function removeComment(studio: Studio, user: Person, id: string): Promise<void> {
  const find = (need: Need) =>
    studio.db
      .selectFrom('comment')
      .innerJoin('generate_img as image', 'image.id', 'comment.image_id')
      .innerJoin('projects as project', 'project.id', 'image.project_id')
      .select(['image.id as image_id', 'project.id as project_id'])
      .where('comment.id', '=', id)
      .where('comment.deleted_at', 'is', null)
      .where('image.deleted_at', 'is', null)
      .where(may(user, 'see'))
      .where(
        need === 'see'
          ? sql<boolean>`true`
          : sql<boolean>`(comment.user_id = ${user.id}::uuid or ${may(user, 'edit')})`,
      )
      .executeTakeFirst()
  const { image_id, project_id } = await findFor(find, 'edit', 'comment', id)
  await studio.db.updateTable('comment').set({ deleted_at: studio.now() }).where('id', '=', id).execute()
  sayComment(studio, user.id, project_id, image_id)
}

/** What visitors of this link said about a look, oldest first. What the people of the project say stays among them. Throws NotFound. */
export async function listLinkComments(
  studio: Studio,
  link: OpenLink,
  imageId: string,
): Promise<readonly CommentRow[]> {
  if (!link.may_comment) throw new NotAllowed()
  await getSharedLook(studio, link, imageId)
  return readLinkComments(studio, link, sql`comment.image_id = ${imageId}::uuid`)
}

/** Says something about a look as the visitor of a link. Throws NotFound, NotAllowed, name_needed. */
export async function createLinkComment(
  studio: Studio,
  link: OpenLink,
  imageId: string,
  body: string,
): Promise<CommentRow> {
  if (!link.may_comment) throw new NotAllowed()
  const { visitor_id, visitor_name } = link
  if (visitor_id === null || visitor_name === null) throw new StudioError('name_needed')
  await getSharedLook(studio, link, imageId)
  const id = await insertComment(studio, { image_id: imageId, visitor_id, body })
  sayComment(studio, link.owner_id, link.project_id, imageId)
  const [row] = await readLinkComments(studio, link, sql`comment.id = ${id}::uuid`)
  if (!row) throw new NotFound('comment', id)
  return row
}

async function insertComment(
  studio: Studio,
  comment: {
    readonly image_id: string
    readonly body: string
    readonly user_id?: string
    readonly visitor_id?: string
  },
): Promise<string> {
  const row = await studio.db
    .insertInto('comment')
    .values({ ...comment, created_at: studio.now() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

async function readComments(
  studio: Studio,
  user: Person,
  which: ReturnType<typeof sql>,
): Promise<readonly CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select comment.id, coalesce(visitor.name, author.name) as author, comment.body, comment.created_at,
      case when visitor.id is null then 'member' else 'visitor' end as by,
      comment.user_id is not distinct from ${user.id}::uuid as mine,
      comment.user_id is not distinct from ${user.id}::uuid or ${may(user, 'edit')} as removable
    from comment
    join generate_img image on image.id = comment.image_id
    join projects project on project.id = image.project_id
    left join users author on author.id = comment.user_id
    left join share_visitor visitor on visitor.id = comment.visitor_id
    where comment.deleted_at is null and ${which} order by comment.created_at, comment.id`.execute(studio.db)
  return rows
}

async function readLinkComments(
  studio: Studio,
  { id, visitor_id }: OpenLink,
  which: ReturnType<typeof sql>,
): Promise<readonly CommentRow[]> {
  const { rows } = await sql<CommentRow>`
    select comment.id, visitor.name as author, comment.body, comment.created_at, 'visitor' as by,
      visitor.id is not distinct from ${visitor_id}::uuid as mine, false as removable
    from comment join share_visitor visitor on visitor.id = comment.visitor_id
    where comment.deleted_at is null and visitor.link_id = ${id}::uuid and ${which}
    order by comment.created_at, comment.id`.execute(studio.db)
  return rows
}

function sayComment(studio: Studio, userId: string, projectId: string, imageId: string): void {
  studio.live.say({
    userId,
    projectId,
    event: { type: 'image', imageId, jobId: null, n: null, projectId },
  })
}
