#!/usr/bin/env node
// Starts the `maepsi` command. Plain JavaScript, so that an older Node can be told what it lacks.
import { homedir } from 'node:os'
import { join } from 'node:path'

if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(
    `maepsi needs Node 24 or newer; this is Node ${process.versions.node}: install it from nodejs.org.`,
  )
  process.exit(1)
}
// What Node has stripped of its types and compiled once is read the next time.
const { enableCompileCache } = await import('node:module')
enableCompileCache(join(homedir(), '.cache', 'maepsi'))
await import('../cli/main.ts')
