// What makes pictures: the one interface of every engine, built in or hosted.
import type { Centimetres, Handles, Slot, Side, Stage, View } from '#drape/garment.ts'
import type { Capabilities, ENGINE_VENDORS, EnginePrices } from '#sdk/contract/engines.ts'
import type { ClipFormat, Motion, VideoKind } from '#sdk/contract/film.ts'
import type { Steps } from './steps.ts'

/** Who wears the clothes, and how. Jobs submitted before these could be chosen have none of the optional ones. */
export interface Worn {
  readonly body: string
  readonly bodySize?: string
  readonly finish?: string
  readonly pose: string
  readonly tucked?: boolean
  readonly open?: boolean
}

/** One look of a job, as the job's row keeps it. */
export interface LookWish extends Worn {
  readonly view: View
  readonly ghost?: boolean
  readonly backdrop: string
  readonly width: number
  readonly height: number
  /** What it cost, in the job's kind of point: what goes back if it is not delivered. */
  readonly price: number
}

/** The one entry of a turntable's job: once around. */
export interface TurntableWish extends Worn {
  readonly view: 'turntable'
  readonly backdrop: string
  readonly width: number
  readonly height: number
  readonly frames: number
  readonly seconds: number
  /** What it cost, in the job's kind of point: what goes back if it is not delivered. */
  readonly price: number
}

/** A finished look that a video is made of; `key` is its picture in storage. */
export interface ShotWish {
  readonly image: string
  readonly key: string
}

/** The one entry of a clip's job: several looks in one video. */
export interface ClipWish extends Worn {
  readonly view: 'clip'
  /** As worn in its first look, and before that one's backdrop. */
  readonly backdrop: string
  readonly shots: readonly ShotWish[]
  readonly format: ClipFormat
  /** Empty: none. */
  readonly title: string
  /** A sound file in storage. */
  readonly music?: string
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly price: number
}

/** The one entry of a job that brings one look to life. */
export interface MotionWish extends Worn {
  readonly view: 'motion'
  readonly backdrop: string
  readonly shots: readonly [ShotWish]
  readonly motion: Motion
  readonly width: number
  readonly height: number
  readonly seconds: number
  readonly price: number
}

/** The one entry of a video's job. */
export type VideoWish = TurntableWish | ClipWish | MotionWish

/** What a person has put right on a photo, and measured of its garment. */
interface PutRight {
  readonly handles?: Handles
  readonly centimetres?: Centimetres
}

/** A garment photo as the job's row names it: `key` is its working copy in storage. The rest is as it was at the submit. */
export interface PhotoWish extends PutRight {
  readonly slot: Slot
  readonly side: Side
  readonly key: string
}

/** All a worker needs to make a job's looks (`vto_job.input`): running it again from this alone gives the same looks. */
export interface JobInput {
  readonly engine: string
  readonly ratio: '3:4' | '1:1' | '4:5'
  readonly size: 'standard' | 'large'
  readonly photos: readonly PhotoWish[]
  readonly looks: readonly LookWish[]
  /** Photos of who is dressed, for engines that need a person; `key` is a file in storage. */
  readonly person?: readonly PersonWish[]
  readonly seed?: number
  /** Engines that may step in before anything is bought, at no higher price. */
  readonly fallbacks?: readonly string[]
}

export interface PersonWish {
  /** Their row, where they are somebody that was brought with a consent. */
  readonly person?: string
  readonly side: Side
  readonly key: string
}

/** All a worker needs to make a job's video, as JobInput for looks. */
export interface VideoInput extends Omit<JobInput, 'looks'> {
  readonly looks: readonly [VideoWish]
}

/** A finished picture, encoded. */
export interface MadeLook {
  /** Index into `input.looks`. */
  readonly n: number
  readonly bytes: Uint8Array
  readonly contentType: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly width: number
  readonly height: number
  /** 0 to 1, or null when the engine cannot say. */
  readonly confidence: number | null
  readonly doubts: readonly string[]
  /** Of engines whose pictures follow one. */
  readonly seed?: number
  /** What spots of which photos it shows, where the engine knows: a packed and deflated PlaceMap, and its sheets in order. */
  readonly places?: {
    readonly bytes: Uint8Array
    readonly sheets: readonly { readonly slot: Slot; readonly side: Side; readonly photographed: boolean }[]
  }
}

/** A photo of a task, its bytes as they came. */
export interface TaskPhoto extends PutRight {
  readonly slot: Slot
  readonly side: Side
  readonly bytes: Uint8Array
}

export interface Task {
  readonly jobId: string
  readonly input: JobInput
  /** The looks still to make, by n: those delivered by an earlier attempt are left out. */
  readonly missing: readonly number[]
  readonly photos: readonly TaskPhoto[]
  /** Who is dressed, their bytes as they came; empty where no person is needed. */
  readonly person: readonly { readonly side: Side; readonly bytes: Uint8Array }[]
  /** The picture its looks are laid on, as it came; absent where the backdrop is a colour. */
  readonly backdrop?: Uint8Array
  /** The calls bought for this job, by this attempt and those before. */
  readonly steps: Steps
  readonly signal: AbortSignal
  /** `percent` is 0 to 100 over the missing looks; `n` the look being made, null before the first is begun. */
  onProgress(progress: { readonly stage: Stage; readonly percent: number; readonly n: number | null }): void
  /** Stores what the looks after it are seen from, as binary glTF: before the first of them, or not at all. */
  onMesh(glb: Uint8Array): Promise<void>
  /** Stores and delivers one look; wait for it before the next, so that a stop in between loses nothing. */
  onLook(look: MadeLook): Promise<void>
  /** One look cannot be made; its siblings go on. `cause` is for the log. */
  onLookFailed(n: number, code: string, cause?: unknown): Promise<void>
  /** Another engine stands ready: EngineError.failOver hands the missing looks to it. */
  readonly mayFailOver: boolean
}

/** The reason of a task's signal when people, not the worker, broke it off. */
export const CANCELLED = new Error('the job was cancelled')

/** A finished video: an MP4 (H.264), and its first frame as WebP. */
export interface MadeVideo {
  readonly mp4: Uint8Array
  readonly poster: Uint8Array
  readonly width: number
  readonly height: number
  readonly seconds: number
  /** 0 to 1, or null when the engine cannot say. */
  readonly confidence: number | null
  readonly doubts: readonly string[]
}

export interface VideoTask extends Pick<
  Task,
  'jobId' | 'photos' | 'steps' | 'signal' | 'onProgress' | 'mayFailOver'
> {
  readonly input: VideoInput
  /** The looks it is made of, encoded, in the order of its shots; none for a turntable. */
  readonly shots: readonly Uint8Array[]
  readonly music: Uint8Array | null
}

export interface Engine {
  readonly name: string
  readonly version: string
  readonly bodies: readonly string[]
  readonly bodySizes: readonly string[]
  readonly finishes: readonly string[]
  readonly poses: readonly string[]
  readonly views: readonly View[]
  /** It can leave the mannequin out. */
  readonly ghost: boolean
  /** Jobs at once: `cpu` shares the machine's cores, `wait` only waits for someone else. */
  readonly lane: 'cpu' | 'wait'
  /** Expected seconds a look, for the fair order of the queue. */
  readonly secondsPerLook: number
  readonly can: Capabilities
  /** What its calls cost in credit; null where the studio's price list holds. */
  readonly prices: EnginePrices | null
  /** What only its operator is told; an engine of the house has none. */
  readonly vendor?: VendorFacts
  /** Makes the missing looks. Throws EngineError; throws the signal's reason when aborted. */
  make(task: Task): Promise<void>
  /** Kinds of video it makes. */
  readonly films?: readonly VideoKind[]
  /** Expected seconds a video, for the fair order of the queue. */
  readonly secondsPerVideo?: number
  /** Makes a job's video; an engine without it makes none. Throws as make does. */
  makeVideo?(task: VideoTask): Promise<MadeVideo>
  close(): Promise<void>
}

/** Who is asked for the pictures, on what terms, and whether they know our key. */
export interface VendorFacts {
  readonly name: (typeof ENGINE_VENDORS)[number]
  readonly model: string
  readonly url: string
  /** Dollars a call. */
  readonly cost: number | null
  readonly atOnce: number
  readonly perMinute: number
  /** Asks without buying. `code` says why the key is no good, null when it is; `said` is what else the vendor told. */
  test(): Promise<{ readonly code: string | null; readonly said: string | null }>
}

/** An engine could not do it. `code` is a stable word kept with the job; `retryable` says whether trying again may help, `failOver` whether another engine may step in. */
export class EngineError extends Error {
  override name = 'EngineError'
  readonly code: string
  readonly retryable: boolean
  readonly failOver: boolean

  constructor(
    code: string,
    { retryable, failOver = false, cause }: { retryable: boolean; failOver?: boolean; cause?: unknown },
  ) {
    super(code, { cause })
    this.code = code
    this.retryable = retryable
    this.failOver = failOver
  }
}
