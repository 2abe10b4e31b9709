// The administrator behind a request.
import type { FastifyRequest } from 'fastify'
import type { Administrator } from '../domain/admin/act.ts'

/** Who acts, and from where. */
export function adminOf(request: FastifyRequest): Administrator {
  return { id: request.user.id, address: request.ip }
}
