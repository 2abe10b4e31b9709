// Plays a turntable: its poster first, then once around or on and on, and by keys 15° at a time.
import type { Video } from '#sdk/contract/videos.ts'
import { useT } from '#web/i18n.ts'
import { keyOf } from '#web/keys.ts'
import { IconButton } from '#web/ui/button.tsx'
import { Pause, Play, Repeat } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'

interface TurntablePlayerProps {
  readonly video: Video
  readonly alt: string
}

const TURN = 15
const icon = { size: 17, strokeWidth: 1.5, 'aria-hidden': true } as const

export function TurntablePlayer({ video, alt }: TurntablePlayerProps) {
  const t = useT()
  const element = useRef<HTMLVideoElement>(null)
  const [playing, setPlaying] = useState(false)
  const [loop, setLoop] = useState(true)
  const [degrees, setDegrees] = useState(0)
  const toggle = () => {
    const film = element.current!
    if (film.paused) void film.play()
    else film.pause()
  }
  const turnTo = (to: number) => {
    const film = element.current!
    film.pause()
    const round = ((to % 360) + 360) % 360
    film.currentTime = (round / 360) * video.seconds
    setDegrees(round)
  }
  const press = (event: KeyboardEvent) => {
    const key = keyOf(event.nativeEvent)
    if (key === 'ArrowLeft') turnTo(degrees - TURN)
    else if (key === 'ArrowRight') turnTo(degrees + TURN)
    else return
    event.preventDefault()
  }

  return (
    <div className="relative">
      {/* It has no sound, so there is nothing to caption; what it shows is said in its label. */}
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
        muted
        loop={loop}
        data-testid="turntable"
        className="picture block aspect-3/4 h-auto w-full cursor-pointer object-cover"
        onClick={toggle}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={(event) =>
          setDegrees(Math.round((event.currentTarget.currentTime / video.seconds) * 360) % 360)
        }
      />
      <div className="flex items-center gap-1 border-b border-line py-1">
        <IconButton label={t(playing ? 'videos.pause' : 'videos.play')} onClick={toggle}>
          {playing ? <Pause {...icon} /> : <Play {...icon} />}
        </IconButton>
        <input
          type="range"
          min={0}
          max={345}
          step={TURN}
          value={degrees}
          aria-label={t('videos.scrub')}
          aria-valuetext={t('viewer.degrees', { count: degrees })}
          onKeyDown={press}
          onChange={(event) => turnTo(Number(event.target.value))}
          className="h-10 min-w-0 grow accent-ink"
        />
        <IconButton label={t('videos.loop')} aria-pressed={loop} onClick={() => setLoop(!loop)}>
          <Repeat {...icon} className={loop ? '' : 'opacity-45'} />
        </IconButton>
      </div>
    </div>
  )
}
