// What starting a bulk would make and cost: the fit products that were not started yet, by the price of an ordinary run.
import type { Bulk, Quote } from '#sdk/contract/bulk-shapes.ts'
import { callsOfLook } from '#sdk/contract/plan.ts'
import { priceOfRun } from '#sdk/contract/price.ts'
import type { Direction } from '#sdk/contract/vto-jobs.ts'
import { StudioError } from '../../errors.ts'
import type { Studio } from '../../studio.ts'
import type { Person } from '../access.ts'
import { getBulk, type BulkRecord } from './bulk.ts'
import { jobsOfRows, type JobOfRow } from './job-ids.ts'
import { readRows, type RowView } from './rows.ts'

type Pay = NonNullable<Bulk['pay']>

/** From so many products on, a trial of some is offered first. */
const MANY = 50
const TRIAL = 3

/** A product that would be made, and what that costs. */
export interface PricedRow {
  readonly row: RowView
  readonly direction: Direction
  readonly job: JobOfRow
  /** 0 where it was made before. */
  readonly price: number
}

/** Throws NotFound, bulk_undirected, engine_unknown and pay_not_possible. */
export async function quoteBulk(studio: Studio, user: Person, id: string, pay: Pay): Promise<Quote> {
  const bulk = await getBulk(studio.db, user, id)
  const rows = (await readRows(studio, bulk)).filter(({ picked_at }) => picked_at === null)
  const priced = await priceRows(studio, user, bulk, rows.filter(isFit), pay)
  return {
    rows: priced.length,
    looks: priced.reduce((sum, { direction }) => sum + direction.views.length, 0),
    price: totalOf(priced),
    already: priced.filter(({ job }) => job.exists).length,
    leftOut: rows.filter(({ level }) => level === 'stop').length,
    checking: rows.filter(({ level }) => level === 'checking').length,
    trial: priced.length > MANY ? TRIAL : null,
  }
}

/** Good enough to be made. */
export const isFit = ({ level }: RowView): boolean => level === 'ready' || level === 'warning'

export const totalOf = (rows: readonly PricedRow[]): number => rows.reduce((sum, { price }) => sum + price, 0)

/** The jobs of these rows and their prices. Throws bulk_undirected, engine_unknown and pay_not_possible. */
export async function priceRows(
  studio: Studio,
  user: Person,
  bulk: BulkRecord,
  rows: readonly RowView[],
  pay: Pay,
): Promise<PricedRow[]> {
  const directed = rows.map((row) => ({ row, direction: directionOf(bulk, row) }))
  const jobs = await jobsOfRows(studio, user, directed)
  return directed.map(({ row, direction }) => {
    const job = jobs.get(row.n)!
    return { row, direction, job, price: job.exists ? 0 : priceOf(studio, row, direction, pay) }
  })
}

/** Its own direction, or the bulk's. Throws bulk_undirected. */
export function directionOf(bulk: Pick<BulkRecord, 'direction'>, row: Pick<RowView, 'direction'>): Direction {
  const direction = row.direction ?? bulk.direction
  if (!direction) throw new StudioError('bulk_undirected')
  return direction
}

function priceOf(studio: Studio, { photos }: RowView, direction: Direction, pay: Pay): number {
  const engine = studio.engines.get(direction.engine)
  const run = {
    looks: direction.views.length,
    size: direction.size,
    pay,
    calls: callsOfLook(engine.can, photos),
  }
  const price = priceOfRun(run, engine.prices ?? studio.config.prices)
  if (!price) throw new StudioError('pay_not_possible', { usageType: pay, size: direction.size })
  return price.total
}
