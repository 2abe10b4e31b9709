// Both encoders make the same kind of file of the same frames.

import assert from 'node:assert/strict'
import test from 'node:test'
import { BufferSource, EncodedPacketSink, Input, MP4 } from 'mediabunny'
import { openVideo } from './node-video.ts'

const [width, height] = [96, 64]

/** Grey frames with a bright bar that moves. */
function frame(n: number): Uint8Array<ArrayBuffer> {
  const planes = new Uint8Array((width * height * 3) / 2).fill(128)
  for (let y = 0; y < height; y++) planes.fill(220, y * width + 8 * n, y * width + 8 * n + 8)
  return planes
}

for (const portable of [false, true])
  test(`the ${portable ? 'portable' : 'installed'} encoder writes every frame, in order, tagged BT.709`, async () => {
    const video = openVideo({ width, height, framesPerSecond: 12, portable })
    try {
      for (let n = 0; n < 8; n++) await video.add(frame(n))
      const mp4 = await video.close()
      const track = await new Input({ source: new BufferSource(mp4), formats: [MP4] }).getPrimaryVideoTrack()
      assert.ok(track)
      const config = await track.getDecoderConfig()
      assert.deepEqual(
        [config?.codedWidth, config?.codedHeight, config?.colorSpace?.matrix],
        [96, 64, 'bt709'],
      )
      const packets = await Array.fromAsync(new EncodedPacketSink(track).packets())
      assert.equal(packets.length, 8)
      const times = packets.map(({ timestamp }) => Math.round(12 * timestamp)).toSorted((a, b) => a - b)
      assert.deepEqual(times, [0, 1, 2, 3, 4, 5, 6, 7])
      assert.ok(Buffer.from(mp4).indexOf('moov') < Buffer.from(mp4).indexOf('mdat'))
    } finally {
      video.end()
    }
  })

test('frames of another size end it with a reason', async () => {
  const video = openVideo({ width, height, framesPerSecond: 12 })
  try {
    await video.add(new Uint8Array(10))
    await assert.rejects(video.close(), /not encoded/)
  } finally {
    video.end()
  }
})
