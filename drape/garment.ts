// The words Drape's rooms share: a picture, a garment photo's cut-out, and the landmarks found on it.

/** Pixels: RGBA, 8 bits, sRGB, straight alpha, rows from the top. `data.length === width * height * 4`. */
export interface Picture {
  readonly width: number
  readonly height: number
  readonly data: Uint8ClampedArray
}

/** Where on the body a garment is worn. A one-piece excludes upper and bottom. */
export const SLOTS = ['upper', 'bottom', 'onepiece', 'outer'] as const
export type Slot = (typeof SLOTS)[number]

/** Which side of the garment a photo shows. */
export const SIDES = ['front', 'back'] as const
export type Side = (typeof SIDES)[number]

/** From where the dressed mannequin is seen. `left` and `right` are three-quarter views. */
export const VIEWS = ['front', 'left', 'right', 'side', 'back'] as const
export type View = (typeof VIEWS)[number]

export const BODIES = ['female', 'male'] as const
export type BodyKind = (typeof BODIES)[number]

export const BODY_SIZES = ['XS', 'S', 'M', 'L', 'XL', '2XL', '3XL'] as const
export type BodySize = (typeof BODY_SIZES)[number]

/** What a mannequin is painted with. */
export const FINISHES = ['white', 'grey', 'black', 'sand'] as const
export type Finish = (typeof FINISHES)[number]

export const POSES = ['standing', 'hand_on_hip', 'walking'] as const
export type Pose = (typeof POSES)[number]

/** Who wears the clothes, and how it stands. */
export interface Mannequin {
  readonly kind: BodyKind
  readonly size: BodySize
  readonly finish: Finish
  readonly pose: Pose
}

/** The mannequin of a kind as it comes: size M, white, standing. */
export function mannequin(kind: BodyKind): Mannequin {
  return { kind, size: 'M', finish: 'white', pose: 'standing' }
}

/** How the clothes are worn: an upper tucked into its bottom, an outer left open over what is under it. */
export interface Wear {
  readonly tucked: boolean
  readonly open: boolean
}

/** What a garment is. An outer opens down its whole front. */
export type GarmentKind = 'top' | 'outer' | 'dress' | 'trousers' | 'shorts' | 'skirt'

/** In pixels of the cut-out, x to the right, y down. "Left" is the picture's left. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A garment freed from its backdrop. All arrays are row-major, `width * height` long unless said. */
export interface Cutout {
  readonly width: number
  readonly height: number
  /** sRGB, three bytes a pixel. */
  readonly rgb: Uint8ClampedArray
  /** CIE L*a*b* (D65), three floats a pixel. */
  readonly lab: Float32Array
  /** 1 where the garment is. */
  readonly mask: Uint8Array
  /** Soft coverage 0..1 at the garment's edge; 1 inside, 0 outside. */
  readonly alpha: Float32Array
  /** Distance in Lab from the modelled backdrop, chroma weighted. */
  readonly backdropDistance: Float32Array
  /** The garment is nearly as light as its backdrop. */
  readonly pale: boolean
  /** 0..1: how sure the cut-out is. */
  readonly confidence: number
  /** Area of the next largest thing in front of the backdrop, as a share of the garment's. */
  readonly runnerUp: number
  /** The photo it was cut from, in full resolution. */
  readonly source: Picture
  /** Pixels of the cut-out per pixel of `source`, at most 1. */
  readonly scale: number
}

export type LandmarkName =
  | 'neckLeft'
  | 'neckRight'
  | 'shoulderLeft'
  | 'shoulderRight'
  | 'pitLeft'
  | 'pitRight'
  | 'cuffOuterLeft'
  | 'cuffInnerLeft'
  | 'cuffOuterRight'
  | 'cuffInnerRight'
  | 'waistLeft'
  | 'waistRight'
  | 'hemLeft'
  | 'hemRight'
  | 'fork'

/** Landmarks a person has put right, as shares (0..1) of the photo's width and height. */
export type Handles = Readonly<Partial<Record<LandmarkName, Point>>>

/** Measures of the garment lying flat, in cm: neck to hem, armpit to armpit, waist side to side. */
export interface Centimetres {
  readonly length?: number
  readonly chest?: number
  readonly waist?: number
}

/** A photo of a garment, decoded, its longest side at most 1600 px, and what a person has put right on it. */
export interface GarmentPhoto {
  readonly picture: Picture
  readonly handles?: Handles | undefined
}

/** All that is known of a garment. */
export interface GarmentPhotos {
  readonly slot: Slot
  readonly front: GarmentPhoto
  readonly back?: GarmentPhoto | undefined
  readonly centimetres?: Centimetres | undefined
}

/** A landmark and how sure it is (0..1). */
export interface Landmark extends Point {
  readonly confidence: number
}

/** How the upper end of a garment is held on the body. Trousers and skirts are `waist`. */
export type Topology = 'sleeved' | 'sleeveless' | 'strap' | 'strapless' | 'waist'

/** Why Drape is not sure of a look. Stable codes: they are stored with the look and put into words by the studio. */
export type Doubt =
  | 'cutout_unsure'
  | 'pale_on_pale'
  | 'no_armpit'
  | 'asymmetric'
  | 'scale_cues_disagree'
  | 'landmarks_unsure'
  | 'kind_unsure'
  | 'fork_hidden'
  | 'straps_thin'
  | 'cloth_stretched'
  | 'armpits_wide'
  | 'cropped'
  | 'back_guessed'
  | 'simple_fit'

/** What the silhouette tells about a garment. */
export interface Landmarks {
  readonly kind: GarmentKind
  /** Where the silhouette says by itself that it is worn, whatever slot it came to; null where it does not say. */
  readonly likelySlot: Slot | null
  readonly topology: Topology
  /** Outline of the mask, clockwise, smoothed, about every 2 px. */
  readonly contour: readonly Point[]
  /** Bounding box of the mask, in pixels, inclusive. */
  readonly box: {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
  /** x of the garment's axis of symmetry. */
  readonly axis: number
  readonly points: Readonly<Partial<Record<LandmarkName, Landmark>>>
  /** The line of a front that opens from neck to hem, from the top; null where none was seen. */
  readonly opening: readonly Point[] | null
  /** 0..1 over all points. */
  readonly confidence: number
  readonly doubts: readonly Doubt[]
}

/** What Drape is doing, told with its progress. */
export const STAGES = ['reading', 'posing', 'draping', 'finishing'] as const
export type Stage = (typeof STAGES)[number]
