// `maepsi products`: the products of the studio, or of one project.

import { openStudio } from './login.ts'

export interface ProductsOptions {
  readonly project?: string
  readonly json?: boolean
}

/** One line a product: id, name, and the slots that hold a photo. With `json`, one JSON object a line. */
export async function listProducts({ project, json }: ProductsOptions): Promise<void> {
  const { maepsi } = await openStudio()
  let after: string | undefined
  do {
    const page = await maepsi.products.list({ query: { limit: 100, projectId: project, after } })
    for (const product of page.items) {
      const slots = product.photos
        .map(({ slot, side }) => (side === 'front' ? slot : `${slot}-back`))
        .join(',')
      const line = json
        ? JSON.stringify(product)
        : `${product.id}  ${product.name ?? 'untitled'}  ${slots || 'no photo'}`
      process.stdout.write(`${line}\n`)
    }
    after = page.next ?? undefined
  } while (after !== undefined)
}
