// What the letter page asks of the studio and what can be done with a letter, one change after the other.
import type { Facts, Letter, ProductFacts, Struck } from '#sdk/contract/letters.ts'
import { t } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { offerUndo } from '#web/undo.ts'
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

type UpdateBody = Parameters<typeof maepsi.letters.update>[0]['body']
/** What an edit changes; the version is added when it is sent. */
export type LetterChange = Omit<UpdateBody, 'version'>

/** The letters of a product, newest first. */
export function useProductLetters(projectId: string, productId: string) {
  return useQuery({
    queryKey: keys.letters({ projectId, productId }),
    queryFn: async ({ signal }) =>
      maepsi.letters.list({ query: { projectId, productId, limit: 50 }, signal }),
  })
}

/** What is known of a product; reads its photos where nobody has yet, which takes some seconds. */
export function useProductFacts(productId: string) {
  return useQuery({
    queryKey: keys.facts(productId),
    queryFn: async ({ signal }) => maepsi.letters.facts({ params: { id: productId }, signal }),
  })
}

/** What a letter said before. */
export function useLetterVersions(id: string) {
  return useQuery({
    queryKey: keys.letterVersions(id),
    queryFn: async ({ signal }) => maepsi.letters.versions({ params: { id }, signal }),
    staleTime: 0,
  })
}

const failed = (error: unknown) => void showToast(sayError(error), { kind: 'error' })

/** Confirms facts, or strikes out what was read wrong. */
export function useSetFacts(productId: string) {
  const queries = useQueryClient()
  return useMutation({
    scope: { id: `facts-${productId}` },
    mutationFn: async (body: { facts: Facts; struck?: Struck[] }) =>
      maepsi.letters.setFacts({ params: { id: productId }, body }),
    onSuccess: (known: ProductFacts) => {
      queries.setQueryData(keys.facts(productId), known)
      void queries.invalidateQueries({ queryKey: ['letters'] })
    },
    onError: failed,
  })
}

/** Everything that is done to a letter that is there. */
export function useLetterActions(letter: Letter) {
  const queries = useQueryClient()
  const { id, projectId, productId } = letter
  const listKey = keys.letters({ projectId, productId: productId ?? '' })
  const look = () => void queries.invalidateQueries({ queryKey: ['letters'] })
  const edit = useMutation({
    // Edits follow each other: each is made on the version the one before has left.
    scope: { id: `letter-${id}` },
    mutationFn: async (change: LetterChange) =>
      maepsi.letters.update({
        params: { id },
        body: { ...change, version: newest(queries, listKey, letter).version },
      }),
    onSuccess: (now) => putLetter(queries, listKey, now),
    onError: (error) => {
      failed(error)
      look()
    },
  })
  const choose = useMutation({
    mutationFn: async (main: boolean) => {
      const letterId = main ? id : null
      if (productId) await maepsi.products.chooseMain({ params: { id: productId }, body: { letterId } })
      await maepsi.projects.chooseLetter({ params: { id: projectId }, body: { letterId } })
    },
    onSettled: () => {
      look()
      void queries.invalidateQueries({ queryKey: ['projects'] })
      void queries.invalidateQueries({ queryKey: ['products'] })
    },
    onError: failed,
  })
  const restoreVersion = useMutation({
    mutationFn: async (version: number) => maepsi.letters.restoreVersion({ params: { id, version } }),
    onSuccess: (now) => {
      putLetter(queries, listKey, now)
      showToast(t('letter.versionRestored'))
    },
    onError: failed,
  })
  return {
    edit,
    choose,
    restoreVersion,
    bin: () => {
      maepsi.letters
        .bin({ params: { id } })
        .then(look)
        .then(() =>
          offerUndo(t('letter.binned'), async () => {
            await maepsi.letters.restore({ params: { id } })
            look()
          }),
        )
        .catch(failed)
    },
  }
}

interface LetterPage {
  readonly items: Letter[]
  readonly next: string | null
}

function newest(queries: QueryClient, key: readonly unknown[], letter: Letter): Letter {
  const page = queries.getQueryData<LetterPage>(key)
  return page?.items.find(({ id }) => id === letter.id) ?? letter
}

function putLetter(queries: QueryClient, key: readonly unknown[], letter: Letter): void {
  queries.setQueryData<LetterPage>(
    key,
    (old) => old && { ...old, items: old.items.map((one) => (one.id === letter.id ? letter : one)) },
  )
  void queries.invalidateQueries({ queryKey: keys.letterVersions(letter.id) })
}
