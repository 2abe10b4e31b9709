// The files an export would hold, as folders; and what cannot be made.
import type { ExportPlan } from '#sdk/contract/exports.ts'
import { useT } from '#web/i18n.ts'
import { sayBytes } from './export-data.ts'
import { sayCode } from './say-code.ts'

/** Files shown of each folder. */
const SHOWN = 3

/** The tree of a plan. */
export function FileTree({ plan }: { readonly plan: ExportPlan | undefined }) {
  const t = useT()
  if (!plan || plan.files.length === 0) return <p className="text-13 text-ink-3">{t('export.nothing')}</p>
  const folders = Map.groupBy(plan.files, ({ path }) => path.split('/')[0] ?? '')
  const problems = plan.files.filter(({ problem }) => problem !== null)
  return (
    <div data-testid="file-tree">
      <p className="num mb-2 text-13 text-ink-2" data-testid="plan-sum">
        {t('export.files', { count: plan.files.length - problems.length })}
        {plan.bytes > 0 && ` · ${t('export.about', { size: sayBytes(plan.bytes) })}`}
      </p>
      <ul className="grid gap-2 text-12 text-ink-2">
        {[...folders].map(([folder, files]) => (
          <li key={folder}>
            <b className="font-semibold">{folder}/</b>
            <ul className="ml-3 border-l border-line pl-3">
              {files.slice(0, SHOWN).map(({ path, problem }) => (
                <li
                  key={path}
                  className={`num break-all ${problem === null ? '' : 'text-ink-3 line-through'}`}
                >
                  {path.slice(folder.length + 1)}
                </li>
              ))}
              {files.length > SHOWN && (
                <li className="text-ink-3">{t('export.more', { count: files.length - SHOWN })}</li>
              )}
            </ul>
          </li>
        ))}
      </ul>
      {problems.length > 0 && (
        <div className="mt-3 bg-warn-wash p-3 text-13" data-testid="plan-problems">
          <b className="font-semibold text-warn">{t('export.problems', { count: problems.length })}</b>
          <ul className="mt-1">
            {[...new Set(problems.map(({ problem }) => problem ?? ''))].map((code) => (
              <li key={code}>{sayCode(code, t)}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}
