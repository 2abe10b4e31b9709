// Asks for a letter, a letter written again, or some of its lines: one key however often it is pressed.
import type { Letter } from '#sdk/contract/letters.ts'
import type { Market, Tone } from '#sdk/contract/letter-markets.ts'
import { priceOfLetter } from '#sdk/contract/price.ts'
import type { Product } from '#sdk/contract/products.ts'
import type { Language } from '#sdk/contract/users.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { askBalance, askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { showToast } from '#web/ui/toast.tsx'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'

/** How a letter shall be. */
export interface LetterChoice {
  readonly language: Language
  readonly market: Market
  readonly tone: Tone
}

/** Prices and the button's doing; `lines` null is the whole letter. */
export function useWriteLetter(product: Product, choice: LetterChoice, letter: Letter | null) {
  const queries = useQueryClient()
  const studio = useQuery(askStudio).data
  const credit = useQuery(askBalance).data?.credit
  const [key, setKey] = useState(() => uuidv7())
  const priceOf = (lines: number | null) =>
    studio ? priceOfLetter({ lines, model: studio.letterModel !== null }, studio.prices) : null
  const write = useMutation({
    mutationFn: async (lines: readonly string[] | null) =>
      maepsi.vtoJobs.submitLetter({
        body: {
          id: key,
          productId: product.id,
          ...choice,
          ...(letter && { letterId: letter.id }),
          ...(lines && { lines: [...lines] }),
          pay: 'credit',
          price: priceOf(lines?.length ?? null) ?? 0,
        },
      }),
    onSuccess: () => setKey(uuidv7()),
    onError: (error) => {
      // Another price, another wish: what was refused is no longer what is asked for.
      setKey(uuidv7())
      void queries.invalidateQueries({ queryKey: keys.studio })
      showToast(sayError(error), { kind: 'error' })
    },
    onSettled: () => {
      for (const queryKey of [['vto-jobs'], keys.balance]) void queries.invalidateQueries({ queryKey })
    },
  })
  return {
    write,
    model: studio?.letterModel ?? null,
    priceOf,
    credit,
    /** Too few credits for it. */
    isShort: (lines: number | null) => credit !== undefined && credit < (priceOf(lines) ?? 0),
  }
}
