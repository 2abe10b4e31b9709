// Every hosted engine, set up to ask the stand-in server: for tests of adapters and of whole studios.
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EngineSetting } from '#server/config-engines.ts'
import { BINDING, WORKFLOW } from './comfy.ts'
import type { Stand } from './stand.ts'
import { GOOD_KEY } from './wire.ts'

let account: string | null = null

/** A service account that the stand-in's token door believes. */
function accountOf(url: string): string {
  account ??= String(
    generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  )
  return JSON.stringify({
    client_email: 'studio@example.test',
    private_key: account,
    project_id: 'atelier',
    token_uri: `${url}/google/token`,
  })
}

export function settingsFor({ url }: Pick<Stand, 'url'>): EngineSetting[] {
  const folder = mkdtempSync(join(tmpdir(), 'maepsi-comfy-'))
  const workflow = join(folder, 'workflow.json')
  writeFileSync(workflow, JSON.stringify(WORKFLOW))
  const key = GOOD_KEY
  return [
    { name: 'fashn', vendor: 'fashn', url: `${url}/fashn`, key },
    { name: 'fal', vendor: 'fal', url: `${url}/fal`, key },
    {
      name: 'fal-kolors',
      vendor: 'fal',
      model: 'fal-ai/kling/v1-5/kolors-virtual-try-on',
      url: `${url}/fal`,
      key,
    },
    { name: 'fal-banana', vendor: 'fal', model: 'fal-ai/nano-banana-2/edit', url: `${url}/fal`, key },
    { name: 'replicate', vendor: 'replicate', url: `${url}/replicate`, key },
    {
      name: 'replicate-idm',
      vendor: 'replicate',
      model: 'cuuupid/idm-vton:0513',
      url: `${url}/replicate`,
      key,
    },
    { name: 'gemini', vendor: 'gemini', url: `${url}/gemini`, key },
    { name: 'vertex', vendor: 'vertex', url: `${url}/vertex`, key: accountOf(url) },
    { name: 'openai', vendor: 'openai', url: `${url}/openai`, key },
    { name: 'kling', vendor: 'kling', url: `${url}/kling`, key },
    { name: 'comfy', vendor: 'comfy', url: `${url}/comfy`, workflow, binding: BINDING },
  ]
}

/** Those that bring looks to life. */
export function filmSettingsFor({ url }: Pick<Stand, 'url'>): EngineSetting[] {
  const key = GOOD_KEY
  return [
    { name: 'kling-film', vendor: 'kling', model: 'kling-v2-6', url: `${url}/kling`, key },
    { name: 'veo', vendor: 'gemini', model: 'veo-3.1-generate-preview', url: `${url}/gemini`, key },
    {
      name: 'fal-film',
      vendor: 'fal',
      model: 'fal-ai/kling-video/v2.6/pro/image-to-video',
      url: `${url}/fal`,
      key,
    },
  ]
}
