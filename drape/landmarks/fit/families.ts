// The families of garment templates: their parameters, and what is usual for each.

/** How a template is built. */
export type Cut = 'sleeved' | 'armhole' | 'strap' | 'trousers' | 'skirt'

/** Usual value, spread, and the bounds of a parameter, in units of half the body's width (angles in radians). */
export type Prior = readonly [usual: number, spread: number, least: number, most: number]

export interface Family {
  readonly name: string
  readonly cut: Cut
  readonly names: readonly string[]
  readonly priors: readonly Prior[]
  /** Place of a parameter by name. */
  readonly index: Readonly<Record<string, number>>
}

type Priors = Readonly<Record<string, Prior>>

// Means and spreads were learned from real product photos: a hidden armpit is placed by its prior alone.
const NECK: Priors = {
  neckWidth: [0.42, 0.13, 0.12, 1.1],
  neckDip: [0.12, 0.18, -0.15, 1.4],
  neckPower: [1.6, 0.5, 0.8, 3],
  collar: [0, 0.06, 0, 0.5],
}
const SHOULDER: Priors = {
  shoulderWidth: [0.93, 0.12, 0.45, 1.35],
  shoulderDrop: [0.25, 0.1, 0.02, 0.7],
  pit: [1.38, 0.2, 0.6, 2.2],
}
const BODY: Priors = {
  waistAt: [0.36, 0.07, 0.12, 0.7],
  waist: [0.95, 0.09, 0.6, 1.4],
  hip: [1, 0.12, 0.6, 1.7],
  hem: [1.04, 0.15, 0.5, 2],
  length: [2.9, 0.45, 1.2, 4.6],
  hemCurve: [0.05, 0.1, -0.3, 0.7],
  hemTilt: [0, 0.06, -0.4, 0.4],
  shear: [0, 0.05, -0.3, 0.3],
  pitTilt: [0, 0.06, -0.3, 0.3],
}
const DRESS: Priors = {
  ...BODY,
  waistAt: [0.32, 0.09, 0.1, 0.65],
  waist: [0.84, 0.12, 0.5, 1.5],
  hip: [1.15, 0.25, 0.7, 2.3],
  hem: [1.25, 0.35, 0.6, 3.2],
  length: [5.2, 1, 3.4, 10],
}
const SHORT: Priors = {
  angle: [1, 0.3, 0.1, 1.9],
  sleeve: [0.75, 0.25, 0.25, 1.6],
  cuff: [0.72, 0.16, 0.25, 1.4],
  cuffTilt: [0, 0.25, -0.9, 0.9],
  upperBulge: [0.04, 0.05, -0.15, 0.4],
  lowerBulge: [0, 0.06, -0.35, 0.35],
  angleTilt: [0, 0.07, -0.5, 0.5],
  sleeveTilt: [0, 0.06, -0.5, 0.5],
}
const LONG: Priors = {
  ...SHORT,
  angle: [0.42, 0.2, 0, 1.5],
  sleeve: [2.5, 0.55, 1.2, 4.2],
  cuff: [0.38, 0.14, 0.12, 1.5],
  upperBulge: [0.08, 0.09, -0.25, 0.6],
  lowerBulge: [-0.04, 0.1, -0.6, 0.5],
}
const PUFF: Priors = {
  ...SHORT,
  angle: [0.7, 0.35, 0, 1.9],
  sleeve: [1.5, 0.5, 0.5, 3],
  cuff: [0.5, 0.18, 0.12, 1.4],
  upperBulge: [0.28, 0.12, -0.1, 0.7],
  lowerBulge: [0.2, 0.15, -0.2, 0.7],
}
const ARMHOLE: Priors = {
  neckWidth: [0.42, 0.14, 0.1, 0.95],
  neckDip: [0.35, 0.25, -0.1, 1.6],
  shoulderWidth: [0.68, 0.13, 0.15, 1.05],
  shoulderDrop: [0.1, 0.07, -0.05, 0.4],
  pit: [1.2, 0.2, 0.3, 2],
  armholeDepth: [0.3, 0.15, -0.2, 0.9],
  armholeAt: [0.5, 0.15, 0.1, 0.9],
}
const TROUSERS: Priors = {
  waistCurve: [0.04, 0.05, -0.1, 0.3],
  hip: [1.25, 0.14, 0.9, 1.9],
  hipAt: [1.1, 0.25, 0.5, 2],
  rise: [2.1, 0.45, 0.9, 4.2],
  kneeAt: [0.92, 0.18, 0.4, 1.6],
  knee: [0.75, 0.15, 0.3, 1.3],
  legAt: [0.92, 0.25, 0.3, 2],
  leg: [0.62, 0.22, 0.25, 1.6],
  length: [7, 1.2, 3.8, 11],
  legTilt: [0, 0.05, -0.3, 0.3],
  hemTilt: [0, 0.08, -0.4, 0.4],
  shear: [0, 0.04, -0.3, 0.3],
  legShift: [0, 0.05, -0.3, 0.3],
}

function family(name: string, cut: Cut, ...sets: readonly Priors[]): Family {
  const priors: Priors = Object.assign({}, ...sets)
  const names = Object.keys(priors)
  const index = Object.fromEntries(names.map((key, i) => [key, i]))
  return { name, cut, names, priors: Object.values(priors), index }
}

const WIDE_NECK: Priors = { ...NECK, neckWidth: [0.5, 0.2, 0.12, 1.1] }

/** Families of one cut differ in their priors only: starts for the search, not classes to report. */
export const FAMILIES: readonly Family[] = [
  family('tee', 'sleeved', NECK, SHOULDER, BODY, SHORT),
  family('long sleeves', 'sleeved', NECK, SHOULDER, BODY, LONG),
  family('off the shoulder', 'sleeved', NECK, SHOULDER, BODY, SHORT, {
    neckWidth: [0.9, 0.15, 0.6, 1.5],
    neckDip: [0.05, 0.1, -0.2, 0.6],
    shoulderWidth: [1.05, 0.15, 0.7, 1.7],
    shoulderDrop: [0.08, 0.1, -0.1, 0.6],
    pit: [0.7, 0.2, 0.1, 1.4],
    waist: [1, 0.12, 0.6, 1.5],
    hip: [1.1, 0.18, 0.6, 1.8],
    hem: [1.2, 0.25, 0.5, 2.2],
    length: [1.9, 0.5, 0.7, 3.4],
    angle: [0.7, 0.35, 0, 1.9],
    sleeve: [0.9, 0.35, 0.2, 2.6],
    cuff: [0.5, 0.15, 0.2, 1.2],
  }),
  family('bodysuit', 'sleeved', NECK, SHOULDER, BODY, LONG, {
    waist: [0.8, 0.12, 0.4, 1.3],
    hip: [0.85, 0.15, 0.4, 1.3],
    hem: [0.75, 0.2, 0.3, 1.3],
    length: [2.6, 0.4, 1.4, 4],
    hemCurve: [1.3, 0.35, 0.4, 2.4],
  }),
  family('puffed sleeves', 'sleeved', WIDE_NECK, SHOULDER, BODY, PUFF, { length: [3, 0.7, 1.2, 4.6] }),
  family('puffed dress', 'sleeved', WIDE_NECK, SHOULDER, DRESS, PUFF, {
    angle: [0.6, 0.3, 0, 1.9],
    sleeve: [1.2, 0.5, 0.3, 3],
    cuff: [0.45, 0.18, 0.12, 1.4],
    upperBulge: [0.25, 0.12, -0.1, 0.7],
  }),
  family('short-sleeved dress', 'sleeved', NECK, SHOULDER, DRESS, SHORT, { angle: [0.8, 0.35, 0.05, 1.9] }),
  family('long-sleeved dress', 'sleeved', NECK, SHOULDER, DRESS, LONG),
  family('tank', 'armhole', NECK, BODY, ARMHOLE, {
    waist: [0.93, 0.1, 0.55, 1.5],
    hip: [1, 0.15, 0.5, 1.9],
    hem: [1.05, 0.2, 0.4, 2.2],
    length: [2.5, 0.55, 0.9, 4.3],
  }),
  family('sleeveless dress', 'armhole', NECK, DRESS, ARMHOLE, {
    neckWidth: [0.42, 0.16, 0.1, 0.95],
    neckDip: [0.3, 0.25, -0.1, 1.6],
    shoulderWidth: [0.68, 0.16, 0.15, 1.05],
  }),
  family('straps', 'strap', NECK, BODY, {
    neckWidth: [0.55, 0.14, 0.15, 0.98],
    neckDip: [0.75, 0.25, 0.15, 1.8],
    shoulderWidth: [0.64, 0.14, 0.18, 1.05],
    shoulderDrop: [0.02, 0.05, -0.1, 0.3],
    pit: [1.15, 0.28, 0.3, 2],
    waist: [0.95, 0.12, 0.5, 1.5],
    hip: [1.02, 0.2, 0.4, 1.9],
    hem: [1.05, 0.25, 0.3, 2.2],
    length: [2.2, 0.6, 0.8, 4.2],
    armholeDepth: [0.35, 0.15, -0.2, 0.9],
    strapAt: [0.6, 0.12, 0.2, 0.97],
    strapDepth: [0.55, 0.15, 0.1, 0.95],
  }),
  family('strap dress', 'strap', NECK, DRESS, {
    neckWidth: [0.55, 0.14, 0.15, 0.98],
    neckDip: [0.75, 0.25, 0.15, 1.8],
    shoulderWidth: [0.64, 0.14, 0.18, 1.05],
    shoulderDrop: [0.02, 0.05, -0.1, 0.3],
    pit: [1.15, 0.28, 0.3, 2],
    armholeDepth: [0.35, 0.15, -0.2, 0.9],
    strapAt: [0.6, 0.12, 0.2, 0.97],
    strapDepth: [0.55, 0.15, 0.1, 0.95],
  }),
  family('trousers', 'trousers', TROUSERS),
  family('shorts', 'trousers', TROUSERS, {
    hipAt: [1, 0.25, 0.4, 1.8],
    rise: [2, 0.4, 0.9, 3.4],
    kneeAt: [0.8, 0.15, 0.3, 1.6],
    knee: [1.3, 0.15, 0.5, 1.8],
    legAt: [0.85, 0.18, 0.3, 1.6],
    leg: [1.2, 0.18, 0.5, 1.8],
    length: [3, 0.5, 1.9, 4.5],
  }),
  family('skirt', 'skirt', {
    waistCurve: [0.05, 0.06, -0.1, 0.3],
    hip: [1.4, 0.15, 1, 2.2],
    thigh: [1.55, 0.35, 0.8, 3],
    hem: [1.65, 0.5, 0.7, 4],
    length: [3.4, 1.2, 1.2, 7],
    hemCurve: [0.08, 0.1, -0.2, 0.6],
    hemTilt: [0, 0.05, -0.3, 0.3],
    shear: [0, 0.04, -0.3, 0.3],
  }),
]

export const CUTS: readonly Cut[] = ['sleeved', 'armhole', 'strap', 'trousers', 'skirt']
