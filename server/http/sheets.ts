// /v1/projects/:id/sheet: the contact sheet of a project as PDF.
import { z } from 'zod'
import { MOST_ON_SHEETS, SHEET_PDF_URL } from '#sdk/contract/sheets.ts'
import { LANGUAGES } from '#sdk/contract/users.ts'
import { safeName } from '../domain/exports/file-names.ts'
import { sheetOfProject } from '../domain/sheets/sheet-of-project.ts'
import { NotFound } from '../errors.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

const Id = z.uuid()
/** Whatever is not understood is as if it were not there. */
const Wish = z.object({
  filter: z.enum(['all', 'selected']).catch('all'),
  images: z.string().optional().catch(undefined),
  language: z.enum(LANGUAGES).optional().catch(undefined),
})

export function sheetRoutes(app: App, studio: Studio): void {
  app.route({
    method: 'GET',
    url: SHEET_PDF_URL,
    config: { scope: 'read', perMinute: 20 },
    handler: async ({ user, params, query }, reply) => {
      const { id } = params as { id: string }
      if (!Id.safeParse(id).success) throw new NotFound('project', id)
      const { filter, images, language } = Wish.parse(query)
      const imageIds = images?.split(',').filter((one) => Id.safeParse(one).success)
      const own = LANGUAGES.find((one) => one === user.language) ?? 'ko'
      const { title, bytes } = await sheetOfProject(studio, user, id, {
        filter,
        language: language ?? own,
        ...(imageIds && { imageIds: imageIds.slice(0, MOST_ON_SHEETS + 1) }),
      })
      const name = encodeURIComponent(`${safeName(title)}.pdf`)
      return reply
        .headers({
          'content-type': 'application/pdf',
          'content-disposition': `inline; filename="lookbook.pdf"; filename*=UTF-8''${name}`,
          'cache-control': 'private, no-store',
          'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
        })
        .send(bytes)
    },
  })
}
