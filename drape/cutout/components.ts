// Finds the connected parts of a mask.

export interface Components {
  /** Number of the part each pixel belongs to, -1 for pixels of the other value. */
  readonly labels: Int32Array
  /** Pixels in each part. */
  readonly sizes: readonly number[]
  /** Whether the part reaches the edge of the picture. */
  readonly atBorder: readonly boolean[]
}

/** The 4-connected parts of the pixels that hold `wanted`. */
export function findComponents(cells: Uint8Array, width: number, height: number, wanted: 0 | 1): Components {
  const labels = new Int32Array(width * height).fill(-1)
  const sizes: number[] = []
  const atBorder: boolean[] = []
  const stack = new Int32Array(width * height)
  for (let start = 0; start < labels.length; start++) {
    if (cells[start] !== wanted || labels[start] !== -1) continue
    const label = sizes.length
    let depth = 1
    let size = 0
    let border = false
    stack[0] = start
    labels[start] = label
    const visit = (i: number): void => {
      if (cells[i] !== wanted || labels[i] !== -1) return
      labels[i] = label
      stack[depth++] = i
    }
    while (depth > 0) {
      const i = stack[--depth]
      const x = i % width
      size++
      if (x > 0) visit(i - 1)
      else border = true
      if (x < width - 1) visit(i + 1)
      else border = true
      if (i >= width) visit(i - width)
      else border = true
      if (i < labels.length - width) visit(i + width)
      else border = true
    }
    sizes.push(size)
    atBorder.push(border)
  }
  return { labels, sizes, atBorder }
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
