// Which videos go to the markets that take films, and which of them fit.
import type { Preset } from '#sdk/contract/exports.ts'
import { shapeOf, whyFilmUnfit } from '#sdk/contract/film-fits.ts'
import type { Video } from '#sdk/contract/videos.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { Picture } from '#web/ui/picture.tsx'

interface VideoChoiceProps {
  readonly videos: readonly Video[]
  /** The markets for films that were chosen. */
  readonly presets: readonly Preset[]
  readonly chosen: ReadonlySet<string>
  readonly onChoose: (ids: readonly string[]) => void
  /** Cuts a clip of the chosen looks; null where none are chosen. */
  readonly onMakeClip: (() => void) | null
}

/** The videos by their first frames, with a tick, their shape and what they do not fit; and the way to one that does. */
export function VideoChoice({ videos, presets, chosen, onChoose, onMakeClip }: VideoChoiceProps) {
  const t = useT()
  const namesOf = (some: readonly Preset[]) => some.map(({ name }) => name[getLanguage()]).join(', ')
  const unfitFor = (video: Video) => presets.filter((preset) => whyFilmUnfit(preset, video) !== null)
  const bare = presets.filter(
    (preset) => !videos.some((video) => chosen.has(video.id) && whyFilmUnfit(preset, video) === null),
  )
  const [first] = bare
  return (
    <div className="grid justify-items-start gap-4">
      {videos.length === 0 ? (
        <p className="text-13 text-ink-3">{t('export.noVideos')}</p>
      ) : (
        <fieldset className="w-full">
          <legend className="mb-3 text-13 text-ink-3">{t('export.videosHelp')}</legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-2">
            {videos.map((video, at) => {
              const { id, posterUrl } = video
              const unfit = unfitFor(video)
              const facts = unfit.length > 0 ? t('export.videoUnfit', { markets: namesOf(unfit) }) : ''
              return (
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
                    aria-label={[
                      t('export.videoNumber', { number: String(videos.length - at) }),
                      shapeOf(video),
                      facts,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                    onChange={(event) =>
                      onChoose(
                        event.target.checked ? [...chosen, id] : [...chosen].filter((one) => one !== id),
                      )
                    }
                    className="absolute top-1.5 right-1.5 size-6 accent-frame"
                  />
                  <span aria-hidden className="mt-1 block text-12 text-ink-3">
                    <span className="num">{shapeOf(video)}</span>
                    {facts !== '' && <span className="block">{facts}</span>}
                  </span>
                </label>
              )
            })}
          </div>
        </fieldset>
      )}
      {first && (
        <div
          className="grid justify-items-start gap-3 border-l-2 border-line-2 pl-3"
          data-testid="no-film-fits"
        >
          <p className="text-13">{t('export.noFit', { ratio: first.ratio, markets: namesOf(bare) })}</p>
          {onMakeClip && (
            <Button size="small" onClick={onMakeClip}>
              {t('export.makeClip', { ratio: first.ratio })}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
