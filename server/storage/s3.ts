// Keeps files on an S3 server: Amazon's, or any other that speaks its language.
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { NotFound } from '../errors.ts'
import { checkKey, type ByteRange, type Storage, type StoredFile } from './storage.ts'

export interface S3Place {
  readonly bucket: string
  /** null for Amazon's own. */
  readonly endpoint: string | null
  readonly region: string
  readonly accessKey: string
  readonly secretKey: string
}

/** Deletes sent at once. One object each: not every server takes S3's call for many. */
const DELETES_AT_ONCE = 8

export class S3Storage implements Storage {
  readonly #client: S3Client
  readonly #bucket: string

  constructor(place: S3Place) {
    this.#bucket = place.bucket
    this.#client = new S3Client({
      region: place.region,
      credentials: { accessKeyId: place.accessKey, secretAccessKey: place.secretKey },
      ...(place.endpoint === null ? {} : { endpoint: place.endpoint, forcePathStyle: true }),
      // Other servers do not know the checksums that the SDK sends unasked.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    })
  }

  async put(key: string, bytes: Uint8Array, contentType: string): Promise<void> {
    await this.#send(key, bytes, bytes.byteLength, contentType)
  }

  async putFile(key: string, path: string, contentType: string): Promise<void> {
    const { size } = await stat(path)
    await this.#send(key, createReadStream(path), size, contentType)
  }

  async #send(key: string, body: Uint8Array | Readable, bytes: number, contentType: string): Promise<void> {
    checkKey(key)
    await this.#client.send(
      new PutObjectCommand({
        Bucket: this.#bucket,
        Key: key,
        Body: body,
        ContentLength: bytes,
        ContentType: contentType,
      }),
    )
  }

  async get(key: string): Promise<Buffer> {
    return Buffer.concat(await (await this.open(key)).toArray())
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    checkKey(key)
    const found = await this.#client
      .send(
        new GetObjectCommand({
          Bucket: this.#bucket,
          Key: key,
          ...(range && { Range: `bytes=${range.start}-${range.end}` }),
        }),
      )
      .catch((error: unknown) => {
        throw isMissing(error) ? new NotFound('file', key) : error
      })
    return found.Body as Readable
  }

  async stat(key: string): Promise<StoredFile | null> {
    checkKey(key)
    try {
      const found = await this.#client.send(new HeadObjectCommand({ Bucket: this.#bucket, Key: key }))
      return { key, bytes: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) }
    } catch (error) {
      if (isMissing(error)) return null
      throw error
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    keys.forEach(checkKey)
    for (let i = 0; i < keys.length; i += DELETES_AT_ONCE) {
      const some = keys.slice(i, i + DELETES_AT_ONCE)
      await Promise.all(
        some.map((key) => this.#client.send(new DeleteObjectCommand({ Bucket: this.#bucket, Key: key }))),
      )
    }
  }

  async *list(prefix: string): AsyncIterable<StoredFile> {
    const pages = paginateListObjectsV2({ client: this.#client }, { Bucket: this.#bucket, Prefix: prefix })
    for await (const page of pages) {
      for (const { Key, Size, LastModified } of page.Contents ?? []) {
        if (Key !== undefined) yield { key: Key, bytes: Size ?? 0, modifiedAt: LastModified ?? new Date(0) }
      }
    }
  }

  async check(): Promise<void> {
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }))
  }
}

/** The bucket is there and the object is not. A missing bucket is a fault of the set-up and stays an error. */
function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && (error.name === 'NoSuchKey' || error.name === 'NotFound')
}
