// The engines that are switched on, and what Drape gives to every studio beside looks: verdicts on photos and sample garments.
import { createHash } from 'node:crypto'
import {
  cutOutPhoto,
  DESCRIBE_VERSION,
  describePhoto,
  type DescribePhoto,
  examinePhoto,
  type ExaminePhoto,
} from '#drape/node.ts'
import { BadConfig, type Config } from '../config.ts'
import type { EngineSetting, EnginesConfig } from '../config-engines.ts'
import { StudioError } from '../errors.ts'
import { encodesMusic, readMusic, type Music } from './clip/sound.ts'
import { Comfy } from './comfy.ts'
import { DrapeEngine } from './drape.ts'
import type { Engine } from './engine.ts'
import { FalFilm } from './fal-film.ts'
import { Fal } from './fal.ts'
import { Fashn } from './fashn.ts'
import { Gemini } from './google-gemini.ts'
import { Veo } from './google-veo.ts'
import { Vertex } from './google-vertex.ts'
import { GpuServer } from './gpu-server.ts'
import { HostedFilmEngine } from './hosted-film.ts'
import { HostedEngine, type HostedTerms } from './hosted.ts'
import { Kling, KlingFilm } from './kling.ts'
import { OpenAi } from './openai.ts'
import { Replicate } from './replicate.ts'
import { drawSampleOutfits, type DrawnOutfit } from './sample-outfits.ts'
import type { FilmCall, Vendor } from './vendor.ts'
import { USUAL } from './vendors-usual.ts'

export class Engines {
  readonly #engines: ReadonlyMap<string, Engine>

  constructor(engines: readonly Engine[]) {
    this.#engines = new Map(engines.map((engine) => [engine.name, engine]))
  }

  list(): Engine[] {
    return [...this.#engines.values()]
  }

  /** Throws `engine_unknown` when there is none of that name. */
  get(name: string): Engine {
    const engine = this.#engines.get(name)
    if (!engine) throw new StudioError('engine_unknown', { engine: name, engines: [...this.#engines.keys()] })
    return engine
  }

  /**
   * Looks at a garment photo (encoded bytes): what is wrong with it, and whether it fits its slot. One at a time, on a thread kept
   * for that. Throws DrapeError when the bytes are no picture.
   */
  examinePhoto(photo: ExaminePhoto): ReturnType<typeof examinePhoto> {
    return examinePhoto(photo)
  }

  /** Goes up when the same photo may be described otherwise. */
  readonly describes = DESCRIBE_VERSION

  /** Says in words what a photo shows of its garment, and nothing where it is not sure; otherwise as examinePhoto. */
  describePhoto(photo: DescribePhoto): ReturnType<typeof describePhoto> {
    return describePhoto(photo)
  }

  /** What a sound file holds, and whether a clip can have it here; null when it is none. */
  async readMusic(bytes: Uint8Array): Promise<(Music & { readonly usable: boolean }) | null> {
    const music = await readMusic(bytes)
    return music && { ...music, usable: music.aac || (await encodesMusic()) }
  }

  /** A garment photo without its backdrop, for pages that show the product alone; otherwise as examinePhoto. */
  cutOutPhoto(photo: { readonly bytes: Uint8Array }): ReturnType<typeof cutOutPhoto> {
    return cutOutPhoto(photo)
  }

  /** The outfits of the sample project, each as soon as it is drawn. */
  drawSampleOutfits(): AsyncGenerator<DrawnOutfit> {
    return drawSampleOutfits()
  }

  async close(): Promise<void> {
    await Promise.all(this.list().map((engine) => engine.close()))
  }
}

/**
 * Opens the engines of this installation: Drape, and those with a key. Throws BadConfig when one of them cannot be made of what is
 * configured.
 */
export async function openEngines({ engines }: Pick<Config, 'engines'>): Promise<Engines> {
  const hosted = await Promise.all(engines.hosted.map(async (setting) => openHosted(setting, engines)))
  return new Engines([new DrapeEngine(), ...hosted])
}

async function openHosted(
  setting: EngineSetting,
  { seconds, pollMs, prices }: EnginesConfig,
): Promise<Engine> {
  const { name, vendor: vendorName, key = '' } = setting
  const usual = USUAL[vendorName]
  const place = { url: setting.url ?? usual.url, model: setting.model ?? usual.model }
  let film: Vendor<FilmCall> | null = null
  let vendor: Vendor | undefined
  try {
    film = openFilmVendor(setting, place)
    if (!film) vendor = await openVendor(setting, place)
  } catch (error) {
    throw new BadConfig(`engine ${name}: ${(error as Error).message}`, { cause: error })
  }
  const terms: HostedTerms = {
    name,
    vendorName,
    account: `${vendorName} ${createHash('sha256')
      .update(key || place.url)
      .digest('hex')
      .slice(0, 16)}`,
    prices: {
      look: setting.price ?? prices.call,
      lookLarge: setting.priceLarge ?? (setting.price === undefined ? prices.callLarge : setting.price * 2),
      creditOnly: film !== null || !setting.tickets,
      // Those that bring looks to life are paid by the second.
      ...(film && { second: setting.price ?? prices.call }),
    },
    // A price is known for the usual model alone.
    cost: setting.cost ?? (place.model === usual.model ? usual.cost : null),
    atOnce: setting.atOnce ?? usual.atOnce,
    perMinute: setting.perMinute ?? usual.perMinute,
    seconds,
    pollMs,
  }
  return film ? new HostedFilmEngine(film, terms) : new HostedEngine(vendor!, terms)
}

/** The adapter of a model that brings looks to life; null for any other model. Throws an Error in words as openVendor does. */
function openFilmVendor(
  setting: EngineSetting,
  place: { readonly url: string; readonly model: string },
): Vendor<FilmCall> | null {
  const { vendor } = setting
  if (vendor === 'gemini' && place.model.startsWith('veo')) return new Veo(setting, place)
  if (vendor === 'kling' && place.model.startsWith('kling-v')) return new KlingFilm(setting, place)
  if (vendor === 'fal' && /\/(kling-video|veo)/.test(place.model)) return new FalFilm(setting, place)
  return null
}

/** A vendor's adapter. Throws an Error in words for whoever wrote the setting. */
export async function openVendor(
  setting: EngineSetting,
  place: { readonly url: string; readonly model: string },
): Promise<Vendor> {
  switch (setting.vendor) {
    case 'fal':
      return new Fal(setting, place)
    case 'replicate':
      return new Replicate(setting, place)
    case 'gemini':
      return new Gemini(setting, place)
    case 'vertex':
      return new Vertex(setting, place)
    case 'openai':
      return new OpenAi(setting, place)
    case 'kling':
      return new Kling(setting, place)
    case 'comfy':
      return new Comfy(setting, place)
    case 'gpu':
      return GpuServer.open(setting, place)
    case 'fashn':
      return new Fashn(setting, place)
    default:
      return setting.vendor satisfies never
  }
}
