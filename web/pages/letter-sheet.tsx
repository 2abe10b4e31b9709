// One letter with its job: what is being written, what went wrong, and the letter itself.
import type { Facts, Letter } from '#sdk/contract/letters.ts'
import type { Product } from '#sdk/contract/products.ts'
import type { VtoJob } from '#sdk/contract/vto-jobs.ts'
import { useT } from '#web/i18n.ts'
import { LetterCopy } from '#web/letters/letter-copy.tsx'
import { useLetterActions } from '#web/letters/letter-data.ts'
import { LetterEditor } from '#web/letters/letter-editor.tsx'
import { LetterHead } from '#web/letters/letter-head.tsx'
import { LetterVersions } from '#web/letters/letter-versions.tsx'
import { type LetterChoice, useWriteLetter } from '#web/letters/write-letter.ts'
import { useLiveState } from '#web/live.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { hasEnded, useProjectJobs } from '#web/vto-jobs/project-jobs.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

interface LetterSheetProps {
  readonly product: Product
  readonly letter: Letter | null
  readonly loaded: boolean
  readonly facts: Facts
  readonly choice: LetterChoice
  readonly onChoice: (choice: LetterChoice) => void
  readonly readOnly: boolean
}

/** A letter that came to nothing stays in sight this long, in ms. */
const REMEMBERED = 60 * 60_000

export function LetterSheet({
  product,
  letter,
  loaded,
  facts,
  choice,
  onChoice,
  readOnly,
}: LetterSheetProps) {
  const t = useT()
  const writing = useWriteLetter(product, choice, letter)
  const [opened] = useState(() => Date.now())
  const jobs = (useProjectJobs(product.projectId).data?.pages.flatMap((page) => page.items) ?? []).filter(
    (job) => job.kind === 'letter' && job.productId === product.id,
  )
  const running = jobs.find((job) => !hasEnded(job))
  const failed =
    jobs[0]?.status === 'FAILED' && opened - Date.parse(jobs[0].finishedAt ?? '') < REMEMBERED
      ? jobs[0]
      : null
  return (
    <section aria-label={t('letter.pageTitle')} className="grid min-w-0 content-start gap-6">
      <LetterHead
        choice={choice}
        onChoice={onChoice}
        writing={writing}
        isThere={letter !== null}
        busy={running !== undefined}
        readOnly={readOnly}
      />
      {running && <Running job={running} />}
      {failed && !running && (
        <Failed job={failed} product={product} choice={choice} isThere={letter !== null} />
      )}
      {letter ? (
        <Sheet
          letter={letter}
          facts={facts}
          choice={choice}
          onChoice={onChoice}
          readOnly={readOnly}
          busy={running !== undefined}
          onAgain={(lines) => writing.write.mutate(lines)}
        />
      ) : (
        loaded &&
        !running &&
        !failed && (
          <EmptyState title={t('letter.empty')} testId="letter-empty">
            {t('letter.emptyHelp')}
          </EmptyState>
        )
      )}
    </section>
  )
}

interface SheetProps {
  readonly letter: Letter
  readonly facts: Facts
  readonly choice: LetterChoice
  readonly onChoice: (choice: LetterChoice) => void
  readonly readOnly: boolean
  readonly busy: boolean
  readonly onAgain: (lines: readonly string[]) => void
}

function Sheet({ letter, facts, choice, onChoice, readOnly, busy, onAgain }: SheetProps) {
  const t = useT()
  const actions = useLetterActions(letter)
  const [showing, setShowing] = useState(false)
  const { note, removed } = letter.writer
  // A tick shows at once, before the studio has answered.
  const asked = actions.edit.isPending ? actions.edit.variables.labelled : undefined
  return (
    <>
      {note && (
        <Banner kind="warn" title={t('letter.noteTitle')} testId="letter-note">
          {t(`letter.note.${note as 'writer_busy'}`)}
        </Banner>
      )}
      {removed.length > 0 && (
        <Banner title={t('letter.removed', { count: removed.length })}>{removed.join(' · ')}</Banner>
      )}
      <div className="flex flex-wrap items-center gap-2">
        {!readOnly && (
          <Button
            size="small"
            aria-pressed={letter.isMain}
            data-testid="choose-main"
            className={letter.isMain ? 'border-ink bg-well' : ''}
            onClick={() => actions.choose.mutate(!letter.isMain)}
          >
            {t(letter.isMain ? 'letter.isMain' : 'letter.makeMain')}
          </Button>
        )}
        <Button size="small" look="ghost" onClick={() => setShowing(true)}>
          {t('letter.versions')}
        </Button>
        {!readOnly && (
          <Button size="small" look="ghost" onClick={actions.bin}>
            {t('letter.bin')}
          </Button>
        )}
        <span role="status" className="text-12 text-ink-3">
          {t(actions.edit.isPending ? 'letter.saving' : 'letter.saved')}
        </span>
      </div>
      <LetterEditor
        letter={letter}
        facts={facts}
        actions={actions}
        readOnly={readOnly}
        busy={busy}
        onAgain={onAgain}
      />
      <LetterCopy
        letter={{ ...letter, labelled: asked ?? letter.labelled }}
        market={choice.market}
        onMarket={(market) => onChoice({ ...choice, market })}
        readOnly={readOnly}
        onLabelled={(labelled) => actions.edit.mutate({ labelled })}
      />
      {showing && (
        <LetterVersions
          letter={letter}
          readOnly={readOnly}
          onRestore={(version) =>
            actions.restoreVersion.mutate(version, { onSuccess: () => setShowing(false) })
          }
          onClose={() => setShowing(false)}
        />
      )}
    </>
  )
}

function Running({ job }: { readonly job: VtoJob }) {
  const t = useT()
  const queries = useQueryClient()
  const stale = useLiveState() !== 'live'
  const cancel = useMutation({
    mutationFn: async () => maepsi.vtoJobs.cancel({ params: { id: job.id } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['vto-jobs'] }),
    onError: (error) => showToast(sayError(error), { kind: 'error' }),
  })
  return (
    <div data-testid="letter-job" className="seam flex flex-wrap items-center gap-4 p-4 text-13">
      <p>{t(job.stage === 'finishing' ? 'letter.writing' : 'letter.reading')}</p>
      <Stitch value={job.progress} stale={stale} label={t('letter.writing')} className="w-32" />
      {!job.cancelRequested && (
        <Button size="small" look="ghost" busy={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('letter.cancel')}
        </Button>
      )}
    </div>
  )
}

interface FailedProps {
  readonly job: VtoJob
  readonly product: Product
  readonly choice: LetterChoice
  readonly isThere: boolean
}

/** It came to nothing: what came back, and an editor with the facts filled in. */
function Failed({ job, product, choice, isThere }: FailedProps) {
  const t = useT()
  const queries = useQueryClient()
  const begin = useMutation({
    mutationFn: async () => maepsi.letters.create({ body: { productId: product.id, ...choice } }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['letters'] }),
    onError: (error) => showToast(sayError(error), { kind: 'error' }),
  })
  return (
    <Banner
      kind="error"
      title={t('letter.failed')}
      testId="letter-failed"
      action={
        !isThere && (
          <Button size="small" busy={begin.isPending} onClick={() => begin.mutate()}>
            {t('letter.byHand')}
          </Button>
        )
      }
    >
      {job.returnedAmount > 0 && t('letter.returned', { count: job.returnedAmount })}
    </Banner>
  )
}
