// What is put right by hand, and what turns: handles, the figure in three dimensions, and the turntable video.
import { expect, test, type Page } from '@playwright/test'
import { placeName } from '#web/products/place-name.ts'
import { photoFile } from './photos.ts'
import { expectAccessible, expectNoSidewaysScroll, signUp } from './studio-page.ts'
import { ALL_ON_PHONE, t } from './words.ts'

const degreesOf = async (page: Page) =>
  Number(await page.getByTestId('turn-stage').getAttribute('aria-valuenow'))

test('handles are put right, the figure turns, and a video is made of it', async ({
  page,
  browser,
  isMobile,
}) => {
  await signUp(page, 'Nari')
  await page.getByRole('button', { name: t('home.upload') }).click()
  const slot = page.getByTestId('slot-upper-front')
  await slot
    .locator('input[type=file]')
    .first()
    .setInputFiles(await photoFile('tee'))
  await expect(slot).toContainText('960 × 1200')

  const openHandles = async () => {
    await slot
      .getByRole('button', {
        name: t('studio.photoMenu', { place: placeName({ slot: 'upper', side: 'front' }, t) }),
      })
      .click()
    await page.getByRole('menuitem', { name: t('studio.fixHandles') }).click()
    await expect(page.getByTestId('handle-editor')).toBeVisible()
  }
  await test.step('a handle is moved by keys and by the pointer, and kept', async () => {
    await openHandles()
    expect(await page.locator('[data-testid^=handle-]').count()).toBeGreaterThanOrEqual(9)
    // Handles stand where the garment has them, which is essential (WCAG 2.5.8), and two may be near each other.
    await expectAccessible(page, ['target-size'])
    await expectNoSidewaysScroll(page)
    const hem = page.getByTestId('handle-hemLeft')
    const before = await hem.getAttribute('style')
    await hem.focus()
    for (let press = 0; press < 5; press++) await page.keyboard.press('Shift+ArrowDown')
    await expect(hem).toHaveAttribute('data-moved', 'true')
    expect(await hem.getAttribute('style')).not.toBe(before)
    await page.keyboard.press('Delete')
    await expect(hem).not.toHaveAttribute('data-moved')
    expect(await hem.getAttribute('style')).toBe(before)

    const other = page.getByTestId('handle-hemRight')
    const box = (await other.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 9, box.y + box.height / 2 + 4, { steps: 4 })
    await page.mouse.up()
    await expect(other).toHaveAttribute('data-moved', 'true')
    await page.getByLabel(t('studio.measure.length')).fill('66')
    await page.getByRole('button', { name: t('do.save') }).click()
    await expect(page.getByTestId('handle-editor')).toHaveCount(0)
    await page.reload()
    await openHandles()
    await expect(page.getByTestId('handle-hemRight')).toHaveAttribute('data-moved', 'true')
    await expect(page.getByLabel(t('studio.measure.length'))).toHaveValue('66')
    await page.keyboard.press('Escape')
    await expect(page.getByTestId('handle-editor')).toHaveCount(0)
  })

  await test.step('a look is made of another size, pose and finish', async () => {
    const figure = page.locator('#model')
    for (const name of ['L', t('studio.poses.walking'), t('studio.finishes.sand')])
      await figure.getByRole('radio', { name, exact: true }).check()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.getByTestId('generate').click()
    await expect(page.locator('[data-testid=look-tile][data-state=made]')).toHaveCount(1, {
      timeout: 300_000,
    })
  })

  await test.step('it is turned by mouse and by keys', async () => {
    await page.getByTestId('look-tile').first().click()
    await expect(page.getByTestId('viewer')).toBeVisible()
    await page.getByRole('button', { name: t('viewer.turntable') }).click()
    const stage = page.getByTestId('turn-stage')
    await expect(stage).toHaveAttribute('data-state', 'ready', { timeout: 60_000 })
    await expectAccessible(page)
    const start = await degreesOf(page)
    await page.keyboard.press('ArrowRight')
    await expect.poll(async () => degreesOf(page)).toBe((start + 15) % 360)
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(async () => degreesOf(page)).toBe((start + 345) % 360)
    const box = (await stage.boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2 + 100, box.y + box.height / 2, { steps: 5 })
    await page.mouse.up()
    await expect.poll(async () => degreesOf(page)).toBe((start + 345 + 45) % 360)
    await page.keyboard.press('Escape')
    await expect(stage).toHaveCount(0)
    await expect(page.getByTestId('viewer')).toBeVisible()
  })

  await test.step('the mesh is there to be taken', async () => {
    if (!(await page.getByRole('link', { name: /GLB/ }).isVisible()))
      await page.getByRole('button', { name: t('viewer.facts') }).click()
    const link = page.getByRole('link', { name: /GLB/ })
    const answer = await page.request.get((await link.getAttribute('href'))!)
    expect(answer.headers()['content-type']).toBe('model/gltf-binary')
    expect((await answer.body()).subarray(0, 4).toString()).toBe('glTF')
  })

  await test.step('a turntable is paid with a ticket, made, and played', async () => {
    await page.getByRole('button', { name: t('viewer.makeTurntable') }).click()
    await expect(page.getByTestId('make-turntable')).toBeVisible()
    await expectAccessible(page)
    await page.getByTestId('submit-turntable').click()
    await expect(page).toHaveURL(/\/videos/)
    const film = page.getByTestId('turntable')
    await expect(film).toHaveCount(1, { timeout: 170_000 })
    await expect(page.getByTestId('video-job')).toHaveCount(0)
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await expect
      .poll(async () => film.evaluate((video: HTMLVideoElement) => video.duration))
      .toBeCloseTo(4, 1)
    expect(await film.evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight])).toEqual([
      1080, 1440,
    ])
    await page.getByRole('button', { name: t('videos.play') }).click()
    await expect
      .poll(async () => film.evaluate((video: HTMLVideoElement) => video.currentTime))
      .toBeGreaterThan(0)
    await page.getByRole('button', { name: t('videos.main') }).click()
    await expect(page.getByRole('button', { name: t('videos.main') })).toHaveAttribute('aria-pressed', 'true')
    await page.goto('/account/points')
    // Three rows of the opening grant, one of the look, one of the video.
    await expect(page.getByTestId('ledger-row')).toHaveCount(5)
    await page.goBack()
  })

  // The same dialog and the same work on a phone.
  if (isMobile && !ALL_ON_PHONE) return
  await test.step('a clip is cut of the look, with a title, and played', async () => {
    await page.goto(page.url().replace(/\/videos.*$/, '/looks'))
    await page.locator('[data-testid=look-tile][data-state=made]').first().focus()
    await page.keyboard.press(' ')
    await page
      .getByTestId('selection-bar')
      .getByRole('button', { name: t('films.make') })
      .click()
    const dialog = page.getByTestId('make-video')
    await expect(dialog).toBeVisible()
    await expectAccessible(page)
    await dialog.getByRole('radio', { name: '1:1' }).check()
    await dialog.getByRole('radio', { name: t('films.secondsOf', { seconds: 4 }) }).check()
    await page.getByTestId('clip-title').fill('가을')
    await page.getByTestId('submit-clip').click()
    await expect(page).toHaveURL(/\/videos/)
    const film = page.getByTestId('film')
    await expect(film).toHaveCount(1, { timeout: 300_000 })
    await expect
      .poll(async () => film.evaluate((video: HTMLVideoElement) => video.duration))
      .toBeCloseTo(4, 1)
    expect(await film.evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight])).toEqual([
      1080, 1080,
    ])
    const position = page.getByRole('slider', { name: t('films.scrub') })
    await position.press('ArrowRight')
    await expect.poll(async () => film.evaluate((video: HTMLVideoElement) => video.currentTime)).toBe(0.5)
  })

  await test.step('whoever comes by a link sees both play, until it is taken back', async () => {
    const project = /projects\/([\w-]+)/.exec(page.url())?.[1]
    const links = `/v1/projects/${project}/links`
    const { id, url } = await (await page.request.post(links, { data: { looks: 'all' } })).json()
    const visitor = await (await browser.newContext()).newPage()
    await visitor.goto(url)
    const films = visitor.getByTestId('shared-films').locator('video')
    await expect(films).toHaveCount(2)
    await expect(visitor.getByTestId('shared-films').getByRole('listitem').first()).toContainText(
      t('sharing.page.main'),
    )
    await expectAccessible(visitor)
    for (const film of await films.all()) {
      await film.evaluate(async (video: HTMLVideoElement) => {
        video.muted = true
        await video.play()
      })
      await expect
        .poll(async () => film.evaluate((video: HTMLVideoElement) => video.currentTime))
        .toBeGreaterThan(0)
    }
    const src = (await films.first().getAttribute('src'))!
    expect((await visitor.request.get(src)).status()).toBe(200)
    await page.request.delete(`${links}/${id}`)
    expect((await visitor.request.get(src)).status()).toBe(404)
    await visitor.context().close()
  })
})
