// Holds the kinds of ledger rows: what is held, used, returned, granted or taken.
import { KIND_OF_REASON } from '#sdk/contract/ledger-kinds.ts'
import type { LedgerRow, RemainingGrant } from '#sdk/contract/points.ts'
import type { Translate } from '#web/i18n.ts'
import { parse } from 'csv-parse/sync'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { endsSoon, linesOf } from './grant-lines.ts'
import { writeLedgerCsv } from './ledger-csv.ts'
import { monthsSince, readLedgerSearch } from './ledger-wish.ts'
import { kindOf, sayGrant, sayMore, sayRow } from './ledger-words.ts'

const row: LedgerRow = {
  id: '0',
  seq: '1',
  usageType: 'credit',
  amount: -4,
  balanceAfter: 96,
  balances: { credit: 96, lookBookTicket: 0, videoTicket: 0, includedLook: 0 },
  look: null,
  note: null,
  reason: 'vto_use',
  expiresAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  job: {
    id: '0',
    kind: 'look',
    projectId: '0',
    projectName: 'Linen',
    status: 'RUNNING',
    lookCount: 2,
    deliveredCount: 0,
    failReason: null,
    queuedAt: '2026-01-01T00:00:00.000Z',
    apiKeyName: null,
    pictureUrl: null,
  },
}

test('what a job has spent is held until the job has ended, then used', () => {
  assert.equal(kindOf(row), 'held')
  assert.equal(kindOf({ ...row, job: { ...row.job!, status: 'PENDING' } }), 'held')
  for (const status of ['DONE', 'FAILED', 'CANCELLED'])
    assert.equal(kindOf({ ...row, job: { ...row.job!, status } }), 'used')
  assert.equal(kindOf({ ...row, job: null }), 'used')
})

test('other rows go by their reason, and one nobody foresaw by its sign', () => {
  assert.equal(kindOf({ ...row, reason: 'refund', amount: 2 }), 'returned')
  assert.equal(kindOf({ ...row, reason: 'opening_grant', amount: 100, job: null }), 'granted')
  assert.equal(kindOf({ ...row, reason: 'purchase', amount: 100, job: null }), 'topUp')
  assert.equal(kindOf({ ...row, reason: 'expired', job: null }), 'expired')
  assert.equal(kindOf({ ...row, reason: 'something_new', amount: 3, job: null }), 'granted')
  assert.equal(kindOf({ ...row, reason: 'something_new', amount: -3, job: null }), 'adjusted')
})

/** The words of a language as the page has them. */
async function wordsOf(language: 'ko' | 'en' | 'ja'): Promise<Translate> {
  const read = (part: string) =>
    JSON.parse(readFileSync(new URL(`../locales/${language}/${part}.json`, import.meta.url), 'utf8')) as {
      points: Texts
    }
  const texts: Texts = { ...read('shell').points, ...read('points').points }
  return (key, values = {}) => {
    const find = (path: string) =>
      path
        .split('.')
        .slice(1)
        .reduce<Texts | string | undefined>((at, name) => (at as Texts | undefined)?.[name], texts)
    const count = values['count']
    const form = typeof count === 'number' ? `_${new Intl.PluralRules(language).select(count)}` : ''
    const text = find(key + form) ?? find(key)
    assert.equal(typeof text, 'string', key)
    return (text as string).replace(/\{(\w+)\}/g, (_, name: string) => {
      assert.ok(name in values, `${key} needs ${name}`)
      return String(values[name])
    })
  }
}
type Texts = { [key: string]: Texts | string }

const rowOf = (reason: string, more: Partial<LedgerRow> = {}): LedgerRow => ({ ...row, reason, ...more })

for (const language of ['ko', 'en', 'ja'] as const)
  test(`every reason has its words in ${language}, of every kind of job and without one`, async () => {
    const t = await wordsOf(language)
    const say = { clock: () => '14:02', day: () => 'June 1' }
    const jobs = [null, ...(['look', 'video', 'letter'] as const).map((kind) => ({ ...row.job!, kind }))]
    for (const reason of [...Object.keys(KIND_OF_REASON), 'never_heard_of'])
      for (const job of jobs)
        for (const amount of [3, -3]) {
          const one = rowOf(reason, { job, amount })
          assert.ok(sayRow(t, one, 'June 2026'), reason)
          assert.ok(t(`points.${kindOf(one)}`))
          sayMore(t, one, say)
          sayGrant(t, one)
        }
  })

test('rows in Korean say what happened, whose move it was and where to look', async () => {
  const t = await wordsOf('ko')
  const say = { clock: () => '13:40', day: () => '오늘' }
  const job = { ...row.job!, projectName: '페이즐리 홀터', lookCount: 8, deliveredCount: 7, status: 'DONE' }
  assert.equal(sayRow(t, rowOf('vto_use', { job }), ''), '페이즐리 홀터 룩 8장')
  assert.deepEqual(sayMore(t, rowOf('vto_use', { job }), say), ['8장 중 7장 완성'])
  const back = rowOf('refund', { amount: 1, job: { ...job, failReason: 'cloth_failed', apiKeyName: 'ERP' } })
  assert.equal(sayRow(t, back, ''), '만들지 못한 룩 1장')
  assert.deepEqual(sayMore(t, back, say), [
    '주름을 잡지 못함',
    '페이즐리 홀터',
    '오늘 13:40 작업',
    'API 키 ERP',
  ])
  const goodwill = rowOf('goodwill', { amount: 2, job, look: { id: '0', number: 7 } })
  assert.equal(sayRow(t, goodwill, ''), '결과가 이상한 룩 07')
  assert.equal(
    sayRow(t, rowOf('plan_grant', { amount: 300, job: null }), '2026년 6월'),
    '2026년 6월 정기 지급',
  )
  assert.equal(sayRow(t, rowOf('brand_new', { amount: 1, job: null }), ''), '들어옴')
  assert.equal(sayRow(t, rowOf('brand_new', { amount: -1, job: null }), ''), '빠짐')
})

test('the file for spreadsheets has a mark, words and numbers, and no formula of a stranger', async () => {
  const t = await wordsOf('ko')
  const named = (projectName: string, apiKeyName: string | null = null) => ({
    ...row.job!,
    projectName,
    apiKeyName,
    status: 'DONE',
  })
  const text = writeLedgerCsv(
    [
      rowOf('vto_use', { job: named('=HYPERLINK("http://x")', '@SUM(A1)') }),
      rowOf('refund', { amount: 2, job: named('+1, "two"\nlines') }),
      rowOf('-brand_new', { amount: -3, job: null }),
    ],
    t,
    { stamp: (iso) => iso.slice(0, 10), month: () => '1월' },
  )
  assert.equal(text[0], '\uFEFF')
  const lines = parse(text, { bom: true })
  assert.deepEqual(lines[0].slice(0, 7), ['날짜와 시각', '내용', '프로젝트', '구분', '종류', '수량', '잔액'])
  assert.deepEqual(lines[1].slice(0, 10), [
    '2026-01-01',
    `'=HYPERLINK("http://x") 룩 2장`,
    `'=HYPERLINK("http://x")`,
    '사용',
    '크레딧',
    '-4',
    '96',
    '',
    '',
    "'@SUM(A1)",
  ])
  assert.deepEqual([lines[2][2], lines[2][5]], [`'+1, "two"\nlines`, '2'])
  assert.deepEqual([lines[3][5], lines[3][10]], ['-3', "'-brand_new"])
})

test('a balance is summed up in at most three lines, what ends first in front', () => {
  const grant = (reason: string, left: number, expiresAt: string | null): RemainingGrant => ({
    id: `${reason}${left}`,
    usageType: 'credit',
    reason,
    granted: left,
    left,
    expiresAt,
  })
  const grants = [
    grant('plan_grant', 5, '2026-06-30T05:00:00Z'),
    grant('admin_grant', 7, '2026-06-30T06:00:00Z'),
    grant('purchase', 3, '2026-06-30T06:00:00Z'),
    { ...grant('purchase', 9, null), usageType: 'video_ticket' as const },
  ]
  const left = (more: RemainingGrant[] = []) =>
    linesOf([...grants, ...more], 'credit').map((line) => [line.reason, line.left])
  assert.deepEqual(left(), [
    ['plan_grant', 12],
    ['purchase', 3],
  ])
  assert.deepEqual(left([grant('purchase', 1, '2027-01-01T00:00:00Z'), grant('opening_grant', 2, null)]), [
    ['plan_grant', 12],
    ['purchase', 3],
    [null, 3],
  ])
  const now = Date.parse('2026-06-23T05:00:00Z')
  assert.deepEqual(
    ['2026-06-30T05:00:00Z', '2026-06-30T05:00:01Z', null].map((end) => endsSoon(end, now)),
    [true, false, false],
  )
})

test('the address keeps what is asked for, and nonsense is left out', () => {
  assert.deepEqual(readLedgerSearch({ kind: 'used', type: 'credit', month: '2026-06' }), {
    kind: 'used',
    type: 'credit',
    month: '2026-06',
  })
  assert.deepEqual(readLedgerSearch({ kind: 'gold', type: 3, month: '2026-13' }), {})
  assert.deepEqual(monthsSince('2025-11-15T00:00:00Z', new Date(2026, 1, 3)), [
    '2026-02',
    '2026-01',
    '2025-12',
    '2025-11',
  ])
})
