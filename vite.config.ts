// How the web app is built: from web/ into dist/web/, which the server serves; in development it talks to a running server.
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { uiFonts } from './web/fonts/ui-fonts.ts'

/** What the contract builds its schemas from. A word missing here stops the build. */
const SCHEMA_WORDS =
  '_default array boolean coerce discriminatedUnion email enum extend int iso literal maxLength maximum ' +
  'minLength minimum null nullable number object omit optional partialRecord record refine regex string ' +
  'stringbool templateLiteral toLowerCase trim union unknown url uuid'

/**
 * Takes the checks out of the contract: the browser needs its addresses and types, the server does the checking, and the checks
 * weigh 12 kB gzipped on every page.
 */
function contractWithoutChecks(): Plugin {
  const id = '\0contract-without-checks'
  const names = SCHEMA_WORDS.split(' ').map((word) => `shape as ${word}`)
  return {
    name: 'contract-without-checks',
    enforce: 'pre',
    resolveId: (source) => (source === 'zod/mini' ? id : null),
    load: (wanted) =>
      wanted === id
        ? `const shape = new Proxy(() => {}, { get: () => shape, apply: () => shape })\nexport { ${names.join(', ')} }`
        : null,
  }
}

export default defineConfig({
  root: 'web',
  plugins: [contractWithoutChecks(), uiFonts(), react(), tailwindcss()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      onLog: (_level, log) => {
        if (log.code === 'IMPORT_IS_UNDEFINED') throw new Error(log.message)
      },
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/v1': 'http://127.0.0.1:3000' } },
})
