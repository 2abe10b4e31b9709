// How the web app is built: from web/ into dist/web/, which the server serves; in development it talks to a running server.
import { pathToFileURL } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import type { Contract } from './sdk/contract/contract.ts'
import type { Operation } from './sdk/contract/operation.ts'
import { uiFonts } from './web/fonts/ui-fonts.ts'

/** What the contract builds its schemas from. A word missing here stops the build. */
const SCHEMA_WORDS =
  '_default array boolean coerce discriminatedUnion email enum extend int iso literal maxLength maximum ' +
  'minLength minimum null nullable number object omit optional partialRecord record refine regex string ' +
  'stringbool templateLiteral toLowerCase trim union unknown url uuid'

/**
 * Takes out of the contract what only the server needs: of an operation the browser keeps method, address and how its body is sent, of
 * the schemas nothing, for the server does the checking. Both weighed 20 kB gzipped on every page.
 */
function contractForBrowsers(): Plugin[] {
  const [schemas, operations] = ['\0contract-schemas', '\0contract-operations']
  const names = SCHEMA_WORDS.split(' ').map((word) => `shape as ${word}`)
  return [
    {
      name: 'contract-for-browsers',
      enforce: 'pre',
      resolveId: (source) => {
        if (source === 'zod/mini') return schemas
        return /[/]contract[/]contract[.]ts$|^[.][/]contract[.]ts$/.test(source) ? operations : null
      },
      async load(wanted) {
        if (wanted === operations)
          return `export const contract = ${JSON.stringify(await operationsByName())}`
        if (wanted !== schemas) return null
        return `const shape = new Proxy(() => {}, { get: () => shape, apply: () => shape })\nexport { ${names.join(', ')} }`
      },
    },
    {
      name: 'contract-without-side-effects',
      enforce: 'post',
      // A schema nobody reads can go only if making it is known to change nothing.
      transform(code, file) {
        if (!/[/]sdk[/]contract[/][a-z-]+[.]ts$/.test(file)) return null
        const made = this.parse(code).body.flatMap((statement) => {
          const told = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement
          return told?.type === 'VariableDeclaration' ? told.declarations.map(({ init }) => init) : []
        })
        return made.reduceRight((text, init) => {
          if (init?.type !== 'CallExpression' && init?.type !== 'ObjectExpression') return text
          const { start, end } = init as unknown as { start: number; end: number }
          return `${text.slice(0, start)}/* @__PURE__ */ (() => (${text.slice(start, end)}))()${text.slice(end)}`
        }, code)
      },
    },
  ]
}

/** What every page stands on. */
const BASE = {
  name: 'base',
  test: new RegExp(
    '/node_modules/(react|react-dom|scheduler|use-sync-external-store)/' +
      '|/node_modules/@tanstack/(react-router|router-core|history|store|react-store|query-core|react-query)/' +
      '|/lucide-react/dist/esm/(?!icons/)|/lucide-react/dist/esm/icons/x[.]' +
      '|/web/(i18n|maepsi)[.]ts|/sdk/client[a-z-]*[.]ts|contract-operations',
  ),
}
/** The sign-in page is small, and so are its parts. */
const DOOR = {
  name: 'door',
  test: /[/]web[/](pages[/]enter|shell[/]door|users[/](sign-(in|up)-form|password-field|provider-(name|buttons)))[.]tsx?$/,
}

async function operationsByName(): Promise<Record<string, Record<string, object>>> {
  const { contract } = (await import(pathToFileURL('sdk/contract/contract.ts').href)) as {
    contract: Contract
  }
  const words = Object.entries(contract).map(([word, verbs]) => {
    const told = Object.entries<Operation>(verbs).map(([verb, { method, url, config }]) => [
      verb,
      { method, url, ...(config?.body && { config: { body: config.body } }) },
    ])
    return [word, Object.fromEntries(told)]
  })
  return Object.fromEntries(words)
}

export default defineConfig({
  root: 'web',
  plugins: [...contractForBrowsers(), uiFonts(), react(), tailwindcss()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // Each file costs half a kilobyte of headers, and compresses by itself.
      output: { codeSplitting: { groups: [BASE, DOOR] } },
      onLog: (_level, log) => {
        if (log.code === 'IMPORT_IS_UNDEFINED') throw new Error(log.message)
      },
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/v1': 'http://127.0.0.1:3000' } },
})
