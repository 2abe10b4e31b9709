// Says when what is on screen may be old: the line is lost, or the device is offline.
import { useT } from '#web/i18n.ts'
import { useLiveState } from '#web/live.ts'
import { Banner } from '#web/ui/banner.tsx'
import { CloudOff, WifiOff } from 'lucide-react'

/** The band under the top bar while there is no live line; nothing otherwise. */
export function ConnectionBanner() {
  const t = useT()
  const state = useLiveState()
  if (state === 'live') return null
  const Icon = state === 'offline' ? WifiOff : CloudOff
  return (
    <div className="bg-well px-[calc(var(--margin)-1rem)]">
      <Banner
        icon={<Icon size={18} strokeWidth={1.5} aria-hidden />}
        title={t(`live.${state}`)}
        testId="connection"
      >
        {t(`live.${state}Means`)}
      </Banner>
    </div>
  )
}
