// The photos a job was given, and what came of each look.
import type { WholeAdminJob } from '#sdk/contract/admin-shapes.ts'
import { useT } from '#web/i18n.ts'

function Shot({ src, alt }: { readonly src: string | null; readonly alt: string }) {
  return (
    <span className={`block aspect-3/4 w-full ${src ? 'bg-well' : 'seam'}`}>
      {src && <img src={src} alt={alt} loading="lazy" className="picture" />}
    </span>
  )
}

export function JobPictures({ job }: { readonly job: WholeAdminJob }) {
  const t = useT()
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(7.5rem,1fr))] gap-3">
      {job.photos.map(({ slot, side, thumbnailUrl }) => (
        <li key={`${slot} ${side}`} className="text-12">
          <Shot src={thumbnailUrl} alt={`${slot} ${side}`} />
          <span className="mt-1 block text-ink-3">
            {t('admin.photo')} · {slot} {side}
          </span>
        </li>
      ))}
      {job.looks.map(({ n, view, status, failCode, pictureUrl }) => (
        <li key={n} className="text-12" data-testid="admin-look">
          <Shot src={pictureUrl} alt={`${t('admin.look')} ${n + 1} ${view}`} />
          <span className="mt-1 block">
            {n + 1} · {view} · <b className="font-semibold">{t(`admin.lookStatus.${status}`)}</b>
          </span>
          {failCode && <code className="block break-all text-err">{failCode}</code>}
        </li>
      ))}
    </ul>
  )
}
