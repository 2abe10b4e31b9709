// Starts the studio, or says in one sentence that this Node.js is too old for it. Plain JavaScript, so that old ones can read it.
import { fileURLToPath } from 'node:url'

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(
    `Maepsi needs Node.js 24 or newer; this is ${process.versions.node}. Run "npm ci" again on Linux or Windows, which brings Node.js 24 along, or install it from https://nodejs.org.`,
  )
  process.exit(1)
}
// What Node has stripped of its types and compiled once is read the next time.
const { enableCompileCache } = await import('node:module')
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)))
await import('./main.ts')
