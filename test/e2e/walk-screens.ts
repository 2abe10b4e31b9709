// `npm run screens -- [OUT_DIR]`: the walk through every screen in every language, theme and width, with a picture of each;
// SCREENS_ONLY='ja phone' takes a part of it.
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(process.argv[2] ?? 'screens')
mkdirSync(folder, { recursive: true })
const run = spawnSync(
  process.execPath,
  [join(import.meta.dirname, 'run.ts'), 'screens.spec', '--project=desk', ...process.argv.slice(3)],
  { stdio: 'inherit', env: { ...process.env, SCREENS_DIR: folder } },
)
console.log(`The pictures and finds.txt are in ${folder}`)
process.exitCode = run.status ?? 1
