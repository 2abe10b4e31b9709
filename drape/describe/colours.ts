// Colours by name: reference points in CIE L*a*b*, and which of them a colour is nearest to.

/** Names and where they lie; chosen by eye from cloth, several points a name where one would not do. */
const REFERENCES = {
  black: [
    [12, 0, 0],
    [20, 0, -2],
  ],
  charcoal: [[31, 0, -1]],
  grey: [
    [52, 0, 0],
    [60, 0, 0],
  ],
  lightGrey: [
    [76, 0, -1],
    [83, 0, -1],
  ],
  white: [
    [97, 0, 0],
    [93, 0, 0],
  ],
  ivory: [[94, 0, 6]],
  cream: [
    [91, 1, 11],
    [88, 2, 14],
  ],
  beige: [
    [80, 3, 15],
    [73, 4, 17],
  ],
  camel: [
    [60, 13, 32],
    [66, 9, 26],
  ],
  brown: [
    [41, 13, 22],
    [46, 15, 28],
  ],
  darkBrown: [[25, 8, 11]],
  brick: [
    [43, 28, 24],
    [45, 22, 19],
  ],
  red: [
    [45, 60, 38],
    [40, 52, 30],
  ],
  wine: [
    [26, 30, 10],
    [31, 38, 14],
  ],
  pink: [
    [66, 38, 4],
    [72, 28, 5],
  ],
  palePink: [
    [86, 10, 5],
    [82, 16, 6],
  ],
  coral: [[66, 42, 30]],
  orange: [[65, 38, 62]],
  mustard: [[66, 10, 58]],
  yellow: [[86, -4, 70]],
  paleYellow: [[92, -4, 30]],
  khaki: [
    [55, 1, 20],
    [47, 0, 17],
  ],
  olive: [[41, -4, 26]],
  green: [
    [48, -38, 28],
    [52, -30, 15],
  ],
  darkGreen: [
    [29, -14, 5],
    [25, -18, 10],
  ],
  sage: [
    [66, -10, 12],
    [58, -12, 10],
  ],
  mint: [
    [86, -16, 3],
    [82, -20, 6],
  ],
  teal: [
    [44, -22, -8],
    [36, -16, -7],
  ],
  skyBlue: [
    [79, -6, -16],
    [85, -3, -9],
  ],
  blue: [
    [42, 10, -50],
    [50, -2, -40],
  ],
  slateBlue: [
    [45, -2, -13],
    [36, -3, -18],
    [55, -3, -14],
  ],
  denimBlue: [[40, 0, -27]],
  navy: [
    [20, 4, -20],
    [27, 2, -22],
    [24, 1, -13],
  ],
  purple: [[38, 34, -32]],
  lavender: [[74, 12, -18]],
} as const satisfies Record<string, readonly (readonly [number, number, number])[]>

export type ColourName = keyof typeof REFERENCES
export const COLOUR_NAMES = Object.keys(REFERENCES) as ColourName[]

export type Lab = readonly [number, number, number]

/** Light and shade on cloth change L* more than its hue: it counts this much. */
const LIGHTNESS = 0.7

/** The nearest name, and how far away it is; beyond about 20 no name fits. */
export function nameColour([l, a, b]: Lab): { readonly name: ColourName; readonly distance: number } {
  let best: { name: ColourName; distance: number } = { name: 'grey', distance: Infinity }
  for (const name of COLOUR_NAMES)
    for (const [rl, ra, rb] of REFERENCES[name]) {
      const distance = Math.hypot(LIGHTNESS * (l - rl), a - ra, b - rb)
      if (distance < best.distance) best = { name, distance }
    }
  return best
}
