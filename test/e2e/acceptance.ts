// `npm run acceptance -- [WHAT]`: the browser journeys, all or those named, in Korean and English, light and dark, each on a desk and on a phone.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const ran = ['ko', 'en'].flatMap((language) =>
  ['light', 'dark'].map((theme) => {
    console.log(`\n${language}, ${theme}`)
    const run = spawnSync(process.execPath, [join(import.meta.dirname, 'run.ts'), ...process.argv.slice(2)], {
      stdio: 'inherit',
      env: { ...process.env, E2E_LANGUAGE: language, E2E_THEME: theme, E2E_PHONE: 'all' },
    })
    return { name: `${language}, ${theme}`, passed: run.status === 0 }
  }),
)
for (const { name, passed } of ran) console.log(`${name}: ${passed ? 'passed' : 'failed'}`)
process.exitCode = ran.every(({ passed }) => passed) ? 0 : 1
