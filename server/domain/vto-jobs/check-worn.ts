// Whether an engine can do what a direction asks of the mannequin.
import type { VideoDirection } from '#sdk/contract/vto-jobs.ts'
import type { Engine } from '../../engines/engine.ts'
import { StudioError } from '../../errors.ts'

/** Throws wish_not_possible, with what is possible, when the engine has no such mannequin. */
export function checkWorn(engine: Engine, { body, bodySize, finish, pose }: VideoDirection): void {
  const asked = [
    ['body', body, engine.bodies],
    ['bodySize', bodySize, engine.bodySizes],
    ['finish', finish, engine.finishes],
    ['pose', pose, engine.poses],
  ] as const
  for (const [name, value, possible] of asked)
    // An engine without sizes, paints or poses is not asked for any.
    if (possible.length > 0 && !possible.includes(value))
      throw new StudioError('wish_not_possible', { engine: engine.name, [name]: value, possible })
}
