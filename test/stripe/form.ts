// Reads the form encoding of Stripe's requests: `a[b][0][c]=v`.

export type Form = { [key: string]: string | Form }

/** The fields of a form or a query, nested; lists are objects whose keys are their indices. */
export function readForm(text: string): Form {
  const form: Form = {}
  for (const [path, value] of new URLSearchParams(text)) {
    const keys = path.split('[').map((key) => key.replace(/\]$/, ''))
    const last = keys.pop() ?? ''
    let at = form
    for (const key of keys) at = (at[key] ??= {}) as Form
    at[last] = value
  }
  return form
}

/** The text at a path of keys, or undefined. */
export function field(form: Form, ...path: string[]): string | undefined {
  let at: string | Form | undefined = form
  for (const key of path) at = typeof at === 'object' ? at[key] : undefined
  return typeof at === 'string' ? at : undefined
}

/** What is nested at a path, `{}` if there is nothing. */
export function part(form: Form, ...path: string[]): Form {
  let at: string | Form | undefined = form
  for (const key of path) at = typeof at === 'object' ? at[key] : undefined
  return typeof at === 'object' ? at : {}
}
