// Which videos go to the markets that take films.
import type { Video } from '#sdk/contract/videos.ts'
import { useT } from '#web/i18n.ts'
import { Picture } from '#web/ui/picture.tsx'

interface VideoChoiceProps {
  readonly videos: readonly Video[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: readonly string[]) => void
}

/** The videos by their first frames, with a tick each. */
export function VideoChoice({ videos, chosen, onChoose }: VideoChoiceProps) {
  const t = useT()
  if (videos.length === 0) return <p className="text-13 text-ink-3">{t('export.noVideos')}</p>
  return (
    <fieldset>
      <legend className="mb-3 text-13 text-ink-3">{t('export.videosHelp')}</legend>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-2">
        {videos.map(({ id, posterUrl }, at) => (
          <label
            key={id}
            className="group relative block has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-chalk"
          >
            <Picture
              src={posterUrl}
              alt=""
              width={240}
              height={320}
              className="aspect-3/4 h-auto group-has-checked:outline-4! group-has-checked:-outline-offset-4! group-has-checked:outline-frame! forced-colors:group-has-checked:outline-[Highlight]!"
            />
            <input
              type="checkbox"
              checked={chosen.has(id)}
              aria-label={t('export.videoNumber', { number: String(videos.length - at) })}
              onChange={(event) =>
                onChoose(event.target.checked ? [...chosen, id] : [...chosen].filter((one) => one !== id))
              }
              className="absolute top-1.5 right-1.5 size-6 accent-frame"
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
