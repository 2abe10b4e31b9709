// /v1/search: what a person may see, found by name and facts.
import { find } from '#sdk/contract/search.ts'
import { search } from '../domain/search/search.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { signFile } from './files.ts'

export function searchRoutes(app: App, studio: Studio): void {
  app.route({
    ...find,
    handler: async ({ user, query }) => {
      const { products, collections, projects, looks } = await search(studio, user, query.q)
      return {
        products: products.map(({ id, name, project_id, project_name }) => ({
          id,
          name,
          projectId: project_id,
          projectName: project_name,
        })),
        collections: [...collections],
        projects: projects.map(({ id, name, is_shared }) => ({ id, name, isShared: is_shared })),
        looks: looks.map((look) => ({
          id: look.id,
          number: look.number,
          view: look.view,
          projectId: look.project_id,
          projectName: look.project_name,
          productName: look.product_name,
          url: signFile(studio, user, look.url.replace(/[^/]+$/, '240.webp')),
        })),
      }
    },
  })
}
