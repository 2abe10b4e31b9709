// The studio's states: what is missing leads to its mending, every way for photos to come, bad ones, the price, and what stands in the way.
import { expect, test, type Page } from '@playwright/test'
import sharp from 'sharp'
import { placeName } from '#web/products/place-name.ts'
import { photoFile } from './photos.ts'
import { callerOf } from './screens/caller.ts'
import { makeProduct, makeProject } from './screens/fill-things.ts'
import { expectAccessible, expectNoSidewaysScroll, PASSWORD } from './studio-page.ts'
import { ALL_ON_PHONE, LANGUAGE, like, t } from './words.ts'

interface File {
  readonly name: string
  readonly mimeType: string
  readonly buffer: Buffer
}

/** Drops or pastes files somewhere on the page, as a person with a mouse or a clipboard does. */
async function bring(page: Page, how: 'drop' | 'paste', files: readonly File[]): Promise<void> {
  await page.getByTestId('slot-upper-front').waitFor()
  await page.evaluate(
    async ([how, files]) => {
      const transfer = new DataTransfer()
      for (const { name, mimeType, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0) ?? 0)
        transfer.items.add(new File([bytes], name, { type: mimeType }))
      }
      const given = { bubbles: true, cancelable: true }
      document.body.dispatchEvent(
        how === 'drop'
          ? new DragEvent('drop', { ...given, dataTransfer: transfer })
          : new ClipboardEvent('paste', { ...given, clipboardData: transfer }),
      )
    },
    [how, files.map(({ buffer, ...file }) => ({ ...file, base64: buffer.toString('base64') }))] as const,
  )
}

async function newProject(page: Page, name: string): Promise<string> {
  const api = callerOf(page.request)
  await api.post('/v1/users', {
    name,
    email: `${name}-${Date.now()}@example.test`,
    password: PASSWORD,
    language: LANGUAGE,
  })
  return (await makeProject(api)).id
}

test('photos come by every way, and bad ones are told with their mending', async ({ page, isMobile }) => {
  const projectId = await newProject(page, isMobile ? 'Areum' : 'Boram')
  await page.goto(`/projects/${projectId}/studio`)
  const needs = page.getByTestId('needs')
  const slot = (place: string) => page.getByTestId(`slot-${place}`)

  await test.step('S1, S2: nothing there yet, and the reason leads to the place', async () => {
    await expect(needs.getByRole('listitem')).toHaveCount(1)
    await expect(page.getByTestId('generate').last()).toHaveAttribute('aria-disabled', 'true')
    await needs.getByRole('link', { name: t('studio.need.photo_missing') }).click()
    await expect(page.locator('#upper-front')).toBeFocused()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  })

  await test.step('S3: by drop, by paste, and by choosing', async () => {
    await bring(page, 'drop', [await photoFile('tee')])
    await expect(slot('upper-front')).toContainText('960 × 1200')
    await bring(page, 'paste', [{ ...(await photoFile('jeans')), name: 'image.png' }])
    await expect(slot('bottom-front')).toContainText('960 × 1200')
    await slot('upper-back')
      .locator('input[type=file]')
      .first()
      .setInputFiles(await photoFile('tee', 'back'))
    await expect(slot('upper-back')).toContainText('960 × 1200')
    await expect(needs).toHaveCount(0)
  })

  await test.step('S6: a one-piece has no place beside them, in words', async () => {
    await bring(page, 'drop', [await photoFile('dress')])
    await expect(page.getByText(t('studio.left.excluded')).first()).toBeVisible()
  })

  await test.step('S5: many at once find their places, and what finds none is listed', async () => {
    await page.goto(`/projects/${projectId}/studio`)
    await bring(page, 'drop', [
      { name: 'notes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
      { ...(await photoFile('jacket')), name: 'outer_front.jpg' },
      { name: 'empty.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
    ])
    const left = page.getByRole('status').filter({ hasText: like('studio.leftover') })
    await expect(left).toContainText(`notes.pdf: ${t('studio.left.photo_type')}`)
    await expect(left).toContainText(`empty.jpg: ${t('studio.left.photo_empty')}`)
    await expect(slot('outer-front')).toContainText('960 × 1200')
    await expectAccessible(page)
  })

  await test.step('S4: too small, broken, and no garment, each with its words and a way on', async () => {
    const place = placeName({ slot: 'bottom', side: 'back' }, t)
    const fill = async (name: string, buffer: Buffer) =>
      slot('bottom-back')
        .locator('input[type=file]')
        .first()
        .setInputFiles({ name, mimeType: 'image/jpeg', buffer })
    await fill('broken.jpg', Buffer.from('not a picture at all, whatever its name says'))
    await expect(page.locator('#outfit')).toContainText(like(['errors.photo_type', 'errors.photo_broken']))
    await expect(needs).toContainText(t('studio.need.upload_failed', { place }))
    const { buffer } = await photoFile('jeans', 'back')
    await fill('small.jpg', await sharp(buffer).resize(300).jpeg().toBuffer())
    await expect(needs).toContainText(t('studio.need.photo_stopped', { place }))
    await expect(slot('bottom-back')).toContainText(t('studio.verdict.photo_small.short', { px: 300 }))
    await expectAccessible(page)
  })
})

test('what is no photo of one garment is told, and jeans among the tops are moved by one press', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'the verdicts are the same on a phone')
  const projectId = await newProject(page, 'Dasom')
  await page.goto(`/projects/${projectId}/studio`)
  const needs = page.getByTestId('needs')
  const place = placeName({ slot: 'upper', side: 'front' }, t)
  const bottom = t('studio.slot.bottom')
  const wrong = t('studio.verdict.wrong_slot.short', { slot: bottom })
  const slot = (place: string) => page.getByTestId(`slot-${place}`)
  const fill = async (name: string, buffer: Buffer) =>
    slot('upper-front')
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name, mimeType: 'image/jpeg', buffer })

  await test.step('a wall is no garment', async () => {
    const wall = sharp({ create: { width: 960, height: 1200, channels: 3, background: '#d8d2c6' } })
    await fill('wall.jpg', await wall.jpeg().toBuffer())
    await expect(slot('upper-front')).toContainText(t('studio.verdict.photo_none.short'))
    await expect(page.locator('#outfit')).toContainText(t('studio.verdict.photo_none.long'))
    await expect(needs).toContainText(t('studio.need.photo_stopped', { place }))
    await expect(page.locator('#outfit').getByRole('button', { name: t('studio.replace') })).toBeVisible()
    await expectAccessible(page)
  })

  await test.step('two shirts are one too many', async () => {
    const shirts = await Promise.all(
      ['#2f5d8a', '#8a2f3d'].map(async (colour) => (await photoFile('tee', 'front', colour)).buffer),
    )
    const beside = sharp({
      create: { width: 1920, height: 1200, channels: 3, background: '#fff' },
    }).composite(shirts.map((input, n) => ({ input, left: n * 960, top: 0 })))
    await fill('two.jpg', await beside.jpeg().toBuffer())
    await expect(slot('upper-front')).toContainText(t('studio.verdict.photo_several.short'))
    await expect(needs).toContainText(t('studio.need.photo_stopped', { place }))
  })

  await test.step('jeans are moved to where they belong, and back', async () => {
    await fill('jeans.jpg', (await photoFile('jeans')).buffer)
    await expect(slot('upper-front')).toContainText(wrong)
    await expectAccessible(page)
    await page
      .locator('#outfit')
      .getByRole('button', { name: t('studio.moveTo', { place: bottom }) })
      .click()
    await expect(slot('bottom-front')).toContainText('960 × 1200')
    await expect(slot('upper-front').getByRole('img')).toHaveCount(0)
    await expect(needs).toHaveCount(0)
    await page
      .getByTestId('toast')
      .getByRole('button', { name: t('do.undo') })
      .click()
    await expect(slot('upper-front')).toContainText(wrong)
  })
})

test('a backdrop of one’s own is brought, used, removed and brought back, and a new project begins with it', async ({
  page,
  isMobile,
}) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'the choice is the same on a phone')
  const projectId = await newProject(page, 'Eunha')
  const api = callerOf(page.request)
  await makeProduct(api, projectId)
  const backdrops = page.getByTestId('own-backdrop')
  const first = backdrops.first().getByRole('radio')
  await page.goto(`/projects/${projectId}/studio`)

  await test.step('too small is said; one that will do is there and chosen', async () => {
    const bring = async (side: number) => {
      const picture = sharp({ create: { width: side, height: side, channels: 3, background: '#205030' } })
      const buffer = await picture.jpeg().toBuffer()
      await page
        .getByTestId('add-backdrop')
        .setInputFiles({ name: 'wall.jpg', mimeType: 'image/jpeg', buffer })
    }
    await bring(300)
    await expect(page.locator('#backdrop').getByRole('alert')).toContainText(like('errors.photo_small'))
    await bring(800)
    await expect(backdrops).toHaveCount(1)
    await expect(first).toBeChecked()
    await expectAccessible(page)
  })

  await test.step('removed it is no choice any more, and taken back it is chosen again', async () => {
    await page.getByRole('button', { name: t('studio.removeBackdrop', { number: 1 }) }).click()
    await expect(backdrops).toHaveCount(0)
    await expect(page.locator('#backdrop').getByRole('radio').first()).toBeChecked()
    await page
      .getByTestId('toast')
      .getByRole('button', { name: t('do.undo') })
      .click()
    await expect(backdrops).toHaveCount(1)
    await expect(first).toBeChecked()
  })

  await test.step('a run is asked for with it, and the next project of the collection begins with it', async () => {
    const asked = page.waitForRequest(
      (request) => request.method() === 'POST' && request.url().endsWith('/v1/vto-jobs'),
    )
    await page.getByTestId('generate').click()
    const { direction } = (await asked).postDataJSON() as { direction: { backdrop: string } }
    const { items } = await api.get<{ items: { id: string; backdrop: string }[] }>('/v1/backdrops')
    expect(direction.backdrop).toBe(items[0]?.backdrop)
    const { collectionId } = await api.get<{ collectionId: string }>(`/v1/projects/${projectId}`)
    const next = await api.post('/v1/projects', { collectionId, name: '다음' })
    await page.goto(`/projects/${next.id}/studio`)
    await expect(first).toBeChecked()
    // Where it is gone meanwhile, the project begins on paper.
    await api.remove(`/v1/backdrops/${items[0]?.id}`)
    await page.reload()
    await expect(page.locator('#backdrop').getByRole('radio').first()).toBeChecked()
  })
})

test('the price is known at once, and what stands in the way is told', async ({
  page,
  context,
  isMobile,
}) => {
  test.skip(isMobile && !ALL_ON_PHONE, 'the call sheet says the same on a phone')
  const projectId = await newProject(page, 'Chorong')
  const api = callerOf(page.request)
  await makeProduct(api, projectId)
  let workers: number | null = null
  let dearer = 0
  await page.route('**/v1/studio', async (route) => {
    const answer = await route.fetch()
    const studio = (await answer.json()) as { workers: number; prices: { look: number } }
    const prices = { ...studio.prices, look: studio.prices.look - dearer }
    await route.fulfill({ response: answer, json: { ...studio, workers: workers ?? studio.workers, prices } })
  })
  let tickets: number | null = null
  await page.route('**/v1/points', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({
      response: answer,
      json: { ...(await answer.json()), ...(tickets !== null && { lookBookTicket: tickets, credit: 1 }) },
    })
  })
  const open = async () => {
    await page.goto(`/projects/${projectId}/studio`)
    await expect(page.getByTestId('slot-upper-front')).toContainText('960 × 1200')
  }
  const generate = page.getByTestId('generate')
  const needs = page.getByTestId('needs')

  await test.step('S7: another view is another price, without asking the studio', async () => {
    await open()
    await expect(needs).toHaveCount(0)
    const before = await generate.textContent()
    const asked: string[] = []
    page.on('request', (request) => request.method() !== 'GET' && asked.push(request.url()))
    await page
      .locator('#views')
      .getByRole('checkbox', { name: t('studio.view.side'), exact: true })
      .click()
    await expect(generate).not.toHaveText(before ?? '')
    expect(asked).toEqual([])
  })

  await test.step('S9: a price that rose meanwhile is asked about, and nothing is charged', async () => {
    dearer = 1
    await open()
    await page
      .locator('#pay')
      .getByRole('radio', { name: t('studio.points.credit') })
      .check()
    await generate.click()
    // A slow answer is waited for in the gallery, and told there with the way back.
    const dialog = page.getByTestId('price-changed')
    const told = dialog.or(page.getByTestId('toast'))
    await expect(told).toContainText(like(['studio.priceChanged', 'errors.price_changed']))
    await told.getByRole('button', { name: like(['do.cancel', 'studio.toStudio']) }).click()
    await expect(page).toHaveURL(/\/studio/)
    const { items } = await api.get<{ items: unknown[] }>(`/v1/vto-jobs?projectId=${projectId}`)
    expect(items).toEqual([])
    dearer = 0
  })

  await test.step('S10: short of points, fewer can be made', async () => {
    tickets = 1
    await open()
    await page
      .locator('#pay')
      .getByRole('radio', { name: t('studio.points.look_book_ticket') })
      .check()
    await expect(needs).toContainText(like('studio.short.look_book_ticket'))
    await expect(page.getByRole('button', { name: t('studio.makeFewer', { count: 1 }) })).toBeVisible()
    await expectAccessible(page)
    tickets = null
  })

  await test.step('S11: without workers it is booked, and without a line it waits', async () => {
    workers = 0
    await open()
    await expect(generate).toContainText(t('studio.book'))
    workers = null
    await open()
    await context.setOffline(true)
    await expect(needs).toContainText(t('studio.need.offline'))
    await expectAccessible(page)
    await context.setOffline(false)
    await expect(needs).toHaveCount(0)
  })
})
