// Why a file of an export was not made, in words.
import type { Translate } from '#web/i18n.ts'

const CODES = [
  'not_found',
  'file_missing',
  'photo_missing',
  'cutout_unsure',
  'background_not_white',
  'video_missing',
  'video_shape',
  'video_rules',
  'file_big',
] as const

/** A code this app does not know yet asks to try again. */
export function sayCode(code: string, t: Translate): string {
  return t(`export.code.${CODES.find((one) => one === code) ?? 'failed'}`)
}
