// How Google's APIs say no, the same for Gemini and Vertex.
import type { VendorCode, VendorError } from './vendor.ts'
import { refusal, type Answer } from './vendor-http.ts'

const STATUS: Readonly<Record<string, VendorCode>> = {
  UNAUTHENTICATED: 'auth',
  PERMISSION_DENIED: 'auth',
  RESOURCE_EXHAUSTED: 'rate_limited',
  UNAVAILABLE: 'capacity',
  INVALID_ARGUMENT: 'invalid_input',
  FAILED_PRECONDITION: 'out_of_funds',
  NOT_FOUND: 'invalid_input',
}

/** The error of an answer, by Google's own word for it where there is one. */
export function googleRefusal(answer: Answer): VendorError {
  // An API key that is not one is an invalid argument to Google.
  if (/API[_ ]key not valid|API_KEY_INVALID/i.test(answer.text)) return refusal(answer, 'auth')
  const status: unknown = answer.json?.error?.status
  return refusal(answer, typeof status === 'string' ? STATUS[status] : undefined)
}
