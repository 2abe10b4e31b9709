// Bringing many products in: files, the rules that sort them, what these make of them, and then up they go.
import { FIRST_RULES, isLitter, matchFiles, type NamedFile, type Twice } from '#sdk/contract/bulk-match.ts'
import type { Sheet } from '#sdk/contract/bulk-shapes.ts'
import { bringIn } from '#web/bulk/bring-in.ts'
import { MatchPreview } from '#web/bulk/match-preview.tsx'
import { fromDrop, fromInput, nameOf, type PickedFile } from '#web/bulk/pick-files.ts'
import { RuleList } from '#web/bulk/rule-list.tsx'
import { useT } from '#web/i18n.ts'
import { maepsi, MaepsiError } from '#web/maepsi.ts'
import { askStudio } from '#web/queries.ts'
import { sayError } from '#web/say-error.ts'
import { announce } from '#web/ui/announce.tsx'
import { Banner } from '#web/ui/banner.tsx'
import { Button } from '#web/ui/button.tsx'
import { Field } from '#web/ui/field.tsx'
import { Stitch } from '#web/ui/stitch.tsx'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { FolderOpen } from 'lucide-react'
import { useDeferredValue, useMemo, useRef, useState } from 'react'

/** What has been read so far. With a ZIP the studio has the files already, under this bulk. */
interface Brought {
  readonly named: readonly NamedFile[]
  readonly files: ReadonlyMap<string, File>
  readonly sheet: Sheet | null
  readonly skipped: readonly { readonly path: string; readonly reason: string }[]
  readonly bulkId: string | null
}

const SAMPLE =
  'data:text/csv;charset=utf-8,%EF%BB%BF' +
  encodeURIComponent(
    '품번,상품명,상의 앞,상의 뒤,하의 앞\nTEE01,린넨 셔츠,TEE01_front.jpg,TEE01_back.jpg,\nJEAN7,와이드 데님,,,JEAN7.jpg\n',
  )

/** An input for a folder; React's types do not know it. */
const FOLDER = { webkitdirectory: '' }

export function BulkNewPage() {
  const t = useT()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [brought, setBrought] = useState<Brought | null>(null)
  const [name, setName] = useState('')
  const [rules, setRules] = useState<readonly string[]>(FIRST_RULES)
  const [twice, setTwice] = useState<Twice>('merge')
  const [busy, setBusy] = useState<'reading' | 'unpacking' | 'sending' | null>(null)
  const [done, setDone] = useState(0)
  const [failed, setFailed] = useState<unknown>(null)
  const [over, setOver] = useState(false)
  const folder = useRef<HTMLInputElement>(null)
  const files = useRef<HTMLInputElement>(null)
  // Ten thousand names take a moment to match; typing does not wait for it.
  const settled = useDeferredValue(rules)
  const match = useMemo(
    () => brought && matchFiles(brought.named, { rules: settled, twice, sheet: brought.sheet?.rows }),
    [brought, settled, twice],
  )
  const all = match?.rows.reduce((sum, row) => sum + row.files.length, 0) ?? 0

  const read = async (picked: readonly PickedFile[]) => {
    if (picked.length === 0) return
    setFailed(null)
    setBusy('reading')
    try {
      const called = nameOf(picked) || t('bulk.title')
      setName(called)
      const zip = picked.find(({ path }) => /\.zip$/i.test(path))
      if (zip) {
        // Refused on its way, a browser would only hear that the line broke.
        const { bulkZipMegabytes: megabytes } = await queries.ensureQueryData(askStudio)
        if (zip.file.size > megabytes * 1e6) throw new MaepsiError('zip_big', 413, '', { megabytes })
        setBusy('unpacking')
        const bulk = await maepsi.bulk.create({ body: { id: newId(), name: called } })
        const unpacked = await maepsi.bulk.putZip({ params: { id: bulk.id }, body: zip.file })
        const { sheet, skipped } = unpacked
        setBrought({ named: unpacked.files, files: new Map(), sheet, skipped, bulkId: bulk.id })
        return
      }
      const kept = picked.filter(({ path }) => !isLitter(path))
      const csv = kept.find(({ path }) => /\.csv$/i.test(path))
      const sheet = csv ? await maepsi.bulk.readSheet({ body: csv.file }) : null
      setBrought({
        named: kept.filter((one) => one !== csv).map(({ path, file }) => ({ path, bytes: file.size })),
        files: new Map(kept.map(({ path, file }) => [path, file])),
        sheet,
        skipped: [],
        bulkId: null,
      })
    } catch (error) {
      setFailed(error)
    } finally {
      setBusy(null)
    }
  }

  const send = async () => {
    if (!brought || !match) return
    setFailed(null)
    setBusy('sending')
    setDone(0)
    try {
      const id =
        brought.bulkId ??
        (await maepsi.bulk.create({ body: { id: newId(), name: name.trim() || t('bulk.title') } })).id
      const { signal } = new AbortController()
      await bringIn({ id, rows: match.rows, files: brought.files, onProgress: setDone, signal })
      announce(t('bulk.bring.sending', { done: all, all }))
      await queries.invalidateQueries({ queryKey: ['bulk'] })
      await navigate({ to: '/bulk/$id', params: { id } })
    } catch (error) {
      setFailed(error)
      setBusy(null)
    }
  }

  return (
    <div className="mx-auto max-w-300 px-(--margin) pt-8 pb-24 max-md:pt-4 max-md:pb-12">
      <title>{`${t('bulk.bring.title')} — ${t('app.name')}`}</title>
      <h1 className="display text-40 tracking-[-0.03em] max-md:text-32">{t('bulk.bring.title')}</h1>
      {failed !== null && (
        <div className="mt-5">
          <Banner kind="error" title={sayError(failed)} testId="bulk-failed" />
        </div>
      )}
      {/* Dropping is one way of three; the buttons inside are the others. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          const dropped = fromDrop(event.dataTransfer.items)
          void dropped.then(read, setFailed)
        }}
        className={`mt-6 grid justify-items-center gap-3 border border-dashed px-6 py-10 text-center ${over ? 'border-chalk bg-well' : 'border-line-2'} ${brought ? 'py-5' : ''}`}
      >
        {!brought && <FolderOpen size={28} strokeWidth={1.25} aria-hidden />}
        {!brought && <p className="text-16 font-semibold">{t('bulk.bring.drop')}</p>}
        <p className="flex flex-wrap justify-center gap-2">
          <Button
            look={brought ? 'outline' : 'primary'}
            disabled={busy !== null}
            onClick={() => folder.current?.click()}
          >
            {t(brought ? 'bulk.bring.again' : 'bulk.bring.folder')}
          </Button>
          <Button disabled={busy !== null} onClick={() => files.current?.click()}>
            {t('bulk.bring.files')}
          </Button>
        </p>
        <p className="max-w-2xl text-13 text-ink-3">
          {t('bulk.bring.help')}{' '}
          <a href={SAMPLE} download="maepsi.csv" className="underline underline-offset-3">
            {t('bulk.bring.sample')}
          </a>
        </p>
        <input
          ref={folder}
          type="file"
          multiple
          {...FOLDER}
          hidden
          aria-label={t('bulk.bring.folder')}
          data-testid="folder"
          onChange={(event) => {
            if (event.target.files) void read(fromInput(event.target.files))
            event.target.value = ''
          }}
        />
        <input
          ref={files}
          type="file"
          multiple
          hidden
          accept="image/*,.heic,.heif,.zip,.csv"
          aria-label={t('bulk.bring.files')}
          data-testid="files"
          onChange={(event) => {
            if (event.target.files) void read(fromInput(event.target.files))
            event.target.value = ''
          }}
        />
      </div>
      {(busy === 'reading' || busy === 'unpacking') && (
        <output className="mt-4 block text-14 text-ink-2">{t(`bulk.bring.${busy}`)}</output>
      )}
      {brought && match && (
        <div className="mt-8 grid gap-6">
          <Field
            label={t('bulk.bring.name')}
            value={name}
            maxLength={120}
            disabled={brought.bulkId !== null}
            onChange={(event) => setName(event.target.value)}
            className="max-w-md"
          />
          <RuleList rules={rules} onChange={setRules} />
          <MatchPreview
            match={match}
            sheet={brought.sheet}
            skipped={brought.skipped}
            twice={twice}
            onTwice={setTwice}
          />
          <div className="sticky bottom-(--tabbar) flex flex-wrap items-center gap-4 border-t border-line bg-bg py-4">
            <Button
              look="primary"
              busy={busy === 'sending'}
              aria-disabled={match.rows.length === 0}
              onClick={() => void send()}
              data-testid="bring-in"
            >
              {t('bulk.bring.go')}
            </Button>
            {busy === 'sending' ? (
              <span className="num min-w-40 flex-1 text-13 text-ink-2">
                {t('bulk.bring.sending', { done, all })}
                <Stitch value={done} max={all} label={t('bulk.bring.title')} className="mt-1" />
              </span>
            ) : (
              <span className="text-13 text-ink-3">{t('bulk.bring.known')}</span>
            )}
          </div>
        </div>
      )}
    </div>
  )
}

/** A uuid; a browser without a secure address has no function for it. */
function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  const bytes = [...(crypto as Crypto).getRandomValues(new Uint8Array(16))]
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
