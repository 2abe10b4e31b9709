// The rules that match files to products: shown, changed, added, in their order.
import { compileRule, FIRST_RULES, MORE_RULES } from '#sdk/contract/bulk-match.ts'
import { useT } from '#web/i18n.ts'
import { Button, IconButton } from '#web/ui/button.tsx'
import { X } from 'lucide-react'

interface RuleListProps {
  readonly rules: readonly string[]
  readonly onChange: (rules: readonly string[]) => void
}

/** A field a rule; one that cannot be run says why. */
export function RuleList({ rules, onChange }: RuleListProps) {
  const t = useT()
  const next = MORE_RULES.find((rule) => !rules.includes(rule)) ?? '{sku}'
  return (
    <details className="border-y border-line py-3" data-testid="rules">
      <summary className="min-h-8 cursor-pointer text-14 font-semibold">{t('bulk.rules.title')}</summary>
      <p className="mt-2 mb-3 text-13 text-ink-3">{t('bulk.rules.help')}</p>
      <ol className="grid max-w-xl gap-2">
        {rules.map((rule, n) => {
          const bad = compileRule(rule) === null
          return (
            // Rules are told by their place: two may be alike while they are typed.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={n}>
              <span className="flex items-center gap-2">
                <input
                  aria-label={t('bulk.rules.rule', { count: n + 1 })}
                  aria-invalid={bad || undefined}
                  value={rule}
                  spellCheck={false}
                  onChange={(event) =>
                    onChange(rules.map((one, at) => (at === n ? event.target.value : one)))
                  }
                  className={`h-10 min-w-0 flex-1 rounded-control border bg-surface px-3 font-mono text-16 md:text-13 ${bad ? 'border-err' : 'border-line-2'}`}
                />
                <IconButton
                  small
                  label={t('bulk.rules.remove', { count: n + 1 })}
                  onClick={() => onChange(rules.filter((_, at) => at !== n))}
                >
                  <X size={16} strokeWidth={1.5} aria-hidden />
                </IconButton>
              </span>
              {bad && (
                <p className="mt-1 text-13 font-medium text-err">{t('bulk.rules.bad', { sku: '{sku}' })}</p>
              )}
            </li>
          )
        })}
      </ol>
      <p className="mt-3 flex flex-wrap gap-2">
        <Button size="small" onClick={() => onChange([...rules, next])}>
          {t('bulk.rules.add')}
        </Button>
        <Button size="small" look="ghost" onClick={() => onChange(FIRST_RULES)}>
          {t('bulk.rules.reset')}
        </Button>
      </p>
    </details>
  )
}
