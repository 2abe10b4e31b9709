// The links of a project that still open, each with what it allows, when it was last opened, and the ways to change it and take it back.
import type { ShareLink } from '#sdk/contract/share-links.ts'
import { useT } from '#web/i18n.ts'
import { keys, maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatDate, formatDay } from '#web/times.ts'
import { announce } from '#web/ui/announce.tsx'
import { Button } from '#web/ui/button.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { LinkForm } from './link-form.tsx'
import { MadeLink } from './made-link.tsx'

export function LinkList({ projectId }: { readonly projectId: string }) {
  const t = useT()
  const queries = useQueryClient()
  const [making, setMaking] = useState(false)
  const [changing, setChanging] = useState<string | null>(null)
  const [made, setMade] = useState<string | null>(null)
  const { data, error } = useQuery({
    queryKey: keys.links(projectId),
    queryFn: async ({ signal }) => maepsi.shareLinks.list({ params: { id: projectId }, signal }),
  })
  const lookAgain = async () => queries.invalidateQueries({ queryKey: keys.links(projectId) })
  const revoke = async (linkId: string) => {
    try {
      await maepsi.shareLinks.revoke({ params: { id: projectId, linkId } })
      announce(t('sharing.revoked'))
    } catch (failed) {
      showToast(sayError(failed), { kind: 'error' })
    }
    await lookAgain()
  }
  return (
    <section aria-labelledby="share-links" className="mt-8">
      <div className="flex items-center justify-between gap-3">
        <h3 id="share-links" className="text-14 font-semibold">
          {t('sharing.links')} <span className="font-normal text-ink-3">{t('sharing.linksHelp')}</span>
        </h3>
        {!making && (
          <Button size="small" onClick={() => setMaking(true)} data-testid="new-link">
            <Plus size={16} strokeWidth={1.5} aria-hidden />
            {t('sharing.newLink')}
          </Button>
        )}
      </div>
      {made !== null && <MadeLink url={made} />}
      {making && (
        <LinkForm
          link={null}
          onCancel={() => setMaking(false)}
          onSend={async (wish) => {
            const { url } = await maepsi.shareLinks.create({ params: { id: projectId }, body: wish })
            setMaking(false)
            setMade(url)
            await lookAgain()
          }}
        />
      )}
      {error && <p className="mt-3 text-13 text-err">{sayError(error)}</p>}
      {data?.items.length === 0 && !making && (
        <p className="mt-3 text-13 text-ink-3">{t('sharing.noLinks')}</p>
      )}
      <ul className="mt-3" data-testid="links">
        {data?.items.map((link) =>
          changing === link.id ? (
            <li key={link.id} className="border-t border-line pb-3">
              <LinkForm
                link={link}
                onCancel={() => setChanging(null)}
                onSend={async (wish) => {
                  await maepsi.shareLinks.update({ params: { id: projectId, linkId: link.id }, body: wish })
                  setChanging(null)
                  announce(t('sharing.saved'))
                  await lookAgain()
                }}
              />
            </li>
          ) : (
            <LinkRow
              key={link.id}
              link={link}
              onChange={() => setChanging(link.id)}
              onRevoke={() => void revoke(link.id)}
            />
          ),
        )}
      </ul>
    </section>
  )
}

interface LinkRowProps {
  readonly link: ShareLink
  readonly onChange: () => void
  readonly onRevoke: () => void
}

function LinkRow({ link, onChange, onRevoke }: LinkRowProps) {
  const t = useT()
  const name = link.label || t('sharing.noLabel')
  const facts = [
    t(link.looks === 'all' ? 'sharing.all' : 'sharing.selected'),
    link.mayHeart && t('sharing.can.hearts'),
    link.mayComment && t('sharing.can.comments'),
    link.mayDownload && t('sharing.can.download'),
    link.hasPassword && t('sharing.locked'),
    t('sharing.until', { day: formatDate(link.expiresAt) }),
  ]
  return (
    <li className="flex items-center gap-3 border-t border-line py-2.5">
      <span className="min-w-0 grow">
        <b className="block truncate font-semibold">{name}</b>
        <span className="block text-12 text-ink-3">{facts.filter(Boolean).join(' · ')}</span>
        <span className="block text-12 text-ink-3">
          {link.lastOpenedAt === null
            ? t('sharing.neverOpened')
            : t('sharing.opened', { day: formatDay(link.lastOpenedAt) })}
        </span>
      </span>
      <Button
        size="small"
        aria-label={t('sharing.editOf', { name })}
        onClick={onChange}
        data-testid="change-link"
      >
        {t('sharing.edit')}
      </Button>
      <Button
        size="small"
        look="danger"
        aria-label={t('sharing.revokeOf', { name })}
        onClick={onRevoke}
        data-testid="revoke-link"
      >
        {t('sharing.revoke')}
      </Button>
    </li>
  )
}
