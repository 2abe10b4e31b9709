// The figures Drape is held to.

export const GOALS = {
  /** Intersection over union of mask and truth, at least. */
  overlap: 0.985,
  /** Mean error of landmarks, as a share of the garment's height, at most. */
  landmarks: 0.015,
  /** Share of garments whose kind is named right, at least. */
  category: 0.98,
  /** How far landmarks move in a second photo of the garment, as a share of its height, at most. */
  moves: 0.015,
  /** SSIM of a print and what a look shows of it, at least. */
  print: 0.9,
  /** ΔE00 of cloth in a look and in its photo, at most. */
  colour: 2,
  /** Share of the cloth that the body shows through, at most. */
  through: 0.0005,
} as const
