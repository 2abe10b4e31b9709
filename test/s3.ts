// A real S3 server for tests: Ceph's radosgw over one monitor and one OSD in memory, on this machine, from Debian's packages.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Place } from '#server/storage/s3.ts'

const PROGRAMS = ['ceph', 'ceph-mon', 'ceph-osd', 'monmaptool', 'radosgw', 'radosgw-admin']

/** Why no S3 server can be started here, or null when one can. */
export function whyNoS3(): string | null {
  const missing = PROGRAMS.filter((program) => spawnSync('which', [program]).status !== 0)
  if (missing.length === 0) return null
  return `no S3 server here (missing: ${missing.join(', ')}); apt-get install ceph-mon ceph-osd ceph-mgr radosgw ceph-common`
}

/** Starts the server, some 15 s, with an empty bucket. */
export async function startS3(): Promise<{ place: S3Place; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'maepsi-s3-'))
  const [monitorPort, port] = await freePorts(2)
  const processes: ChildProcess[] = []
  const fsid = randomUUID()
  for (const name of ['mon', 'osd', 'rgw', 'run', 'log']) mkdirSync(join(folder, name))
  const conf = join(folder, 'ceph.conf')
  writeFileSync(conf, configuration(folder, fsid, monitorPort, port))

  const run = (program: string, ...args: string[]) => {
    const done = spawnSync(program, args, {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, CEPH_CONF: conf },
    })
    return { ok: done.status === 0, out: done.stdout.trim(), says: `${program}: ${done.stderr}` }
  }
  const must = (program: string, ...args: string[]) => {
    const done = run(program, ...args)
    if (!done.ok) throw new Error(done.says)
    return done.out
  }
  const daemon = (program: string, ...args: string[]) => {
    const started = spawn(program, ['-c', conf, ...args, '-f'], { stdio: 'ignore' })
    processes.push(started)
    return started
  }
  const stop = async () => {
    const ends = processes.map(async (one) => {
      if (one.exitCode === null && one.signalCode === null) await once(one, 'exit')
    })
    for (const one of processes) one.kill('SIGKILL')
    await Promise.all(ends)
    rmSync(folder, { recursive: true, force: true })
  }

  try {
    must(
      'monmaptool',
      '--create',
      '--clobber',
      '--fsid',
      fsid,
      '--addv',
      'a',
      `[v1:127.0.0.1:${monitorPort}]`,
      join(folder, 'monmap'),
    )
    must('ceph-mon', '-c', conf, '-i', 'a', '--mkfs', '--monmap', join(folder, 'monmap'))
    daemon('ceph-mon', '-i', 'a')
    await until('the monitor', () => run('ceph', '-c', conf, '--connect-timeout', '3', '-s').ok)
    const osd = randomUUID()
    must('ceph', '-c', conf, 'osd', 'new', osd)
    must('ceph-osd', '-c', conf, '-i', '0', '--mkfs', '--osd-uuid', osd)
    let osdDaemon = daemon('ceph-osd', '-i', '0')
    await until('the OSD', () => {
      // On a busy machine it asks before the monitor has told it which cluster this is, and ends with "wrong fsid".
      if (osdDaemon.exitCode !== null) osdDaemon = daemon('ceph-osd', '-i', '0')
      return run('ceph', '-c', conf, 'osd', 'stat').out.includes('1 up')
    })
    must(
      'radosgw-admin',
      '-c',
      conf,
      'user',
      'create',
      '--uid=maepsi',
      '--display-name=maepsi',
      '--access-key=MAEPSI',
      '--secret=secretsecret',
    )
    daemon('radosgw', '-n', 'client.rgw.a')
    const place: S3Place = {
      bucket: 'maepsi',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'default',
      accessKey: 'MAEPSI',
      secretKey: 'secretsecret',
    }
    await until('radosgw', () =>
      fetch(place.endpoint!).then(
        (answer) => answer.ok,
        () => false,
      ),
    )
    await createBucket(place)
    return { place, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function createBucket(place: S3Place): Promise<void> {
  const client = new S3Client({
    region: place.region,
    endpoint: place.endpoint!,
    forcePathStyle: true,
    credentials: { accessKeyId: place.accessKey, secretAccessKey: place.secretKey },
  })
  await client.send(new CreateBucketCommand({ Bucket: place.bucket }))
  client.destroy()
}

async function until(what: string, ready: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (await ready()) return
    await sleep(200)
  }
  throw new Error(`${what} did not come up`)
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  const ports = await Promise.all(
    servers.map(
      (server) =>
        new Promise<number>((resolve) => {
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
        }),
    ),
  )
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

/** One replica of everything, in memory, with nothing that a cluster needs only to stay healthy. */
function configuration(folder: string, fsid: string, monitorPort: number, port: number): string {
  return `[global]
fsid = ${fsid}
mon host = [v1:127.0.0.1:${monitorPort}]
auth cluster required = none
auth service required = none
auth client required = none
osd pool default size = 1
osd pool default min size = 1
osd crush chooseleaf type = 0
mon allow pool size one = true
mon warn on pool no redundancy = false
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon data = ${folder}/mon
osd data = ${folder}/osd
run dir = ${folder}/run
log file = ${folder}/log/$name.log
admin socket = ${folder}/run/$name.asok
pid file = ${folder}/run/$name.pid
ms bind ipv6 = false
mon max pg per osd = 1000
[osd]
osd objectstore = memstore
memstore device bytes = 1073741824
osd class load list = *
osd class default list = *
[client.rgw.a]
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw data = ${folder}/rgw
rgw enable usage log = false
rgw run sync thread = false
`
}
