// A table of administration: rows and columns on a desk, on a phone one card a row.
import type { ReactNode } from 'react'

export interface Column<T> {
  readonly head: string
  readonly render: (row: T) => ReactNode
  /** Numbers stand at the end of their column. */
  readonly end?: boolean
}

interface AdminTableProps<T> {
  readonly label: string
  readonly columns: readonly Column<T>[]
  readonly rows: readonly T[]
  readonly keyOf: (row: T) => string
  readonly testId?: string
}

/** The first column names the row; on a phone the others say their heads. */
export function AdminTable<T>({ label, columns, rows, keyOf, testId }: AdminTableProps<T>) {
  return (
    <table aria-label={label} className="num w-full border-collapse text-13 max-md:block">
      <thead className="max-md:sr">
        <tr>
          {columns.map(({ head, end }) => (
            <th
              key={head}
              scope="col"
              className={`border-b border-ink py-2.5 pr-4 text-12 font-medium text-ink-3 last:pr-0 ${end ? 'text-right' : 'text-left'}`}
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {rows.map((row) => (
          <tr
            key={keyOf(row)}
            data-testid={testId}
            className="border-b border-line max-md:grid max-md:gap-1 max-md:py-3"
          >
            {columns.map(({ head, render, end }, n) => (
              <td
                key={head}
                className={`align-top md:py-2.5 md:pr-4 md:last:pr-0 ${end ? 'md:text-right' : ''} ${n === 0 ? 'text-14' : ''}`}
              >
                {n > 0 && <span className="mr-2 text-12 text-ink-3 md:hidden">{head}</span>}
                {render(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
