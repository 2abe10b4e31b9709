// POST /v1/verify: what the marks of any file say, for anybody.
import { verify } from '#sdk/contract/verify.ts'
import { verifyFile } from '../domain/verify/verify.ts'
import type { Studio } from '../studio.ts'
import type { App } from './app.ts'
import { imageBody } from './bodies.ts'

export function verifyRoutes(app: App, studio: Studio): void {
  app.route({ ...verify, handler: async (request) => verifyFile(studio, imageBody(request)) })
}
