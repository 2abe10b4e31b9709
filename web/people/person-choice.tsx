// Who wears the clothes of an engine that dresses a person: one's own people and those of the house.
import type { View } from '#sdk/contract/vto-jobs.ts'
import { engineName } from '#web/engine-words.ts'
import { useT } from '#web/i18n.ts'
import { Picture } from '#web/ui/picture.tsx'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { usePeople } from './people-data.ts'

interface PersonChoiceProps {
  /** The engine the photo is sent to. */
  readonly engine: string
  readonly chosen: string | undefined
  readonly views: readonly View[]
  readonly onChange: (personId: string | undefined) => void
}

export function PersonChoice({ engine, chosen, views, onChange }: PersonChoiceProps) {
  const t = useT()
  const group = useId()
  const { people = [] } = usePeople()
  const usable = people.filter(({ front }) => front !== null)
  const person = usable.find(({ id }) => id === chosen)
  const noBack = person?.back === null && views.includes('back')
  return (
    <div className="mt-4" data-testid="person-choice">
      <p className="text-13 text-ink-2">{t('people.choose')}</p>
      <div className="mt-2 flex flex-wrap gap-2.5">
        {[null, ...usable].map((one) => (
          <label
            key={one?.id ?? ''}
            className="relative w-20 text-12 has-focus-visible:outline-2 has-focus-visible:outline-offset-4 has-focus-visible:outline-chalk"
          >
            <input
              type="radio"
              name={group}
              checked={one ? one.id === person?.id : !person}
              onChange={() => onChange(one?.id)}
              className="peer absolute inset-0 z-10 size-full cursor-pointer opacity-0"
            />
            <span className="grid aspect-3/4 place-items-center overflow-hidden bg-well outline-1 -outline-offset-1 outline-line peer-checked:outline-2 peer-checked:outline-offset-2 peer-checked:outline-ink">
              {one?.front && (
                <Picture
                  src={one.front.thumbnailUrl}
                  alt=""
                  width={80}
                  height={107}
                  className="size-full object-cover"
                />
              )}
            </span>
            <span className="mt-1.5 block truncate">{one ? one.name : t('people.house')}</span>
          </label>
        ))}
      </div>
      {noBack && <p className="mt-2 text-12 text-warn">{t('people.noBack')}</p>}
      {person && (
        <p className="mt-2 text-12 text-warn">{t('people.abroad', { engine: engineName(engine) })}</p>
      )}
      <Link to="/models" className="link mt-2 inline-block text-13">
        {t('people.manage')}
      </Link>
    </div>
  )
}
