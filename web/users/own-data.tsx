// One's own data: all of it as a ZIP.
import type { DataExport } from '#sdk/contract/account.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDate, formatDay } from '#web/times.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'

/** While one is being made it is asked after this often, in milliseconds; the live line is faster. */
const ASK_AGAIN = 5_000

/** The button that has the ZIP made, and those that were. */
export function OwnData() {
  const t = useT()
  const queries = useQueryClient()
  const { data } = useQuery({
    queryKey: keys.exports,
    queryFn: async ({ signal }) => maepsi.account.exports({ signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isWaiting) ? ASK_AGAIN : false),
  })
  const waiting = data?.items.some(isWaiting) ?? false
  const start = async () => {
    try {
      await maepsi.account.startExport()
    } catch (error) {
      showToast(sayError(error), { kind: 'error' })
    }
    await queries.invalidateQueries({ queryKey: keys.exports })
  }
  const [latest] = data?.items ?? []
  return (
    <>
      <p className="max-w-prose text-ink-2">{t('own.exportHelp')}</p>
      <p className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button busy={waiting} onClick={() => void start()}>
          {t('own.exportStart')}
        </Button>
        {latest && <Latest of={latest} />}
      </p>
    </>
  )
}

function Latest({ of }: { readonly of: DataExport }) {
  const t = useT()
  const day = formatDay(of.createdAt)
  if (of.status === 'ready' && of.url && of.expiresAt)
    return (
      <span className="flex flex-wrap items-center gap-3 text-13 text-ink-3" data-testid="export-ready">
        {t('own.exportReady', { day, size: sizeOf(of.bytes ?? 0), until: formatDate(of.expiresAt) })}
        <a href={of.url} download className={buttonClass('outline', 'small')}>
          {t('own.exportGet')}
        </a>
      </span>
    )
  const said = {
    waiting: t('own.exportWaiting'),
    failed: t('own.exportFailed', { day }),
    gone: t('own.exportGone', { day }),
    ready: '',
  }[of.status]
  return <output className="text-13 text-ink-3">{said}</output>
}

function isWaiting({ status }: DataExport): boolean {
  return status === 'waiting'
}

function sizeOf(bytes: number): string {
  return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
