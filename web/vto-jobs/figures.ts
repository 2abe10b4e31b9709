// Small pictures of the mannequins, by body and view.
import type { Body, View } from '#sdk/contract/vto-jobs.ts'
import female from './figures/female.webp'
import femaleBack from './figures/female-back.webp'
import femaleFront from './figures/female-front.webp'
import femaleLeft from './figures/female-left.webp'
import femaleRight from './figures/female-right.webp'
import femaleSide from './figures/female-side.webp'
import male from './figures/male.webp'
import maleBack from './figures/male-back.webp'
import maleFront from './figures/male-front.webp'
import maleLeft from './figures/male-left.webp'
import maleRight from './figures/male-right.webp'
import maleSide from './figures/male-side.webp'

/** Each body from crown to hips. */
export const BUSTS: Readonly<Record<Body, string>> = { female, male }

/** Each body from every view, whole. See-through around the figure. */
export const FIGURES: Readonly<Record<Body, Readonly<Record<View, string>>>> = {
  female: {
    front: femaleFront,
    left: femaleLeft,
    right: femaleRight,
    side: femaleSide,
    back: femaleBack,
  },
  male: { front: maleFront, left: maleLeft, right: maleRight, side: maleSide, back: maleBack },
}
