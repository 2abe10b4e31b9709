// The end of comparing: how many were picked of how many, and where to go from here.
import type { Image } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import type { Pairs } from '#web/images/picking/pairs.ts'
import { listenForKeys } from '#web/keys.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { Link } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef } from 'react'

interface CompareEndProps {
  readonly pairs: Pairs
  readonly images: ReadonlyMap<string, Image>
  readonly projectId: string
  readonly onBack: () => void
  readonly onClose: () => void
}

export function CompareEnd({ pairs, images, projectId, onBack, onClose }: CompareEndProps) {
  const t = useT()
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const leave = useEffectEvent(() => onClose())
  useEffect(() => listenForKeys(document, { Escape: () => leave() }), [])
  const count = pairs.judged.flatMap(({ at }) => at).length
  const picked = pairs.judged.flatMap((one) => one.picked)
  const nothing = count === 0
  return (
    <div
      className="mx-auto grid w-full max-w-160 grow content-center gap-8 px-6 py-10"
      data-testid="compare-end"
    >
      <div>
        <h1 ref={title} tabIndex={-1} className="display text-40 outline-none max-md:text-30">
          {t(nothing ? 'compare.nothing' : 'compare.end')}
        </h1>
        <p className="num mt-2 text-ink-2">
          {nothing ? t('compare.nothingHelp') : t('compare.endHelp', { count, picked: picked.length })}
        </p>
      </div>
      {picked.length > 0 && (
        <ul className="flex gap-1 overflow-x-auto">
          {picked.map((id) => (
            <li key={id} className="shrink-0">
              <img
                src={images.get(id)?.urls.small}
                alt=""
                width={66}
                height={88}
                className="aspect-3/4 object-cover"
              />
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Link
          to="/projects/$id/looks"
          params={{ id: projectId }}
          search={picked.length > 0 ? { filter: 'selected' } : {}}
          className={buttonClass('primary')}
        >
          {t(picked.length > 0 ? 'compare.toKept' : 'compare.toAll')}
        </Link>
        {picked.length > 0 && (
          <Link to="/projects/$id/export" params={{ id: projectId }} className={buttonClass()}>
            {t('compare.toExport')}
          </Link>
        )}
        {!nothing && <Button onClick={onBack}>{t('compare.back')}</Button>}
        <Button look="ghost" onClick={onClose}>
          {t('compare.close')}
        </Button>
      </div>
    </div>
  )
}
