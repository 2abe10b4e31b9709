// Times a thing beside its floor, turn and turn about, and prints the ratio: on a shared machine only that means something.

interface Side {
  readonly name: string
  run(): Promise<unknown>
}

const ROUNDS = 5

/** Runs both sides in turn, five rounds each after a warm-up, and prints the median rate of each and their ratio. */
export async function compare(claim: string, times: number, thing: Side, floor: Side): Promise<void> {
  const rates = new Map<Side, number[]>([
    [thing, []],
    [floor, []],
  ])
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [side, found] of rates) {
      const start = performance.now()
      await side.run()
      if (round > 0) found.push((times / (performance.now() - start)) * 1000)
    }
  }
  const [ours, theirs] = [...rates.values()].map(
    (found) => found.sort((a, b) => a - b)[Math.floor(found.length / 2)],
  )
  console.log(
    `${claim}: ${(ours / theirs).toFixed(2)} (${thing.name} ${ours.toFixed(1)}/s, ${floor.name} ${theirs.toFixed(1)}/s)`,
  )
}
