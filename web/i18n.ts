// The words of the app in the reader's language: typed keys, plurals and numbers, from catalogues that load when needed.
// A library for this weighs 17 kB gzipped, which the sign-in page cannot spare.
import { LANGUAGES, type Language } from '#sdk/contract/users.ts'
import { useSyncExternalStore } from 'react'
import type bulk from './locales/ko/bulk.json'
import type billing from './locales/ko/billing.json'
import type account from './locales/ko/account.json'
import type enter from './locales/ko/enter.json'
import type errors from './locales/ko/errors.json'
import type exporting from './locales/ko/export.json'
import type letter from './locales/ko/letter.json'
import type admin from './locales/ko/admin.json'
import type points from './locales/ko/points.json'
import type engines from './locales/ko/engines.json'
import type pick from './locales/ko/pick.json'
import type compare from './locales/ko/compare.json'
import type jobs from './locales/ko/jobs.json'
import type keyboard from './locales/ko/keyboard.json'
import type project from './locales/ko/project.json'
import type reports from './locales/ko/reports.json'
import type sharing from './locales/ko/sharing.json'
import type videos from './locales/ko/videos.json'
import type models from './locales/ko/models.json'
import type search from './locales/ko/search.json'
import type shell from './locales/ko/shell.json'
import type verify from './locales/ko/verify.json'
import type webhooks from './locales/ko/webhooks.json'
import { flatten, sayText, type TextValues } from './say-text.ts'

type Catalogue = typeof shell &
  typeof errors &
  typeof search &
  typeof verify &
  typeof engines &
  typeof billing &
  typeof bulk &
  typeof enter &
  typeof account &
  typeof letter &
  typeof exporting &
  typeof project &
  typeof pick &
  typeof compare &
  typeof jobs &
  typeof keyboard &
  typeof admin &
  typeof points &
  typeof reports &
  typeof sharing &
  typeof videos &
  typeof webhooks &
  typeof models
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`
}[keyof T & string]
type WithoutPlural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K

/** Every text of the catalogues; one with plural forms goes without its ending. */
export type TextKey = WithoutPlural<Paths<Catalogue>>
export type Translate = (key: TextKey, values?: TextValues) => string

/** `shell` is what every page needs; `errors` comes with the first refusal; `project` belongs to studio, gallery and viewer; the others are named after their folder. */
export type CataloguePart =
  | 'shell'
  | 'errors'
  | 'enter'
  | 'account'
  | 'project'
  | 'pick'
  | 'compare'
  | 'jobs'
  | 'keyboard'
  | 'admin'
  | 'points'
  | 'reports'
  | 'engines'
  | 'billing'
  | 'bulk'
  | 'letter'
  | 'export'
  | 'search'
  | 'sharing'
  | 'videos'
  | 'verify'
  | 'webhooks'
  | 'models'

const loaders = {
  search: {
    ko: () => import('./locales/ko/search.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/search.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/search.json', { with: { type: 'json' } }),
  },
  shell: {
    ko: () => import('./locales/ko/shell.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/shell.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/shell.json', { with: { type: 'json' } }),
  },
  errors: {
    ko: () => import('./locales/ko/errors.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/errors.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/errors.json', { with: { type: 'json' } }),
  },
  bulk: {
    ko: () => import('./locales/ko/bulk.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/bulk.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/bulk.json', { with: { type: 'json' } }),
  },
  billing: {
    ko: () => import('./locales/ko/billing.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/billing.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/billing.json', { with: { type: 'json' } }),
  },
  engines: {
    ko: () => import('./locales/ko/engines.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/engines.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/engines.json', { with: { type: 'json' } }),
  },
  letter: {
    ko: () => import('./locales/ko/letter.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/letter.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/letter.json', { with: { type: 'json' } }),
  },
  pick: {
    ko: () => import('./locales/ko/pick.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/pick.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/pick.json', { with: { type: 'json' } }),
  },
  compare: {
    ko: () => import('./locales/ko/compare.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/compare.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/compare.json', { with: { type: 'json' } }),
  },
  jobs: {
    ko: () => import('./locales/ko/jobs.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/jobs.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/jobs.json', { with: { type: 'json' } }),
  },
  keyboard: {
    ko: () => import('./locales/ko/keyboard.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/keyboard.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/keyboard.json', { with: { type: 'json' } }),
  },
  export: {
    ko: () => import('./locales/ko/export.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/export.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/export.json', { with: { type: 'json' } }),
  },
  project: {
    ko: () => import('./locales/ko/project.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/project.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/project.json', { with: { type: 'json' } }),
  },
  enter: {
    ko: () => import('./locales/ko/enter.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/enter.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/enter.json', { with: { type: 'json' } }),
  },
  account: {
    ko: () => import('./locales/ko/account.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/account.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/account.json', { with: { type: 'json' } }),
  },
  admin: {
    ko: () => import('./locales/ko/admin.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/admin.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/admin.json', { with: { type: 'json' } }),
  },
  points: {
    ko: () => import('./locales/ko/points.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/points.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/points.json', { with: { type: 'json' } }),
  },
  reports: {
    ko: () => import('./locales/ko/reports.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/reports.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/reports.json', { with: { type: 'json' } }),
  },
  models: {
    ko: () => import('./locales/ko/models.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/models.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/models.json', { with: { type: 'json' } }),
  },
  videos: {
    ko: () => import('./locales/ko/videos.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/videos.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/videos.json', { with: { type: 'json' } }),
  },
  sharing: {
    ko: () => import('./locales/ko/sharing.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/sharing.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/sharing.json', { with: { type: 'json' } }),
  },
  verify: {
    ko: () => import('./locales/ko/verify.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/verify.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/verify.json', { with: { type: 'json' } }),
  },
  webhooks: {
    ko: () => import('./locales/ko/webhooks.json', { with: { type: 'json' } }),
    en: () => import('./locales/en/webhooks.json', { with: { type: 'json' } }),
    ja: () => import('./locales/ja/webhooks.json', { with: { type: 'json' } }),
  },
} as const satisfies Record<CataloguePart, Record<Language, unknown>>

const STORED = 'maepsi.language'
let language: Language = 'ko'
/** What is shown once its texts are there; of two languages asked for at once, the later one holds. */
let wantedLanguage: Language | null = null
let texts: Readonly<Record<string, string>> = {}
let translate: Translate = (key, values) => say(key, values)
const wanted = new Set<CataloguePart>()
const loaded = new Map<string, Record<string, string>>()
const listeners = new Set<() => void>()

async function load(part: CataloguePart, of: Language): Promise<Record<string, string>> {
  const name = `${of}/${part}`
  const known = loaded.get(name)
  if (known) return known
  const catalogue = flatten((await loaders[part][of]()).default)
  loaded.set(name, catalogue)
  return catalogue
}

async function show(next: Language): Promise<void> {
  wantedLanguage = next
  await Promise.all([...wanted].map(async (part) => load(part, next)))
  if (wantedLanguage !== next) return
  language = next
  // All that is there by now: of two parts asked for at once, the one that comes last must not take the other away.
  const parts = [...wanted].map((part) => loaded.get(`${next}/${part}`))
  texts = Object.assign({}, ...parts) as Record<string, string>
  // A new function tells everything that depends on it to say its words again.
  translate = (key, values) => say(key, values)
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}

function say(key: TextKey, values?: TextValues): string {
  return sayText(texts, language, key, values)
}

function isLanguage(text: string | null | undefined): text is Language {
  return LANGUAGES.some((known) => known === text)
}

/** The language to begin with: the one chosen on this device, else the first of the browser's that we speak, else Korean. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem(STORED)
  if (isLanguage(stored)) return stored
  return navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => isLanguage(tag)) ?? 'ko'
}

/** Loads a part of the catalogue in the language shown, now and whenever the language changes. */
export async function needTexts(part: CataloguePart): Promise<void> {
  if (wanted.has(part) && loaded.has(`${language}/${part}`)) return
  wanted.add(part)
  await show(wantedLanguage ?? firstLanguage())
}

/** Shows the app in another language, and remembers it on this device. */
export async function setLanguage(next: Language): Promise<void> {
  localStorage.setItem(STORED, next)
  if (next !== language || next !== wantedLanguage) await show(next)
}

/** The language the app is shown in. */
export function getLanguage(): Language {
  return language
}

/** A text, outside a component (a toast, an error): in the language shown at this moment. */
export const t: Translate = (key, values) => say(key, values)

/** Texts in a component, which is drawn again when the language changes. */
export function useT(): Translate {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => translate,
  )
}

/** The languages by their own names. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  ko: '한국어',
  en: 'English',
  ja: '日本語',
}
