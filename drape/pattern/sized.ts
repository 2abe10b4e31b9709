// How large a garment is and where on the body it hangs: what weighing its measures gives.

/** A garment's scale and place. */
export interface Scale {
  /** cm a pixel of the cut-out. */
  readonly cm: number
  /** Row of the photo that sits at height `bodyY` (cm) on the body. */
  readonly photoY: number
  readonly bodyY: number
  /** By how much the cloth is wider than the photo shows it: above 1 where a body fills it in the photo. */
  readonly round: number
  /** The seller told the garment's centimetres. */
  readonly told: boolean
  /** The cues for the scale contradict each other. */
  readonly unsure: boolean
  /** Trousers: the fork's row and the height it is held at; above it the cloth is scaled by the rise. */
  readonly fork?: { readonly photoY: number; readonly bodyY: number }
}
