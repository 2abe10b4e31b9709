// Makes a lookbook of a folder of photos: each picture is the front of a top, and becomes a product with one look.
//   MAEPSI_STUDIO=https://your.studio MAEPSI_KEY=mk_… node examples/make-lookbook.ts photos/

import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openMaepsi } from '../sdk/client.ts'
import { priceOfRun } from '../sdk/contract/price.ts'

const folder = process.argv[2] ?? '.'
const url = process.env['MAEPSI_STUDIO'] ?? 'http://localhost:3000'
const key = process.env['MAEPSI_KEY']
const maepsi = openMaepsi({ url, key })

const collection = await maepsi.collections.create({ body: { name: path.basename(path.resolve(folder)) } })
const project = await maepsi.projects.create({ body: { collectionId: collection.id, name: 'Lookbook' } })

// What a look of standard size costs in credits. Should it change before the run is submitted, nothing is spent.
const { prices } = await maepsi.studio.get()
const price = priceOfRun({ looks: 1, size: 'standard', pay: 'credit' }, prices)!.total

const files = (await readdir(folder)).filter((name) => /\.(jpe?g|png|webp)$/i.test(name)).sort()
await mkdir(path.join(folder, 'looks'), { recursive: true })
for (const file of files) {
  const { name } = path.parse(file)
  const product = await maepsi.products.create({ body: { projectId: project.id, name } })
  await maepsi.products.putPhoto({
    params: { id: product.id, slot: 'upper', side: 'front' },
    query: { fileName: file },
    body: new Uint8Array(await readFile(path.join(folder, file))),
  })

  let { photos } = await maepsi.products.get({ params: { id: product.id } })
  while (photos.some(({ verdict }) => !verdict)) {
    await wait(500)
    ;({ photos } = await maepsi.products.get({ params: { id: product.id } }))
  }
  if (photos.some(({ verdict }) => verdict?.level === 'stop')) {
    console.log(`${name}: the photo cannot be used: ${JSON.stringify(photos[0].verdict?.findings)}`)
    continue
  }

  // The id makes it safe to send this again when the line breaks: the same id never makes a second run.
  let job = await maepsi.vtoJobs.submit({
    body: {
      id: randomUUID(),
      productId: product.id,
      direction: { views: ['front'] },
      pay: 'credit',
      price,
    },
  })
  while (job.status === 'PENDING' || job.status === 'RUNNING') {
    await wait(1_000)
    job = await maepsi.vtoJobs.get({ params: { id: job.id } })
  }
  const imageId = job.looks[0].imageId
  if (!imageId) {
    console.log(`${name}: ${job.status} (${job.failReason}); its points came back`)
    continue
  }
  const look = await maepsi.images.get({ params: { id: imageId } })
  const picture = await fetch(new URL(look.urls.large, url), {
    headers: { authorization: `Bearer ${key}` },
  })
  const target = path.join(folder, 'looks', `${name}.webp`)
  await writeFile(target, Buffer.from(await picture.arrayBuffer()))
  console.log(`${name}: ${target}`)
}
