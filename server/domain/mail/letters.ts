// Every kind of letter the studio writes, and what each needs to know.

export interface Money {
  /** In the smallest unit of the currency: won, yen, cents. */
  readonly amount: number
  readonly currency: 'KRW' | 'USD' | 'JPY'
}

/** What stands in a letter: words as they are; days, and sums of money, are written as the reader's language does. */
export type Value = string | number | Date | Money

/** The kinds of letter by name, each with its values. `url` is where its button leads: a path of the web app, or a whole address. */
export interface Letters {
  readonly invitation: {
    readonly by: string
    readonly project: string
    readonly role: 'viewer' | 'picker' | 'editor'
    readonly url: string
  }
  readonly verify_email: { readonly email: string; readonly url: string }
  readonly reset_password: { readonly url: string }
  readonly password_changed: { readonly when: Date; readonly url: string }
  readonly way_in_added: { readonly provider: string; readonly when: Date; readonly url: string }
  readonly receipt: {
    readonly number: string
    /** What was bought, in the reader's language. */
    readonly what: string
    readonly amount: Money
    readonly when: Date
    readonly url: string
  }
  readonly payment_failed: {
    readonly what: string
    readonly amount: Money
    /** When it is tried again. */
    readonly again: Date
    readonly url: string
  }
  readonly plan_ended: { readonly what: string; readonly when: Date; readonly url: string }
  readonly run_finished: {
    readonly project: string
    readonly made: number
    readonly total: number
    readonly url: string
  }
  readonly run_failed: { readonly project: string; readonly url: string }
  readonly video_finished: { readonly project: string; readonly url: string }
  readonly webhook_off: { readonly address: string; readonly since: Date; readonly url: string }
  readonly export_ready: { readonly until: Date; readonly url: string }
  readonly account_deleted: { readonly when: Date }
}

export type LetterKind = keyof Letters
