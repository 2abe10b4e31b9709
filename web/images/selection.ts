// Which looks are selected: a set of ids outside React, so that a click re-renders one tile and not five thousand.

/** Selected ids with an anchor for ranges. Tiles subscribe to it and read their own id. */
export class Selection {
  #ids = new Set<string>()
  #anchor: string | null = null
  readonly #listeners = new Set<() => void>()
  #snapshot: readonly string[] = []

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  has = (id: string): boolean => this.#ids.has(id)

  /** The selected ids in the order they were selected; the same array until something changes. */
  list = (): readonly string[] => this.#snapshot

  /** Selects or unselects one look, and starts ranges from it. */
  toggle(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id)
    this.#anchor = id
    this.#tell()
  }

  /**
   * Selects everything between the anchor and `to`, both included, across runs. Without an anchor that is still in `order`
   * the range begins at `from`. What lay outside the range stays as it was, except the range grown from the same anchor before.
   *
   * @param order ids of the looks on the page, in reading order
   */
  range(order: readonly string[], from: string, to: string): void {
    let start = this.#anchor === null ? -1 : order.indexOf(this.#anchor)
    if (start < 0) {
      this.#anchor = from
      start = order.indexOf(from)
    }
    const end = order.indexOf(to)
    if (start < 0 || end < 0) return
    for (const id of this.#grown) this.#ids.delete(id)
    const span = order.slice(Math.min(start, end), Math.max(start, end) + 1)
    this.#grown = span.filter((id) => !this.#ids.has(id))
    for (const id of span) this.#ids.add(id)
    this.#tell(true)
  }

  #grown: string[] = []

  all(order: readonly string[]): void {
    this.#ids = new Set(order)
    this.#tell()
  }

  clear(): void {
    if (this.#ids.size === 0) return
    this.#ids.clear()
    this.#anchor = null
    this.#tell()
  }

  /** Forgets looks that are no longer on the page. */
  keep(order: ReadonlySet<string>): void {
    const before = this.#ids.size
    for (const id of this.#ids) if (!order.has(id)) this.#ids.delete(id)
    if (this.#ids.size !== before) this.#tell()
  }

  #tell(growing = false): void {
    if (!growing) this.#grown = []
    this.#snapshot = [...this.#ids]
    for (const listener of this.#listeners) listener()
  }
}
