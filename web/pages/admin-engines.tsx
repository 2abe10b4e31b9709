// The engines of this studio for its administrator: what each can do, costs and was asked, and a test of its key.
import type { AdminEngine, EngineTest } from '#sdk/contract/engines.ts'
import { AdminPart, AdminTitle } from '#web/admin/admin-part.tsx'
import { engineName, engineWhy } from '#web/engine-words.ts'
import { useT } from '#web/i18n.ts'
import { maepsi } from '#web/maepsi.ts'
import { sayError } from '#web/say-error.ts'
import { formatMoment } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

export function AdminEnginesPage() {
  const t = useT()
  const query = useQuery({
    queryKey: ['admin', 'engines'],
    queryFn: async ({ signal }) => maepsi.engines.list({ signal }),
  })
  const items = query.data?.items ?? []
  return (
    <>
      <AdminTitle title={t('engines.admin.title')} help={t('engines.admin.lead')} />
      <AdminPart query={query}>
        <div className="grid gap-4">
          {items.map((engine) => (
            <Engine key={engine.name} engine={engine} />
          ))}
          {items.length === 1 && <p className="text-13 text-ink-2">{t('engines.admin.alone')}</p>}
        </div>
      </AdminPart>
    </>
  )
}

function Engine({ engine }: { readonly engine: AdminEngine }) {
  const t = useT()
  const { name, vendor, can, prices, calls } = engine
  const dollars = (amount: number) => `$${amount.toFixed(amount < 1 ? 3 : 2)}`
  const failure = calls.lastFailure
  return (
    <section
      aria-labelledby={`engine-${name}`}
      data-testid={`engine-${name}`}
      className="rounded-control border border-line-2 bg-surface p-5 max-md:p-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-3">
        <h2 id={`engine-${name}`} className="text-16 font-semibold">
          {engineName(name)}
          <span className="num ml-2 text-13 font-normal text-ink-3">{engine.model ?? engine.version}</span>
        </h2>
        {vendor === null ? (
          <p className="text-13 text-ink-2">{t('engines.admin.builtIn')}</p>
        ) : (
          <KeyTest name={name} />
        )}
      </div>
      <dl className="num mt-4 grid grid-cols-2 gap-x-10 text-13 max-md:grid-cols-1">
        {engine.url && <Line name={t('engines.admin.address')}>{engine.url}</Line>}
        {prices && (
          <Line name={t('engines.admin.price')}>
            {t('engines.perCall', { count: prices.look })}
            {can.sizes.includes('large') && ` / ${t('engines.perCall', { count: prices.lookLarge })}`}
          </Line>
        )}
        {vendor && (
          <Line name={t('engines.admin.cost')}>
            {engine.cost === null ? t('engines.admin.unknownCost') : dollars(engine.cost)}
          </Line>
        )}
        {engine.atOnce !== null && engine.perMinute !== null && (
          <Line name={t('engines.admin.limits')}>
            {t('engines.admin.limitsAre', { atOnce: engine.atOnce, perMinute: engine.perMinute })}
          </Line>
        )}
        <Line name={t('engines.admin.can')}>
          {[
            ...(can.person ? [t('engines.needsPerson')] : []),
            t('engines.atOnce', { count: can.garments }),
            ...(can.sizes.includes('large') ? [t('engines.largeToo')] : []),
            ...(can.backdrop ? [t('engines.paintsBackdrop')] : []),
            can.ratios.join(' '),
          ].join(' · ')}
        </Line>
        <Line name={t('engines.admin.commercial')}>{t(`engines.admin.commercialIs.${can.commercial}`)}</Line>
        <Line name={t('engines.admin.marks')}>
          {can.watermarks.length > 0 ? can.watermarks.join(', ') : t('engines.admin.noMarks')}
        </Line>
        {can.resultHours !== null && (
          <Line name={t('engines.admin.kept')}>{t('engines.admin.hours', { count: can.resultHours })}</Line>
        )}
        {vendor && (
          <>
            <Line name={t('engines.admin.order')}>
              {engine.order === null
                ? t('engines.admin.notInOrder')
                : t('engines.admin.orderIs', { count: engine.order })}
            </Line>
            <Line name={t('engines.admin.month')}>
              {[
                `${t('engines.admin.made')} ${calls.made}`,
                `${t('engines.admin.failed')} ${calls.failed}`,
                `${t('engines.admin.unknown')} ${calls.unknown}`,
                `${t('engines.admin.spent')} ${dollars(calls.cost)}`,
              ].join(' · ')}
            </Line>
            <Line name={t('engines.admin.lastFailure')}>
              {failure
                ? `${engineWhy(failure.code, t) ?? failure.code} · ${formatMoment(failure.at)}`
                : t('engines.admin.none')}
            </Line>
          </>
        )}
      </dl>
    </section>
  )
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="flex gap-4 border-b border-line py-2">
      <dt className="w-28 shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 grow break-words">{children}</dd>
    </div>
  )
}

function KeyTest({ name }: { readonly name: string }) {
  const t = useT()
  const test = useMutation({ mutationFn: async () => maepsi.engines.test({ params: { name } }) })
  return (
    <div className="flex flex-wrap items-center gap-3">
      <p role="status" className={`text-13 ${test.data && !test.data.ok ? 'text-err' : 'text-ink-2'}`}>
        {test.error ? sayError(test.error) : test.data ? inWords(test.data) : ''}
      </p>
      <Button busy={test.isPending} onClick={() => test.mutate()}>
        {test.isPending ? t('engines.admin.testing') : t('engines.admin.test')}
      </Button>
    </div>
  )

  function inWords({ ok, code, said }: EngineTest): string {
    if (!ok) return t('engines.admin.bad', { why: engineWhy(code, t) ?? code ?? '' })
    return said === null ? t('engines.admin.good') : t('engines.admin.goodSaid', { said })
  }
}
