// Which browsers live inside other apps, and the way out of each.
import assert from 'node:assert/strict'
import test from 'node:test'
import { browserAddress, isInApp } from './in-app-browser.ts'

const ANDROID =
  'Mozilla/5.0 (Linux; Android 15; SM-S921N; wv) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36'
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148'

test('the browsers of KakaoTalk, Naver and Instagram are told from real ones', () => {
  for (const app of [
    'KAKAOTALK/25.5.0 (INAPP)',
    'NAVER(inapp; search; 1000; 12.10.4)',
    'Instagram 380.0.0.28',
  ])
    assert.equal(isInApp(`${IPHONE} ${app}`), true, app)
  assert.equal(isInApp(`${IPHONE} Version/18.5 Safari/604.1`), false)
  assert.equal(isInApp(ANDROID.replace('; wv', '')), false)
})

test('each has its way into the phone’s browser, or none', () => {
  const href = 'https://studio.example/login?to=%2Ftrash'
  assert.equal(
    browserAddress(href, `${IPHONE} KAKAOTALK/25.5.0 (INAPP)`),
    'kakaotalk://web/openExternal?url=https%3A%2F%2Fstudio.example%2Flogin%3Fto%3D%252Ftrash',
  )
  assert.equal(
    browserAddress(href, `${ANDROID} Instagram 380.0.0.28`),
    'intent://studio.example/login?to=%2Ftrash#Intent;scheme=https;action=android.intent.action.VIEW;end',
  )
  assert.equal(browserAddress(href, `${IPHONE} Instagram 380.0.0.28`), null)
})
