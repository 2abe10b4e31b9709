// Calls the API of the studio in somebody's name; what is refused fails with the words of the refusal.
import { expect, type APIRequestContext } from '@playwright/test'

export interface Thing {
  readonly id: string
}

/** The API for whoever is signed in in this context. */
export function callerOf(api: APIRequestContext) {
  const call = async <T>(method: string, path: string, data?: object) => {
    const answer = await api.fetch(path, { method, ...(data && { data }) })
    expect(answer.ok(), `${method} ${path}: ${answer.ok() ? '' : await answer.text()}`).toBe(true)
    return (answer.status() === 204 ? {} : await answer.json()) as T
  }
  return {
    get: async <T>(path: string) => call<T>('GET', path),
    post: async <T = Thing>(path: string, data: object = {}) => call<T>('POST', path, data),
    put: async <T = Thing>(path: string, data: object) => call<T>('PUT', path, data),
    change: async <T = Thing>(path: string, data: object) => call<T>('PATCH', path, data),
    remove: async (path: string) => call('DELETE', path),
    photo: async (path: string, { buffer, mimeType }: { buffer: Buffer; mimeType: string }) => {
      const answer = await api.put(path, { data: buffer, headers: { 'content-type': mimeType } })
      expect(answer.ok(), `PUT ${path}: ${answer.ok() ? '' : await answer.text()}`).toBe(true)
    },
  }
}
export type Caller = ReturnType<typeof callerOf>
