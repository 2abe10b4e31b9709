// How different two colours look: ΔE00.

type Lab = readonly [L: number, a: number, b: number]

const rad = (degrees: number): number => (degrees * Math.PI) / 180

/** CIEDE2000 of two CIE L*a*b* colours (CIE 142-2001; as in Sharma, Wu and Dalal 2005, all weights 1). */
export function colourDifference([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const c7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7
  const g = 0.5 * (1 - Math.sqrt(c7 / (c7 + 25 ** 7)))
  const [x1, x2] = [a1 * (1 + g), a2 * (1 + g)]
  const [c1, c2] = [Math.hypot(x1, b1), Math.hypot(x2, b2)]
  const hue = (x: number, y: number): number =>
    x === 0 && y === 0 ? 0 : ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360
  const [h1, h2] = [hue(x1, b1), hue(x2, b2)]
  const grey = c1 * c2 === 0
  let dh = grey ? 0 : h2 - h1
  if (dh > 180) dh -= 360
  if (dh < -180) dh += 360
  let h = grey ? h1 + h2 : (h1 + h2) / 2
  if (!grey && Math.abs(h1 - h2) > 180) h += h1 + h2 < 360 ? 180 : -180
  const [dl, dc] = [l2 - l1, c2 - c1]
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin(rad(dh) / 2)
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2]
  const t =
    1 -
    0.17 * Math.cos(rad(h - 30)) +
    0.24 * Math.cos(rad(2 * h)) +
    0.32 * Math.cos(rad(3 * h + 6)) -
    0.2 * Math.cos(rad(4 * h - 63))
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2)
  const sc = 1 + 0.045 * c
  const sh = 1 + 0.015 * c * t
  const rc = 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7))
  const rt = -rc * Math.sin(rad(60 * Math.exp(-(((h - 275) / 25) ** 2))))
  return Math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dH / sh) ** 2 + rt * (dc / sc) * (dH / sh))
}
