// What is usual with each vendor: its model, address, limits and price, where the operator says nothing else.
import type { ENGINE_VENDORS } from '#sdk/contract/engines.ts'

export interface Usual {
  readonly model: string
  readonly url: string
  /** Dollars a call, as published in November 2026; null where it depends on tokens, seconds or your own machine. */
  readonly cost: number | null
  readonly atOnce: number
  readonly perMinute: number
}

export const USUAL: Readonly<Record<(typeof ENGINE_VENDORS)[number], Usual>> = {
  fashn: { model: 'tryon-v1.6', url: 'https://api.fashn.ai', cost: 0.075, atOnce: 6, perMinute: 50 },
  fal: {
    model: 'fal-ai/fashn/tryon/v1.6',
    url: 'https://queue.fal.run',
    cost: 0.075,
    atOnce: 10,
    perMinute: 300,
  },
  replicate: {
    model: 'prunaai/p-image-try-on',
    url: 'https://api.replicate.com',
    cost: null,
    atOnce: 10,
    perMinute: 300,
  },
  gemini: {
    model: 'gemini-2.5-flash-image',
    url: 'https://generativelanguage.googleapis.com',
    cost: 0.039,
    atOnce: 5,
    perMinute: 50,
  },
  vertex: {
    model: 'virtual-try-on-001',
    url: 'https://us-central1-aiplatform.googleapis.com',
    cost: 0.06,
    atOnce: 5,
    perMinute: 50,
  },
  openai: { model: 'gpt-image-1.5', url: 'https://api.openai.com', cost: null, atOnce: 5, perMinute: 50 },
  kling: {
    model: 'kolors-virtual-try-on-v1-5',
    url: 'https://api-singapore.klingai.com',
    cost: 0.07,
    atOnce: 3,
    perMinute: 60,
  },
  comfy: { model: 'workflow', url: 'http://127.0.0.1:8188', cost: 0, atOnce: 2, perMinute: 600 },
  gpu: { model: 'own', url: 'http://127.0.0.1:8189', cost: 0, atOnce: 2, perMinute: 600 },
}
