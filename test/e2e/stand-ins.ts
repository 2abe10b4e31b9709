// Where Google, Kakao and PortOne are stood in for during the journeys: beside the studio, started by the journey that needs them.
import { GOOGLE_CLIENT } from '#test/google.ts'
import { KAKAO_CLIENT } from '#test/kakao.ts'
import { PORTONE } from '#test/portone/server.ts'

/** Ports of the stand-ins, for a studio on `port`. */
export function standInPorts(port: number) {
  return { google: port + 1, kakao: port + 2, portone: port + 3 }
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

/** What the studio needs to know to sell by cards at PortOne, and by bank transfer beside it. */
export function portOneEnvironment(port: number): Record<string, string> {
  return {
    MAEPSI_TRANSFER_ACCOUNT: '국민은행 123456-04-567890 맵시',
    PORTONE_API_SECRET: PORTONE.apiSecret,
    PORTONE_STORE_ID: PORTONE.storeId,
    PORTONE_WEBHOOK_SECRET: PORTONE.webhookSecret,
    PORTONE_CHANNEL_CARD: PORTONE.channels.card,
    PORTONE_API_URL: `http://127.0.0.1:${standInPorts(port).portone}`,
  }
}
