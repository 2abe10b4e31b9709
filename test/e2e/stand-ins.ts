// Where Google and Kakao are stood in for during the journeys: beside the studio, started by the journey that signs in with them.
import { GOOGLE_CLIENT } from '#test/google.ts'
import { KAKAO_CLIENT } from '#test/kakao.ts'

/** Ports of the stand-ins, for a studio on `port`. */
export function standInPorts(port: number): { readonly google: number; readonly kakao: number } {
  return { google: port + 1, kakao: port + 2 }
}

/** What the studio needs to know to offer both. */
export function signInEnvironment(port: number): Record<string, string> {
  const { google, kakao } = standInPorts(port)
  return {
    GOOGLE_CLIENT_ID: GOOGLE_CLIENT.id,
    GOOGLE_CLIENT_SECRET: GOOGLE_CLIENT.secret,
    GOOGLE_ISSUER: `http://localhost:${google}`,
    KAKAO_REST_API_KEY: KAKAO_CLIENT.id,
    KAKAO_CLIENT_SECRET: KAKAO_CLIENT.secret,
    KAKAO_ADMIN_KEY: KAKAO_CLIENT.adminKey,
    KAKAO_AUTH_URL: `http://127.0.0.1:${kakao}`,
    KAKAO_API_URL: `http://127.0.0.1:${kakao}`,
  }
}
