// Plays a video: its poster first, then once or on and on; by keys a turntable goes 15° at a time, others half a second.
import type { Video } from '#sdk/contract/videos.ts'
import { useT } from '#web/i18n.ts'
import { keyOf } from '#web/keys.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Pause, Play, Repeat, Volume2, VolumeX } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'

interface PlayerProps {
  readonly video: Video
  readonly alt: string
}

const TURN = 15
const PART = 0.5
const icon = { size: 17, strokeWidth: 1.5, 'aria-hidden': true } as const

export function Player({ video, alt }: PlayerProps) {
  const t = useT()
  const element = useRef<HTMLVideoElement>(null)
  const [playing, setPlaying] = useState(false)
  // Who wishes for less movement gets one round at a time.
  const [loop, setLoop] = useState(() => !matchMedia('(prefers-reduced-motion: reduce)').matches)
  const [muted, setMuted] = useState(true)
  const turns = video.details.kind === 'turntable'
  const { step, end } = turns ? { step: TURN, end: 360 } : { step: PART, end: video.seconds }
  /** Degrees of a turntable, seconds of the rest. */
  const [place, setPlace] = useState(0)
  const toggle = () => {
    const film = element.current!
    if (film.paused) void film.play()
    else film.pause()
  }
  const goTo = (to: number) => {
    const film = element.current!
    film.pause()
    const round = ((to % end) + end) % end
    film.currentTime = (round / end) * video.seconds
    setPlace(round)
  }
  const press = (event: KeyboardEvent) => {
    const key = keyOf(event.nativeEvent)
    if (key === 'ArrowLeft') goTo(place - step)
    else if (key === 'ArrowRight') goTo(place + step)
    else return
    event.preventDefault()
  }

  return (
    <div className="relative">
      {/* Nobody speaks in it, so there is nothing to caption; what it shows is said in its label. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      <video
        ref={element}
        src={video.url}
        poster={video.posterUrl}
        width={video.width}
        height={video.height}
        aria-label={alt}
        preload="metadata"
        playsInline
        muted={muted}
        loop={loop}
        data-testid={turns ? 'turntable' : 'film'}
        style={{ aspectRatio: `${video.width} / ${video.height}` }}
        className="picture block h-auto w-full cursor-pointer object-cover"
        onClick={toggle}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget: { currentTime } }) =>
          setPlace(turns ? Math.round((currentTime / video.seconds) * 360) % 360 : currentTime)
        }
      />
      <div className="flex items-center gap-1 border-b border-line py-1">
        <IconButton label={t(playing ? 'videos.pause' : 'videos.play')} onClick={toggle}>
          {playing ? <Pause {...icon} /> : <Play {...icon} />}
        </IconButton>
        <input
          type="range"
          min={0}
          max={turns ? end - step : end}
          step={turns ? step : 0.1}
          value={place}
          aria-label={t(turns ? 'videos.scrub' : 'films.scrub')}
          aria-valuetext={
            turns
              ? t('viewer.degrees', { count: place })
              : t('films.at', { seconds: Math.round(place * 10) / 10 })
          }
          onKeyDown={press}
          onChange={(event) => goTo(Number(event.target.value))}
          className="h-10 min-w-0 grow accent-ink"
        />
        {video.details.sound === true && (
          <IconButton label={t(muted ? 'films.unmute' : 'films.mute')} onClick={() => setMuted(!muted)}>
            {muted ? <VolumeX {...icon} /> : <Volume2 {...icon} />}
          </IconButton>
        )}
        <IconButton label={t('videos.loop')} aria-pressed={loop} onClick={() => setLoop(!loop)}>
          <Repeat {...icon} className={loop ? '' : 'opacity-45'} />
        </IconButton>
      </div>
    </div>
  )
}
