// The marketing letter of a project: facts at one side, the letter at the other, one product at a time.
import { getLanguage, useT } from '#web/i18n.ts'
import { FactsPanel } from '#web/letters/facts-panel.tsx'
import { useProductFacts, useProductLetters } from '#web/letters/letter-data.ts'
import { useProductName } from '#web/products/product-strip.tsx'
import { useProjectProducts } from '#web/products/project-products.ts'
import { askProject } from '#web/queries.ts'
import { buttonClass } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import type { Product } from '#sdk/contract/products.ts'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { LetterChoice } from '#web/letters/write-letter.ts'
import { LetterSheet } from './letter-sheet.tsx'

const route = getRouteApi('/signed-in/projects/$id/letter')

export function LetterPage() {
  const t = useT()
  const { id } = route.useParams()
  const { product: wanted } = route.useSearch()
  const navigate = route.useNavigate()
  const { data: project } = useSuspenseQuery(askProject(id))
  const { products, query } = useProjectProducts(id)
  const nameOf = useProductName()
  const product = products.find((one) => one.id === wanted) ?? products[0]
  return (
    <div className="mx-auto max-w-480 px-(--margin) pt-6 pb-32">
      <title>{`${project.name} — ${t('letter.pageTitle')}`}</title>
      {query.isSuccess && !product && (
        <EmptyState
          title={t('letter.noProduct')}
          actions={
            <Link to="/projects/$id/studio" params={{ id }} className={buttonClass('primary')}>
              {t('letter.toStudio')}
            </Link>
          }
        >
          {t('letter.noProductHelp')}
        </EmptyState>
      )}
      {products.length > 1 && product && (
        <label className="mb-6 flex flex-wrap items-center gap-2.5 text-13 font-semibold text-ink-2">
          {t('letter.product')}
          <select
            value={product.id}
            onChange={(event) => void navigate({ search: { product: event.target.value }, replace: true })}
            className="h-10 max-w-full rounded-control border border-line-2 bg-surface px-3 text-16 font-normal text-ink md:text-14 pointer-coarse:h-11"
          >
            {products.map((one, at) => (
              <option key={one.id} value={one.id}>
                {nameOf(one, at)}
              </option>
            ))}
          </select>
        </label>
      )}
      {product && (
        <ProductLetter
          key={product.id}
          product={product}
          readOnly={project.role !== 'owner' && project.role !== 'editor'}
        />
      )}
    </div>
  )
}

function ProductLetter({ product, readOnly }: { readonly product: Product; readonly readOnly: boolean }) {
  const facts = useProductFacts(product.id).data
  const letters = useProductLetters(product.projectId, product.id).data?.items
  const [choice, setChoice] = useState<LetterChoice>(() => ({
    language: getLanguage(),
    market: 'smartstore',
    tone: 'plain',
  }))
  const letter = letters?.find(({ language }) => language === choice.language) ?? null
  return (
    <div className="grid gap-x-12 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <LetterSheet
        key={letter?.id ?? choice.language}
        product={product}
        letter={letter}
        loaded={letters !== undefined}
        facts={facts?.facts ?? {}}
        choice={choice}
        onChoice={setChoice}
        readOnly={readOnly}
      />
      <FactsPanel known={facts} productId={product.id} readOnly={readOnly} />
    </div>
  )
}
