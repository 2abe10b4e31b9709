// What the seller confirms, and what was read from the photos: facts are typed, what was read wrong is struck out.
import {
  COLOUR_WORDS,
  KIND_WORDS,
  LENGTH_WORDS,
  NECKLINE_WORDS,
  PATTERN_WORDS,
  SLEEVE_WORDS,
  SLOT_WORDS,
} from '#sdk/contract/garment-words.ts'
import {
  type FactName,
  FACTS,
  type Facts,
  type ProductFacts,
  type SeenGarment,
  type Struck,
  type TRAITS,
} from '#sdk/contract/letters.ts'
import { getLanguage, useT } from '#web/i18n.ts'
import { Button } from '#web/ui/button.tsx'
import { X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useSetFacts } from './letter-data.ts'

interface FactsPanelProps {
  readonly known: ProductFacts | undefined
  readonly productId: string
  readonly readOnly: boolean
}

/** The id of a fact's field, for the chips that lead there. */
export const factField = (fact: FactName): string => `fact-${fact}`

export function FactsPanel({ known, productId, readOnly }: FactsPanelProps) {
  const t = useT()
  const set = useSetFacts(productId)
  const [typed, setTyped] = useState<Facts>({})
  const facts: Facts = { ...known?.facts, ...typed }
  const changed = FACTS.some((name) => (facts[name] ?? '').trim() !== (known?.facts[name] ?? ''))
  const save = (event: FormEvent) => {
    event.preventDefault()
    set.mutate({ facts }, { onSuccess: () => setTyped({}) })
  }
  const strike = (trait: Struck) =>
    known && set.mutate({ facts: known.facts, struck: [...known.struck, trait] })
  return (
    <section aria-labelledby="facts-title" className="grid content-start gap-6">
      <div>
        <h2 id="facts-title" className="text-15 font-semibold">
          {t('letter.facts')}
        </h2>
        <p className="mt-1 text-13 text-ink-3">{t('letter.factsHelp')}</p>
      </div>
      <form className="grid gap-3.5" onSubmit={save}>
        {FACTS.map((name) => (
          <label key={name} className="grid gap-1.5 text-13 font-semibold text-ink-2">
            {t(`letter.fact.${name}`)}
            <textarea
              id={factField(name)}
              rows={name === 'notes' ? 3 : 1}
              maxLength={name === 'notes' ? 1000 : 300}
              value={facts[name] ?? ''}
              placeholder={t(`letter.example.${name}`)}
              readOnly={readOnly || !known}
              onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
              className={field}
            />
          </label>
        ))}
        {!readOnly && (
          <Button type="submit" busy={set.isPending} disabled={!changed} data-testid="save-facts">
            {t('letter.saveFacts')}
          </Button>
        )}
      </form>
      <div>
        <h2 className="text-15 font-semibold">{t('letter.seen')}</h2>
        <p className="mt-1 text-13 text-ink-3">{known ? t('letter.seenHelp') : t('letter.reading')}</p>
        {known?.seen.map((garment) => (
          <SeenRow key={garment.slot} garment={garment} onStrike={readOnly ? null : strike} />
        ))}
        {known && known.struck.length > 0 && !readOnly && (
          <button
            type="button"
            className="link mt-2 text-13"
            onClick={() => set.mutate({ facts: known.facts, struck: [] })}
          >
            {t('letter.unstrike')}
          </button>
        )}
      </div>
    </section>
  )
}

type Trait = (typeof TRAITS)[number]

function SeenRow({
  garment,
  onStrike,
}: {
  readonly garment: SeenGarment
  readonly onStrike: ((trait: Struck) => void) | null
}) {
  const t = useT()
  const language = getLanguage()
  const { kind, colours, pattern, sleeve, length, neckline, slot } = garment
  const traits: [Trait, string | null][] = [
    ['kind', kind && KIND_WORDS[kind][language]],
    ['colours', colours.map((colour) => COLOUR_WORDS[colour][language]).join(', ') || null],
    ['pattern', pattern && PATTERN_WORDS[pattern][language]],
    ['sleeve', sleeve && SLEEVE_WORDS[sleeve][language]],
    ['length', length && LENGTH_WORDS[length][language]],
    ['neckline', neckline && NECKLINE_WORDS[neckline][language]],
  ]
  const said = traits.flatMap(([trait, words]) => (words ? [{ trait, words }] : []))
  return (
    <div className="mt-3 text-13" data-testid="seen">
      <h3 className="text-ink-3">{SLOT_WORDS[slot][language]}</h3>
      {said.length === 0 && <p className="mt-1">{t('letter.seenNothing')}</p>}
      <ul className="mt-1.5 flex flex-wrap gap-1.5">
        {said.map(({ trait, words }) => (
          <li key={trait} className="inline-flex min-h-8 items-center rounded-control bg-well pl-2.5">
            {words}
            {onStrike ? (
              <button
                type="button"
                aria-label={t('letter.strike', { words })}
                title={t('letter.strike', { words })}
                onClick={() => onStrike(`${slot}.${trait}`)}
                className="grid size-8 place-items-center text-ink-3 hover:text-ink pointer-coarse:size-10"
              >
                <X size={14} strokeWidth={1.5} aria-hidden />
              </button>
            ) : (
              <span className="w-2.5" />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}

const field =
  'block w-full resize-none rounded-control border border-line-2 bg-surface px-3 py-2.5 text-16 font-normal text-ink ' +
  'field-sizing-content placeholder:text-ink-3 read-only:bg-well md:text-14'
