// The kinds of video, and what each may be asked: shapes, lengths and movements.
import * as z from 'zod/mini'

/** A turntable goes once around the mannequin, a clip is cut from several looks, and a motion brings one look to life. */
export const VIDEO_KINDS = ['turntable', 'clip', 'motion'] as const
export const VideoKind = z.enum(VIDEO_KINDS)
export type VideoKind = z.infer<typeof VideoKind>

export const CLIP_FORMATS = ['9:16', '4:5', '1:1'] as const
export const ClipFormat = z.enum(CLIP_FORMATS)
export type ClipFormat = z.infer<typeof ClipFormat>

/** Pixels of a clip, as the shops and apps that show such shapes ask for them. */
export const CLIP_PIXELS: Readonly<Record<ClipFormat, { readonly width: number; readonly height: number }>> =
  {
    '9:16': { width: 1080, height: 1920 },
    '4:5': { width: 1080, height: 1350 },
    '1:1': { width: 1080, height: 1080 },
  }

/** How long a clip may be, in seconds; it may be cut from as many looks as it has seconds. */
export const CLIP_SECONDS = [4, 6, 8] as const

/** What whoever wears the clothes does. */
export const MOTIONS = ['turn', 'walk', 'sway', 'still'] as const
export const Motion = z.enum(MOTIONS)
export type Motion = z.infer<typeof Motion>
