// What the marks of a file say, in words: the verdict first, then what it rests on.
import { type Marks } from '#sdk/contract/verify.ts'
import { useT, type Translate } from '#web/i18n.ts'
import { sourceWords } from '#web/lineage-words.ts'
import { formatMoment } from '#web/times.ts'
import { CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react'

const CHANGES = ['resized', 'cropped', 'transcoded', 'addedText', 'edited'] as const

export function MarksView({ marks, name }: { readonly marks: Marks; readonly name: string }) {
  const t = useT()
  const { verdict } = marks
  const Icon = verdict === 'changed' ? TriangleAlert : verdict === 'ours' ? CircleCheck : CircleHelp
  const wash = verdict === 'changed' ? 'bg-warn-wash [&_svg]:text-warn' : 'bg-well'
  return (
    <section aria-label={t('verify.file', { name })} data-testid="marks" data-verdict={verdict}>
      <p className="truncate text-13 text-ink-3">{name}</p>
      <div className={`mt-2 flex gap-3 p-4 ${wash}`} role="status">
        <Icon size={20} strokeWidth={1.5} aria-hidden className="mt-0.5 shrink-0" />
        <div>
          <h2 className="text-18 font-semibold">{t(`verify.verdict.${verdict}`)}</h2>
          <p className="mt-1 text-14 text-ink-2">{t(`verify.means.${verdict}`)}</p>
        </div>
      </div>
      <dl className="mt-3 text-14">
        {factsOf(marks, t).map(([name, fact]) => (
          <div key={name} className="flex gap-4 border-b border-line py-2">
            <dt className="w-28 shrink-0 text-ink-3">{name}</dt>
            <dd className="num min-w-0 grow break-words">{fact}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function factsOf({ sourceType, declared, signature }: Marks, t: Translate): (readonly [string, string])[] {
  const fact = (name: string, text: string | null | undefined) => (text ? [[name, text] as const] : [])
  const changes = (signature?.changes ?? []).map((change) => {
    const known = CHANGES.find((one) => one === change)
    return known ? t(`verify.change.${known}`) : change
  })
  return [
    ...fact(t('verify.fact.source'), sourceType && sourceWords(sourceType, t)),
    // Worth a line of its own where it says something else than what was signed.
    ...fact(t('verify.fact.declared'), declared !== sourceType && declared ? sourceWords(declared, t) : null),
    ...fact(t('verify.fact.by'), signature?.by),
    ...fact(t('verify.fact.at'), signature?.at && formatMoment(signature.at)),
    ...fact(t('verify.fact.engine'), signature?.engine),
    ...fact(t('verify.fact.program'), signature?.program),
    ...fact(t('verify.fact.changes'), changes.join(' · ')),
    ...fact(t('verify.fact.steps'), signature && t('verify.steps', { count: signature.steps })),
    ...fact(t('verify.fact.problems'), signature?.problems.join(' · ')),
  ]
}
