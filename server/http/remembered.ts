// Remembers for seconds whether a user may see something: a gallery asks the same question a hundred times.

/** How long an answer is believed: as long as a grant that was taken back may still work. */
const BELIEVED_MS = 5_000
const MOST = 10_000

export class Remembered {
  readonly #find: (userId: string, what: string) => Promise<boolean>
  readonly #answers = new Map<string, { readonly answer: Promise<boolean>; readonly until: number }>()

  constructor(find: (userId: string, what: string) => Promise<boolean>) {
    this.#find = find
  }

  ask(userId: string, what: string): Promise<boolean> {
    const name = `${userId} ${what}`
    const known = this.#answers.get(name)
    if (known && known.until > Date.now()) return known.answer
    const answer = this.#find(userId, what)
    // A question that failed is asked again.
    answer.catch(() => this.#answers.delete(name))
    this.#answers.delete(name)
    this.#answers.set(name, { answer, until: Date.now() + BELIEVED_MS })
    if (this.#answers.size > MOST) this.#answers.delete(this.#answers.keys().next().value!)
    return answer
  }

  /** Forgets what a user may see: from now on it is looked up again. */
  forget(userId: string): void {
    for (const name of this.#answers.keys()) if (name.startsWith(`${userId} `)) this.#answers.delete(name)
  }
}
