// Finds the connected parts of a mask.

export interface Components {
  /** Number of the part each pixel belongs to, -1 for pixels of the other value. */
  readonly labels: Int32Array
  /** Pixels in each part. */
  readonly sizes: readonly number[]
  /** Whether the part reaches the edge of the picture. */
  readonly atBorder: readonly boolean[]
}

/** The 4-connected parts of the pixels that hold `wanted`, numbered in the order in which a row by row scan meets them. */
export function findComponents(cells: Uint8Array, width: number, height: number, wanted: 0 | 1): Components {
  const labels = new Int32Array(width * height).fill(-1)
  const parents = labelRuns(cells, labels, width, wanted)
  // A parent has a smaller number than its children, so one pass upwards names every part.
  const parts = new Int32Array(parents.length)
  let count = 0
  for (let run = 0; run < parents.length; run++)
    parts[run] = parents[run] === run ? count++ : parts[parents[run]]
  const sizes = Array.from<number>({ length: count }).fill(0)
  const atBorder = Array.from<boolean>({ length: count }).fill(false)
  for (let y = 0, i = 0; y < height; y++) {
    const isEnd = y === 0 || y === height - 1
    for (let x = 0; x < width; x++, i++) {
      if (labels[i] < 0) continue
      const part = parts[labels[i]]
      labels[i] = part
      sizes[part] = sizes[part] + 1
      if (isEnd || x === 0 || x === width - 1) atBorder[part] = true
    }
  }
  return { labels, sizes, atBorder }
}

/** Numbers the runs of each row and joins those that touch; the runs' parents, of which the smallest wins. */
function labelRuns(cells: Uint8Array, labels: Int32Array, width: number, wanted: 0 | 1): number[] {
  const parents: number[] = []
  const rootOf = (run: number): number => {
    let root = run
    while (parents[root] !== root) root = parents[root]
    return root
  }
  for (let row = 0; row < cells.length; row += width) {
    let run = -1
    let joined = -1
    for (let i = row; i < row + width; i++) {
      if (cells[i] !== wanted) {
        run = -1
        continue
      }
      if (run < 0) {
        run = parents.length
        parents.push(run)
        joined = -1
      }
      labels[i] = run
      const above = row ? labels[i - width] : -1
      if (above < 0 || above === joined) continue
      joined = above
      const one = rootOf(run)
      const other = rootOf(above)
      parents[Math.max(one, other)] = Math.min(one, other)
      parents[run] = Math.min(one, other)
      parents[above] = Math.min(one, other)
    }
  }
  return parents
}

/** Clears every part of the mask but those of at least `share` of the largest. Changes the mask. */
export function keepLargest(mask: Uint8Array, width: number, height: number, share: number): void {
  const { labels, sizes } = findComponents(mask, width, height, 1)
  const least = Math.max(...sizes, 0) * share
  for (let i = 0; i < mask.length; i++) if (mask[i] && sizes[labels[i]] < least) mask[i] = 0
}

/** Fills enclosed holes smaller than `most` pixels. Changes the mask. */
export function fillHoles(mask: Uint8Array, width: number, height: number, most: number): void {
  const { labels, sizes, atBorder } = findComponents(mask, width, height, 0)
  for (let i = 0; i < mask.length; i++) {
    const label = labels[i]
    if (!mask[i] && !atBorder[label] && sizes[label] < most) mask[i] = 1
  }
}
