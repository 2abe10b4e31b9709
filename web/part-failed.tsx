// A part of a page that could not be read, while the rest of the page stands.
import { useT } from '#web/i18n.ts'
import { sayError } from '#web/say-error.ts'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'

/** Says why the first of these questions that failed did, and asks every failed one again on request; nothing when none failed. */
export function PartFailed({ of }: { readonly of: readonly Question[] }) {
  const t = useT()
  const failed = of.filter(({ error }) => error)
  if (failed.length === 0) return null
  return (
    <Banner
      kind="error"
      title={t('state.partFailed')}
      action={
        <Button size="small" onClick={() => failed.forEach((question) => void question.refetch())}>
          {t('do.retry')}
        </Button>
      }
    >
      {sayError(failed[0].error)}
    </Banner>
  )
}

interface Question {
  readonly error: unknown
  refetch(): Promise<unknown>
}
