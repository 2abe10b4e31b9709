// The marketing letter in a browser: nothing is invented (L1), edits stay (L2), and it is copied as text and HTML (L3).
import { expect, test } from '@playwright/test'
import { COLOUR_WORDS } from '#sdk/contract/garment-words.ts'
import { LABEL_SENTENCES } from '#sdk/contract/letter-text.ts'
import { callerOf } from './screens/caller.ts'
import { makeProduct, makeProject } from './screens/fill-things.ts'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, inLanguage, t } from './words.ts'

/** What the built-in writer makes of a navy tee of cotton. */
const NAME = inLanguage({ ko: '주말 산책', en: 'Weekend walk', ja: '週末の散歩' })
const NAVY_TEE = inLanguage({ ko: '남색 반소매 상의', en: 'Navy short-sleeved top', ja: '紺の半袖トップス' })
const FABRIC = inLanguage({
  ko: '소재는 면 100%예요.',
  en: 'Fabric: 100% cotton.',
  ja: '素材は綿100%です。',
})

test.beforeEach(({ isMobile }) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'the page is the same on a phone, and narrower')
})

test('a letter is written from a photo and facts, edited, written again and copied', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signUp(page, 'Writer')
  const api = callerOf(page.request)
  const project = await makeProject(api, '글 쓰기')
  await makeProduct(api, project.id, '#2b3140', NAME)
  await page.goto(`/projects/${project.id}/letter`)

  await test.step('L1: what is not known is a gap, and is not invented', async () => {
    await expect(page.getByTestId('letter-empty')).toBeVisible()
    await expect(page.getByTestId('seen')).toContainText(inLanguage(COLOUR_WORDS.navy))
    await expectAccessible(page)
    await page.getByTestId('write-letter').click()
    await expect(page.getByLabel(t('letter.titleField'), { exact: true })).toHaveValue(
      `${NAME} – ${NAVY_TEE}`,
    )
    for (const gap of ['fabric', 'size', 'care', 'fit'])
      await expect(page.getByTestId(`gap-${gap}`)).toBeVisible()
    await expect(page.getByText(/면 100%|폴리|cotton|poly/i)).toHaveCount(0)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.getByTestId('gap-fabric').click()
    await expect(page.getByLabel(t('letter.fact.fabric'))).toBeFocused()
    await page.keyboard.type(t('letter.example.fabric'))
    await page.getByTestId('save-facts').click()
    await expect(page.getByTestId('gap-fabric')).toHaveCount(0)
    await expect(page.getByTestId('letter-line').getByRole('textbox').getByText(FABRIC)).toBeVisible()
  })

  await test.step('L2: what was edited or locked stays, and what was there before comes back', async () => {
    const summary = page.getByLabel(t('letter.summaryField'), { exact: true })
    const first = await summary.inputValue()
    await summary.fill('제가 직접 쓴 소개예요.')
    await summary.press('Enter')
    await expect(page.getByTestId('letter-summary')).toHaveAttribute('data-from', 'edited')
    const colour = page.getByLabel(t('letter.line', { number: 1 }), { exact: true })
    const words = await colour.inputValue()
    await page
      .getByRole('button', { name: `${t('letter.again')} ${t('letter.line', { number: 1 })}` })
      .click()
    await expect(colour).not.toHaveValue(words)
    await page.getByRole('button', { name: `${t('letter.lock')} ${t('letter.line', { number: 2 })}` }).click()
    await expect(page.getByTestId('letter-line').nth(1)).toHaveAttribute('data-locked', 'true')
    const locked = await page.getByLabel(t('letter.line', { number: 2 }), { exact: true }).inputValue()
    const again = await colour.inputValue()
    await page.getByTestId('write-letter').click()
    await expect(colour).not.toHaveValue(again)
    await expect(summary).toHaveValue('제가 직접 쓴 소개예요.')
    await expect(page.getByLabel(t('letter.line', { number: 2 }), { exact: true })).toHaveValue(locked)
    await page.getByRole('button', { name: t('letter.versions') }).click()
    await expect(page.getByTestId('letter-version').last()).toContainText(first)
    await expectAccessible(page)
    await page.getByTestId('letter-version').last().getByRole('button').click()
    await expect(summary).toHaveValue(first)
  })

  await test.step('L3: copied as text and HTML, with the sentence about AI or without', async () => {
    await page.getByLabel(t('letter.titleField'), { exact: true }).fill('<산책> & 봄')
    await page.getByLabel(t('letter.titleField'), { exact: true }).press('Enter')
    await expect(page.getByTestId('letter-title')).toHaveAttribute('data-from', 'edited')
    const copied = async () => page.evaluate(async () => navigator.clipboard.readText())
    await page.getByTestId('copy-text').click()
    await expect.poll(copied).toContain(inLanguage(LABEL_SENTENCES.compositeWithTrainedAlgorithmicMedia))
    expect(await copied()).toContain('<산책> & 봄\n\n')
    for (const gap of ['size', 'care', 'fit'] as const)
      expect(await copied()).not.toContain(t(`letter.gap.${gap}`))
    const labelled = page.getByRole('checkbox', { name: t('letter.labelled') })
    await labelled.uncheck()
    await page.getByTestId('copy-html').click()
    await expect.poll(copied).toContain('<h2>&lt;산책&gt; &amp; 봄</h2>')
    await expect.poll(copied).not.toContain('AI')
    await page.getByText(t('letter.markets.musinsa'), { exact: true }).click()
    await expect(page.getByTestId('counters')).toContainText(
      t('letter.lengthOf.bytes', { length: 11, most: 80 }),
    )
    await expect(page.getByTestId('counters')).toContainText(t('letter.unverified'))
  })

  await test.step('it is chosen as the main one', async () => {
    await page.getByTestId('choose-main').click()
    await expect(page.getByTestId('choose-main')).toHaveAttribute('aria-pressed', 'true')
    const { mainLetterId } = await api.get<{ mainLetterId: string | null }>(`/v1/projects/${project.id}`)
    expect(mainLetterId).not.toBeNull()
  })
})
