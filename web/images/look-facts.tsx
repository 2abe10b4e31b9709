// The facts of a look: what it shows, how it was made, and what its engine is not sure of.
import type { Image } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { lineageFacts } from '#web/lineage-words.ts'
import { formatMoment } from '#web/times.ts'
import { Link } from '@tanstack/react-router'
import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { doubtsOf } from './look-words.ts'

/** What a look shows, in words; empty where there is nothing to say. */
export interface LookWords {
  readonly view: string
  readonly body: string
  readonly finish: string
  readonly wear: string
  readonly backdrop: string
}

interface LookFactsProps {
  readonly image: Image
  readonly productName: string | null
  readonly words: LookWords
}

/** Facts as a list, doubts first. */
export function LookFacts({ image, productName, words }: LookFactsProps) {
  const t = useT()
  const { details } = image
  const doubts = doubtsOf(details.doubts, t)
  const facts: readonly (readonly [string, ReactNode])[] = [
    ...(productName ? [[t('viewer.fact.product'), productName] as const] : []),
    [t('viewer.fact.view'), words.view],
    [t('viewer.fact.body'), words.body],
    ...(words.finish ? [[t('viewer.fact.finish'), words.finish] as const] : []),
    ...(words.wear ? [[t('viewer.fact.wear'), words.wear] as const] : []),
    [t('viewer.fact.backdrop'), words.backdrop],
    [t('viewer.fact.size'), `${image.width} × ${image.height}`],
    [t('viewer.fact.made'), formatMoment(image.createdAt)],
    [t('viewer.fact.engine'), `${details.engine} ${details.engineVersion}`],
    ...(details.confidence === null
      ? []
      : [[t('viewer.fact.confidence'), `${Math.round(details.confidence * 100)}%`] as const]),
    ...lineageFacts(details.lineage, t),
  ]
  return (
    <>
      {doubts.length > 0 && (
        <div className="mb-4 bg-warn-wash p-3.5 text-13" role="note">
          <p className="flex items-start gap-2 font-semibold">
            <TriangleAlert size={15} strokeWidth={1.5} aria-hidden className="mt-0.5 shrink-0 text-warn" />
            {t('viewer.doubtTitle')}
          </p>
          <ul className="mt-1 grid gap-0.5 pl-5.75">
            {doubts.map((doubt) => (
              <li key={doubt}>{doubt}</li>
            ))}
          </ul>
        </div>
      )}
      <dl className="text-13">
        {facts.map(([name, fact]) => (
          <div key={name} className="flex gap-4 border-b border-line py-2">
            <dt className="w-20 shrink-0 text-ink-3">{name}</dt>
            <dd className="num min-w-0 grow break-words">{fact}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-4 text-13">
        <Link to="/verify" className="link inline-flex items-center pointer-coarse:min-h-11">
          {t('verify.lineage.check')}
        </Link>
      </p>
    </>
  )
}
