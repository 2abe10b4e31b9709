// Where the letter goes: a tab a market with its lengths, the sentence that says how the pictures were made, and copying as text or HTML.
import type { Letter } from '#sdk/contract/letters.ts'
import { type Limit, lengthIn, type Market, MARKET_RULES, MARKETS } from '#sdk/contract/letter-markets.ts'
import { LABEL_SENTENCES, letterHtml, letterText } from '#sdk/contract/letter-text.ts'
import { useT } from '#web/i18n.ts'
import { formatNumber } from '#web/times.ts'
import { Button } from '#web/ui/button.tsx'
import { Segmented } from '#web/ui/segmented.tsx'
import { showToast } from '#web/ui/toast.tsx'
import { Code, Copy } from 'lucide-react'

interface LetterCopyProps {
  readonly letter: Letter
  readonly market: Market
  readonly onMarket: (market: Market) => void
  readonly readOnly: boolean
  readonly onLabelled: (labelled: boolean) => void
}

export function LetterCopy({ letter, market, onMarket, readOnly, onLabelled }: LetterCopyProps) {
  const t = useT()
  const rule = MARKET_RULES[market]
  const words = { ...letter, market }
  const text = letterText(words)
  const copy = async (what: string) => {
    await copyText(what)
    showToast(t('letter.copied'))
  }
  const gaps = letter.lines.filter(({ text: said }) => said === '').length
  return (
    <section aria-labelledby="copy-title" className="grid gap-3.5 border-t border-ink pt-4">
      <h2 id="copy-title" className="text-15 font-semibold">
        {t('letter.where')}
      </h2>
      <Segmented
        label={t('letter.market')}
        value={market}
        options={MARKETS.map((one) => ({ value: one, label: t(`letter.markets.${one}`) }))}
        onChange={onMarket}
        className="justify-self-start"
      />
      <dl className="num grid gap-1 text-13" data-testid="counters">
        <Counter name={t('letter.titleLength')} text={letter.title} limit={rule.title} />
        <Counter name={t('letter.textLength')} text={text} limit={rule.text} />
      </dl>
      <label className="flex items-start gap-2.5 text-14">
        <input
          type="checkbox"
          checked={letter.labelled}
          disabled={readOnly}
          onChange={(event) => onLabelled(event.target.checked)}
          className="mt-0.5 size-5 shrink-0 accent-ink"
        />
        <span>
          {t('letter.labelled')}
          <span className="block text-13 text-ink-3" lang={letter.language}>
            {LABEL_SENTENCES[letter.pictures][letter.language]}
          </span>
        </span>
      </label>
      {gaps > 0 && <p className="text-13 text-ink-3">{t('letter.gapsLeftOut', { count: gaps })}</p>}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" data-testid="copy-text" onClick={() => void copy(text)}>
          <Copy size={16} strokeWidth={1.5} aria-hidden />
          {t('letter.copyText')}
        </Button>
        <Button data-testid="copy-html" onClick={() => void copy(letterHtml(words))}>
          <Code size={16} strokeWidth={1.5} aria-hidden />
          {t('letter.copyHtml')}
        </Button>
      </div>
    </section>
  )
}

function Counter({
  name,
  text,
  limit,
}: {
  readonly name: string
  readonly text: string
  readonly limit: Limit | null
}) {
  const t = useT()
  const unit = limit?.unit ?? 'characters'
  const length = lengthIn(unit, text)
  const over = limit !== null && length > limit.most
  const values = { length: formatNumber(length), most: formatNumber(limit?.most ?? 0) }
  return (
    <div className="flex flex-wrap gap-x-2">
      <dt className="text-ink-3">{name}</dt>
      <dd className={over ? 'font-semibold text-err' : ''}>
        {limit ? t(`letter.lengthOf.${unit}`, values) : t('letter.length', values)}
        {over && ` · ${t('letter.tooLong', { count: length - limit.most })}`}
        {limit && !limit.verified && (
          <span className="font-normal text-ink-3"> · {t('letter.unverified')}</span>
        )}
      </dd>
    </div>
  )
}

/** Where the browser keeps the clipboard from addresses without https, the old way does. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text)
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
