// Picking: looks nobody has seen, of all projects or of one, one at a time, and a summary at the end.
import type { UnseenImage } from '#sdk/contract/images.ts'
import { useT } from '#web/i18n.ts'
import { DarkPage } from '#web/images/picking/dark-page.tsx'
import { useOutbox } from '#web/images/picking/outbox.ts'
import {
  append,
  goTo,
  judge,
  renew,
  startQueue,
  stepBack,
  verdictOf,
  type PickQueue,
  type Verdict,
} from '#web/images/picking/pick-queue.ts'
import { Picker } from '#web/images/picking/picker.tsx'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Button } from '#web/ui/button.tsx'
import { pushUndo, undoLast } from '#web/undo.ts'
import { showToast } from '#web/ui/toast.tsx'
import { backdropName } from '#web/vto-jobs/backdrops.ts'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useCanGoBack, useRouter } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { bodyName } from './body-name.ts'
import { PickSummary } from './pick-summary.tsx'
import { viewName } from './view-name.ts'

const route = getRouteApi('/signed-in/pick')

/** Looks asked for at once, and how many are left when the next are asked for. */
const PAGE = 60
const SOON = 8

export function PickPage() {
  const t = useT()
  const { project } = route.useSearch()
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const navigate = route.useNavigate()
  const [round, setRound] = useState(0)
  const query = useQuery({
    queryKey: ['pick', project ?? 'all', round],
    queryFn: async ({ signal }) =>
      maepsi.images.unseen({ query: { projectId: project, limit: PAGE }, signal }),
    staleTime: Infinity,
    gcTime: 0,
  })
  const close = () => {
    if (canGoBack) router.history.back()
    else void navigate({ to: '/' })
  }
  return (
    <DarkPage label={t('pick.title')} testId="pick">
      <title>{`${t('pick.title')} — ${t('app.name')}`}</title>
      {query.data ? (
        <Picking
          key={round}
          first={query.data}
          project={project}
          onAgain={() => setRound(round + 1)}
          onClose={close}
        />
      ) : (
        <div className="grid grow place-content-center justify-items-center gap-4">
          <p role="status">{query.isError ? sayError(query.error) : t('app.loading')}</p>
          {query.isError && <Button onClick={() => void query.refetch()}>{t('do.retry')}</Button>}
          <Button look="ghost" onClick={close}>
            {t('pick.close')}
          </Button>
        </div>
      )}
    </DarkPage>
  )
}

interface PickingProps {
  readonly first: { readonly items: readonly UnseenImage[]; readonly total: number }
  readonly project: string | undefined
  readonly onAgain: () => void
  readonly onClose: () => void
}

function Picking({ first, project, onAgain, onClose }: PickingProps) {
  const t = useT()
  const outbox = useOutbox()
  const [queue, setQueue] = useState(() => startQueue(first.items, first.total))
  // Keys may come faster than the page is drawn.
  const latest = useRef(queue)
  const put = (next: PickQueue) => {
    latest.current = next
    setQueue(next)
  }
  const judgeIt = (verdict: Verdict) => {
    const before = latest.current
    const look = before.looks[before.at]
    if (!look) return
    if (verdict === 'binned' && !look.mayBin) {
      showToast(t('pick.noBin'), { kind: 'error' })
      return
    }
    const earlier = verdictOf(before, look.id)
    put(judge(before, verdict))
    send(look, earlier, verdict)
    pushUndo(async () => takeBack())
  }
  /** Tells the studio what changed between two verdicts; where it refuses, the look is as it was before. */
  const send = (look: UnseenImage, from: Verdict | null, to: Verdict | null) => {
    const params = { id: look.id }
    const act = async () => {
      if (from === 'binned') await maepsi.images.restore({ params })
      // What goes to the bin unkept goes in one step, which no leaving of the page can halve.
      if (to !== 'binned' || from === 'kept')
        await maepsi.images.update({ params, body: { isSelected: to === 'kept', seen: true } })
      if (to === 'binned') await maepsi.images.bin({ params })
    }
    outbox.send(look.id, act, () => {
      const { judged } = latest.current
      put({ ...latest.current, judged: judged.filter(({ id }) => id !== look.id) })
    })
  }
  const takeBack = () => {
    const before = latest.current
    const last = before.judged.at(-1)
    const look = before.looks.find(({ id }) => id === last?.id)
    if (!last || !look) return
    put(stepBack(before))
    send(look, last.verdict, null)
  }

  const back = () => {
    if (latest.current.judged.length > 0) undoLast()
  }

  const asking = useRef(false)
  /** How the last asking for more ended, where it brought none. */
  const [ended, setEnded] = useState<'dry' | 'failed' | null>(null)
  const left = queue.total - queue.judged.length
  const ahead = queue.looks.length - queue.at
  const askMore = async () => {
    if (asking.current) return
    asking.current = true
    setEnded(null)
    try {
      // Before that it would count as unseen what was just judged, and send it once more in place of others.
      await outbox.settled()
      const { items, total } = await maepsi.images.unseen({ query: { projectId: project, limit: PAGE } })
      const before = latest.current
      // The last page holds all that is left, and what was judged meanwhile is not counted twice.
      put(append(before, items, items.length < PAGE ? 0 : total))
      setEnded(latest.current.looks.length === before.looks.length ? 'dry' : null)
    } catch (error) {
      setEnded('failed')
      showToast(sayError(error), { kind: 'error' })
    } finally {
      asking.current = false
    }
  }
  const askSoon = useEffectEvent(async (_ahead: number) => askMore())
  const wanting = ahead < SOON && left > ahead
  useEffect(() => {
    if (wanting) void askSoon(ahead)
  }, [wanting, ahead])

  const renewed = useRef(new Set<string>())
  /** Its address has run out: once it is asked for again. */
  const lost = (look: UnseenImage) => {
    if (renewed.current.has(look.id)) return
    renewed.current.add(look.id)
    maepsi.images
      .get({ params: { id: look.id } })
      .then((image) => put(renew(latest.current, { ...look, ...image })))
      .catch(() => null)
  }

  const look = queue.looks[queue.at]
  if (!look && wanting && ended !== 'dry')
    return (
      <div className="grid grow place-content-center justify-items-center gap-4">
        <p role="status">{ended === 'failed' ? t('state.failed') : t('app.loading')}</p>
        {ended === 'failed' && <Button onClick={() => void askMore()}>{t('do.retry')}</Button>}
      </div>
    )
  if (!look) return <PickSummary queue={queue} onBack={back} onAgain={onAgain} onClose={onClose} />
  const { details } = look
  return (
    <Picker
      queue={queue}
      look={look}
      alt={t('viewer.alt', {
        product: look.productName ?? look.projectName,
        body: bodyName(details, t),
        view: viewName(details.view, t),
        backdrop: backdropName(details.backdrop, t),
      })}
      onJudge={judgeIt}
      onBack={back}
      onOpen={(id) => put(goTo(latest.current, id))}
      onLost={lost}
      onClose={onClose}
    />
  )
}
