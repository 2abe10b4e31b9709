// The products of a project: asked for, added, renamed, binned with undo.
import type { Product } from '#sdk/contract/products.ts'
import { t } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { offerUndo } from '#web/undo.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'

interface ProductPage {
  readonly items: Product[]
  readonly next: string | null
}

/** A strip of more would be no strip. */
const SHOWN = 100
/** Signed addresses of pictures end after 10 minutes at the soonest; they are asked for again before that, in ms. */
const FRESH = 8 * 60_000
/** While a photo is being looked at its verdict is asked for this often, in ms, should the live line not say it. */
const VERDICT_REFETCH = 2000

/** The products of a project, oldest first, with what can be done to them. */
export function useProjectProducts(projectId: string) {
  const queries = useQueryClient()
  const key = keys.products({ projectId })
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => maepsi.products.list({ query: { projectId, limit: SHOWN }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((product) => product.photos.some((photo) => photo.verdict === null))
        ? VERDICT_REFETCH
        : FRESH,
  })
  const change = (to: (items: Product[]) => Product[]) =>
    queries.setQueryData<ProductPage>(key, (old) => ({ next: null, ...old, items: to(old?.items ?? []) }))
  const put = (product: Product) =>
    change((items) =>
      [product, ...items.filter((one) => one.id !== product.id)].toSorted((a, b) =>
        b.createdAt.localeCompare(a.createdAt),
      ),
    )
  return {
    query,
    products: query.data?.items.toReversed() ?? [],
    add: async (): Promise<Product> => {
      const product = await maepsi.products.create({ body: { projectId } })
      put(product)
      return product
    },
    rename: async (product: Product, name: string): Promise<void> => {
      const rename = async (to: string | null) =>
        put(await maepsi.products.update({ params: { id: product.id }, body: { name: to } }))
      await rename(name)
      offerUndo(t('studio.renamed', { name }), async () => rename(product.name))
    },
    bin: (product: Product, name: string): void => {
      change((items) => items.filter((one) => one.id !== product.id))
      maepsi.products.bin({ params: { id: product.id } }).then(
        () =>
          offerUndo(t('studio.outfitBinned', { name }), async () =>
            put(await maepsi.products.restore({ params: { id: product.id } })),
          ),
        (error: unknown) => {
          put(product)
          showToast(sayError(error), { kind: 'error' })
        },
      )
    },
  }
}
