#!/usr/bin/env node
await import('../cli/main.ts')
