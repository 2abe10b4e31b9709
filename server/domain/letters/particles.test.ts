// Particles are right after Hangul, numbers, units and Latin letters.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withParticle, type Particle } from './particles.ts'

const CASES: readonly (readonly [string, Particle, string])[] = [
  ['바지', '은/는', '바지는'],
  ['원단', '은/는', '원단은'],
  ['스커트', '이/가', '스커트가'],
  ['핏', '이/가', '핏이'],
  ['원피스', '을/를', '원피스를'],
  ['청남방', '을/를', '청남방을'],
  ['상의', '과/와', '상의와'],
  ['셔츠 한 벌', '과/와', '셔츠 한 벌과'],
  ['면 100%', '이에요/예요', '면 100%예요'],
  ['면 100%', '이고/고', '면 100%이고'],
  ['린넨', '이에요/예요', '린넨이에요'],
  ['S, M, L', '이에요/예요', 'S, M, L이에요'],
  ['XS', '이에요/예요', 'XS예요'],
  ['Free', '이에요/예요', 'Free예요'],
  ['cotton', '이에요/예요', 'cotton이에요'],
  ['총장 68cm', '이에요/예요', '총장 68cm예요'],
  ['무게 3kg', '이에요/예요', '무게 3kg이에요'],
  ['66', '이에요/예요', '66이에요'],
  ['55', '이에요/예요', '55예요'],
  ['110', '이에요/예요', '110이에요'],
  ['3,000', '이에요/예요', '3,000이에요'],
  ['드라이클리닝(물세탁 불가)', '이에요/예요', '드라이클리닝(물세탁 불가)이에요'],
  ['물', '으로/로', '물로'],
  ['한 벌', '으로/로', '한 벌로'],
  ['색', '으로/로', '색으로'],
  ['바지', '으로/로', '바지로'],
  ['', '은/는', '는'],
]

for (const [word, particle, expected] of CASES)
  test(`${word || 'nothing'} takes ${particle} as ${expected}`, () => {
    assert.equal(withParticle(word, particle), expected)
  })
