// Where a result comes from: what it was made of, by whom, when, and what that cost. Kept with it for good.
import { sql } from 'kysely'
import { sourceTypeOfAll, sourceTypeOfLook, type SourceType } from '#sdk/contract/lineage.ts'
import type { UsageType } from '#sdk/contract/points.ts'
import type { Engine, JobInput, VideoInput } from '../../engines/engine.ts'
import { sourceTypeOf, type LabelFacts } from '../../provenance/label-facts.ts'
import type { Studio } from '../../studio.ts'

/** Part of `generate_img.details` and `generate_video.details`; older results have none. */
export interface Lineage {
  readonly sourceType: SourceType
  /** The vendor's name of its model; null where the engine is its own. */
  readonly model: string | null
  readonly seed: number | null
  /** The garment photos as they were uploaded. */
  readonly inputs: readonly { readonly slot: string; readonly side: string; readonly sha256: string | null }[]
  /** The photos of who is dressed, empty where nobody was photographed. */
  readonly person: readonly { readonly side: string; readonly sha256: string | null }[]
  readonly madeAt: string
  /** Points spent for it. */
  readonly paid: { readonly usageType: UsageType; readonly amount: number }
  /** Dollars that the vendor wants for its calls; null where there is none. */
  readonly vendorCost: number | null
}

type Maker = Pick<Engine, 'name' | 'version' | 'vendor' | 'can'>

/** The lineage of result `n` of a job, made just now; `seed` is the one the engine followed, if it follows any. */
export async function lineageOf(
  studio: Studio,
  job: { readonly id: string; readonly input: JobInput | VideoInput },
  engine: Maker,
  n: number,
  seed: number | null = null,
): Promise<Lineage> {
  const { input } = job
  const people = input.person ?? []
  const keys = [...input.photos, ...people].map(({ key }) => key)
  const [sourceType, photos, { rows }] = await Promise.all([
    sourceTypeWith(studio, engine, input),
    studio.db
      .selectFrom('photo')
      .select(['working_key', 'sha256'])
      .where('working_key', 'in', keys.length > 0 ? keys : [''])
      .execute(),
    sql<{ paid: UsageType; cost: number | null }>`
      select used_point_type as paid,
        (select sum(cost)::float8 from vto_step where job_id = job.id and vto_step.n = ${n}) as cost
      from vto_job job where id = ${job.id}`.execute(studio.db),
  ])
  const kept = new Map(photos.map(({ working_key, sha256 }) => [working_key, sha256]))
  // The operator's own model photos are kept under their content.
  const hash = (key: string) => kept.get(key) ?? /^people\/([0-9a-f]{64})[.]/.exec(key)?.[1] ?? null
  return {
    sourceType,
    model: engine.vendor?.model ?? null,
    seed,
    inputs: input.photos.map(({ slot, side, key }) => ({ slot, side, sha256: hash(key) })),
    person: engine.can.person ? people.map(({ side, key }) => ({ side, sha256: hash(key) })) : [],
    madeAt: studio.now().toISOString(),
    paid: { usageType: rows[0]?.paid ?? 'credit', amount: input.looks[n]?.price ?? 0 },
    vendorCost: rows[0]?.cost ?? null,
  }
}

/** A film of looks is made of what they are made of, whoever cut it. */
async function sourceTypeWith(
  studio: Studio,
  engine: Maker,
  { looks }: JobInput | VideoInput,
): Promise<SourceType> {
  const own = sourceTypeOf(engine)
  const images = looks.flatMap((wish) => ('shots' in wish ? wish.shots.map(({ image }) => image) : []))
  if (own !== 'compositeSynthetic' || images.length === 0) return own
  const rows = await studio.db
    .selectFrom('generate_img')
    .select(sql<Parameters<typeof sourceTypeOfLook>[0]>`details`.as('details'))
    .where('id', 'in', images)
    .execute()
  return sourceTypeOfAll(rows.map(({ details }) => sourceTypeOfLook(details)))
}

/** What of it a label tells everybody. */
export function labelFactsOf(engine: Maker, lineage: Lineage, title: string): LabelFacts {
  const { sourceType, model, madeAt } = lineage
  return {
    title,
    engine: engine.name,
    engineVersion: engine.version,
    model,
    sourceType,
    madeAt: new Date(madeAt),
  }
}
