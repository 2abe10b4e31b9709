// The built-in writer says what is known, in three languages, and never more than that.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  COLOUR_WORDS,
  COLOURS,
  KINDS,
  LENGTHS,
  NECKLINES,
  PATTERNS,
  SLEEVES,
} from '#sdk/contract/garment-words.ts'
import { lengthIn, MARKET_RULES, MARKETS, TONES } from '#sdk/contract/letter-markets.ts'
import type { SeenGarment } from '#sdk/contract/letters.ts'
import { SLOTS } from '#sdk/contract/products.ts'
import { LANGUAGES } from '#sdk/contract/users.ts'
import { VIEWS } from '#sdk/contract/vto-jobs.ts'
import { gapsOf, type LetterBasis } from './basis.ts'
import { claimsIn } from './claims.ts'
import { writeBuiltIn } from './write-built-in.ts'

const TEE: SeenGarment = {
  slot: 'upper',
  kind: 'top',
  colours: ['ivory'],
  pattern: 'graphic',
  sleeve: 'short',
  length: null,
  neckline: 'round',
}
const JEANS: SeenGarment = {
  slot: 'bottom',
  kind: 'trousers',
  colours: ['navy'],
  pattern: 'solid',
  sleeve: null,
  length: null,
  neckline: null,
}
const basis = (more: Partial<LetterBasis> = {}): LetterBasis => ({
  language: 'ko',
  market: 'own',
  tone: 'plain',
  productName: null,
  facts: {},
  seen: [TEE],
  views: ['front', 'back'],
  ...more,
})
const texts = (of: LetterBasis) => {
  const { title, summary, lines } = writeBuiltIn(of)
  return [title, summary, ...lines.map(({ text, gap }) => (gap ? `[${gap}]` : text))]
}

test('Korean: one garment, without facts', () => {
  assert.deepEqual(texts(basis()), [
    '아이보리 그래픽 반소매 상의',
    '아이보리 그래픽 반소매 상의예요. 넥라인은 라운드넥이에요.',
    '색상은 아이보리예요. 앞면에 그래픽이 들어가 있어요.',
    '넥라인은 라운드넥, 소매는 반소매예요.',
    '[fit]',
    '[fabric]',
    '[size]',
    '[care]',
    '착용 이미지에서 앞모습과 뒷모습을 확인할 수 있어요.',
  ])
})

test('Korean: an outfit with its name and facts', () => {
  const facts = { fabric: '면 100%', size: 'S, M, L', care: '단독 손세탁', fit: '조금 크게 나왔어요' }
  assert.deepEqual(texts(basis({ productName: '주말 산책', seen: [TEE, JEANS], facts })), [
    '주말 산책 – 아이보리 그래픽 반소매 상의와 남색 바지',
    '주말 산책은 아이보리 그래픽 반소매 상의와 남색 바지를 함께 입은 한 벌이에요. 소재는 면 100%예요. 조금 크게 나왔어요.',
    '상의는 아이보리, 바지는 남색이에요. 상의 앞면에는 그래픽이 들어가 있어요.',
    '상의 넥라인은 라운드넥, 소매는 반소매예요.',
    '조금 크게 나왔어요.',
    '소재는 면 100%예요.',
    '사이즈는 S, M, L이에요.',
    '세탁 방법은 단독 손세탁이에요.',
    '착용 이미지에서 앞모습과 뒷모습을 확인할 수 있어요.',
  ])
})

test('English and Japanese say the same, and translate common words of facts', () => {
  const facts = { fabric: '린넨 55%, 면 45%', care: '드라이클리닝' }
  assert.deepEqual(texts(basis({ language: 'en', seen: [TEE, JEANS], facts })), [
    'Ivory graphic short-sleeved top and navy trousers',
    'An ivory graphic short-sleeved top and navy trousers, worn as one outfit. The fabric is 55% linen, 45% cotton.',
    'The top is ivory and the trousers are navy. The top has a graphic on the front.',
    'The top has a round neck and short sleeves.',
    '[fit]',
    'Fabric: 55% linen, 45% cotton.',
    '[size]',
    'Care: dry clean.',
    'See it worn, from the front and the back.',
  ])
  assert.deepEqual(texts(basis({ language: 'ja', seen: [TEE, JEANS], facts })), [
    'アイボリーのプリント入り半袖トップスと紺のパンツ',
    'アイボリーのプリント入り半袖トップスと紺のパンツを合わせたコーデです。素材はリネン55%、綿45%です。',
    'トップスはアイボリー、パンツは紺です。トップスの前面にはプリントが入っています。',
    'トップスはラウンドネックで、袖は半袖です。',
    '[fit]',
    '素材はリネン55%、綿45%です。',
    '[size]',
    'お手入れ方法はドライクリーニングです。',
    '着用画像で前・後ろからの姿をご覧いただけます。',
  ])
})

test('what a fact says itself is not told again, and a name that few can read is left out', () => {
  const facts = { fabric: '면 100%', fit: '여유 있는 핏' }
  const korean = texts(basis({ productName: '항구 니트', facts }))
  assert.equal(
    korean[1],
    '항구 니트는 아이보리 그래픽 반소매 상의예요. 소재는 면 100%이고, 여유 있는 핏이에요.',
  )
  assert.ok(korean.includes('여유 있는 핏이에요.'))
  const english = texts(
    basis({ language: 'en', productName: '항구 니트', facts: { fabric: '100% cotton', fit: 'Relaxed fit' } }),
  )
  assert.deepEqual(english.slice(0, 2), [
    'Ivory graphic short-sleeved top',
    'An ivory graphic short-sleeved top. The fabric is 100% cotton, and the fit is relaxed.',
  ])
  const japanese = texts(
    basis({ language: 'ja', productName: '항구 니트', facts: { fit: 'ゆったりシルエット' } }),
  )
  assert.equal(japanese[1], 'アイボリーのプリント入り半袖トップスです。ゆったりシルエットです。')
  const nothing = { kind: null, colours: [], pattern: null, sleeve: null, length: null, neckline: null }
  const bare = basis({ language: 'en', productName: '항구 니트', seen: [{ slot: 'upper', ...nothing }] })
  assert.equal(writeBuiltIn(bare).title, '항구 니트')
})

test('a fact nobody who reads the letter could read is a gap in it', () => {
  const facts = { fit: '조금 크게 나왔어요', notes: '품이 넉넉해요' }
  for (const language of ['en', 'ja'] as const) {
    const { summary, lines } = writeBuiltIn(basis({ language, facts }))
    assert.ok(lines.some(({ gap }) => gap === 'fit'))
    assert.doesNotMatch([summary, ...lines.map(({ text }) => text)].join(), /\p{Script=Hangul}/u)
  }
})

test('where nothing is known nothing is said', () => {
  const nothing = { kind: null, colours: [], pattern: null, sleeve: null, length: null, neckline: null }
  const { title, summary, lines } = writeBuiltIn(basis({ seen: [{ slot: 'upper', ...nothing }], views: [] }))
  assert.deepEqual([title, summary], ['', ''])
  assert.deepEqual(
    lines.map(({ gap }) => gap),
    ['fit', 'fabric', 'size', 'care'],
  )
})

test('another turn has other words', () => {
  const [first, second] = [writeBuiltIn(basis(), 0), writeBuiltIn(basis(), 1)]
  assert.notEqual(first.summary, second.summary)
  assert.notDeepEqual(first.lines, second.lines)
})

const garment = fc.record({
  slot: fc.constantFrom(...SLOTS),
  kind: fc.option(fc.constantFrom(...KINDS)),
  colours: fc.uniqueArray(fc.constantFrom(...COLOURS), { maxLength: 3 }),
  pattern: fc.option(fc.constantFrom(...PATTERNS)),
  sleeve: fc.option(fc.constantFrom(...SLEEVES)),
  length: fc.option(fc.constantFrom(...LENGTHS)),
  neckline: fc.option(fc.constantFrom(...NECKLINES)),
})
const someBasis = fc.record({
  language: fc.constantFrom(...LANGUAGES),
  market: fc.constantFrom(...MARKETS),
  tone: fc.constantFrom(...TONES),
  productName: fc.option(
    fc.constantFrom('주말 산책', 'Harbour', '春のコーデ', '아주 긴 이름의 옷 '.repeat(20)),
  ),
  facts: fc.record(
    {
      fabric: fc.constantFrom('면 100%', 'wool 80%, nylon 20%', '실크'),
      size: fc.constantFrom('S, M, L', '총장 68cm', 'Free'),
      care: fc.constantFrom('단독 손세탁', '찬물에 빨아 주세요', 'hand wash'),
      fit: fc.constantFrom('오버핏', 'slim', '조금 작아요'),
      colour: fc.constantFrom('버터크림', 'Ink'),
      notes: fc.constantFrom('주머니가 있어요', 'It has pockets.'),
    },
    { requiredKeys: [] },
  ),
  seen: fc.uniqueArray(garment, { maxLength: 3, selector: ({ slot }) => slot }),
  views: fc.uniqueArray(fc.constantFrom(...VIEWS)),
})

test('it claims nothing that is not among photos and facts, leaves a gap for every missing fact, and keeps to the title’s length', () => {
  fc.assert(
    fc.property(someBasis, fc.nat(5), (of, turn) => {
      const { title, summary, lines } = writeBuiltIn(of, turn)
      for (const text of [title, summary, ...lines.map((line) => line.text)]) {
        assert.deepEqual(claimsIn(text, of), [], text)
        assert.doesNotMatch(text, /undefined|null|\{|\}|\.\.|。。| {2}/u, text)
      }
      const gaps = lines.flatMap(({ gap }) => (gap ? [gap] : []))
      for (const fact of gapsOf(of.facts)) assert.ok(gaps.includes(fact), fact)
      for (const { text, gap } of lines) assert.equal(text === '', gap !== undefined)
      const limit = MARKET_RULES[of.market].title
      if (limit) assert.ok(lengthIn(limit.unit, title) <= limit.most)
    }),
    { numRuns: 400 },
  )
})

test('every colour it names is one that was seen', () => {
  fc.assert(
    fc.property(someBasis, (of) => {
      const { summary, lines } = writeBuiltIn({ ...of, facts: {} })
      const said = [summary, ...lines.map(({ text }) => text)].join(' ').toLowerCase()
      const seen = of.seen.flatMap(({ colours }) =>
        colours.map((one) => COLOUR_WORDS[one][of.language].toLowerCase()),
      )
      for (const colour of COLOURS) {
        const word = COLOUR_WORDS[colour][of.language].toLowerCase()
        // 白 and its like are parts of other words; `red` is one of `layered`.
        if (of.language !== 'ko' || seen.some((one) => one.includes(word))) continue
        assert.ok(!said.includes(word), `${word} in ${said}`)
      }
    }),
    { numRuns: 200 },
  )
})
