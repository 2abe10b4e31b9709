// Starts the reference GPU server: `node gpu/main.ts [--port 8189] [--host 127.0.0.1] [--key-file FILE]`.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { DrapeModel } from './drape-model.ts'
import { startServer } from './server.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8189' },
    host: { type: 'string', default: '127.0.0.1' },
    // In a file, since everyone on a machine can read the arguments of its programs.
    'key-file': { type: 'string' },
  },
})

const key = values['key-file'] === undefined ? null : readFileSync(values['key-file'], 'utf8').trim()
if (values.host !== '127.0.0.1' && values.host !== 'localhost' && !key) {
  console.error('Whoever reaches this server may use it: give it a key with --key-file, or leave out --host.')
  process.exit(78)
}
const server = await startServer(new DrapeModel(), { host: values.host, port: Number(values.port), key })
console.log(`GPU server ready: ${server.url}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.close())
