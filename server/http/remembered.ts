// Remembers for seconds whether a user may see something: a gallery asks the same question a hundred times.
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'

/** How long an answer is believed. What is taken back through the studio is forgotten at once; this is for everything else. */
const BELIEVED_MS = 5_000
const MOST = 10_000

export class Remembered {
  readonly #live: Studio['live']
  readonly #find: (userId: string, what: string) => Promise<boolean>
  readonly #answers = new Map<string, { readonly answer: Promise<boolean>; readonly until: number }>()

  /** Forgets everything whenever anybody's access or account changes in any process; while it cannot hear of that, it remembers nothing. */
  constructor(app: App, studio: Studio, find: (userId: string, what: string) => Promise<boolean>) {
    this.#find = find
    this.#live = studio.live
    const deaf = studio.live.hear((heard) => {
      if (heard === 'lost' || heard.event.type === 'access' || heard.event.type === 'account')
        this.#answers.clear()
    })
    app.addHook('onClose', async () => deaf())
  }

  ask(userId: string, what: string): Promise<boolean> {
    if (!this.#live.listening) return this.#find(userId, what)
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
}
