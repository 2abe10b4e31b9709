// What a page shows while it loads, and when it could not.
import { useT } from '#web/i18n.ts'
import { sayError } from '#web/say-error.ts'
import { Button, buttonClass } from '#web/ui/button.tsx'
import { EmptyState } from '#web/ui/empty-state.tsx'
import { Skeleton, SkeletonFrames } from '#web/ui/skeleton.tsx'
import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'

/** Grey frames of a page: a title and a line-up. */
export function Loading() {
  const t = useT()
  return (
    <output aria-label={t('app.loading')} className="mx-auto block max-w-420 px-(--margin) py-10">
      <Skeleton className="mb-10 h-14 w-60 max-w-full" />
      <div className="grid grid-cols-2 gap-1 md:grid-cols-6">
        <SkeletonFrames count={6} />
      </div>
    </output>
  )
}

/** A page that could not be shown: why, and another try. */
export function Failed({ error, reset }: ErrorComponentProps) {
  const t = useT()
  const router = useRouter()
  const { reset: forget } = useQueryErrorResetBoundary()
  return (
    <div role="alert" className="mx-auto max-w-3xl px-(--margin) py-16">
      <EmptyState
        page
        title={t('state.failed')}
        actions={
          <>
            <Button
              look="primary"
              onClick={() => {
                forget()
                reset()
                void router.invalidate()
              }}
            >
              {t('do.retry')}
            </Button>
            <Link to="/" className={buttonClass('ghost')}>
              {t('do.goHome')}
            </Link>
          </>
        }
      >
        {sayError(error)}
      </EmptyState>
    </div>
  )
}
