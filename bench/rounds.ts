/** One way to do the thing that is measured. */
export interface Way {
  name: string;
  /** Of one round; not measured. */
  prepare?(): Promise<void>;
  /** What is measured. Rejects where it did not do the whole thing. */
  run(): Promise<void>;
}

/**
 * Takes turns: every way once in each round, beginning with another one each time, so that whatever else the machine does hits all
 * alike. Returns the milliseconds of each way, without those of the first rounds, which only warm up.
 */
export async function takeRounds(
  ways: readonly Way[],
  { warmUp, rounds }: { warmUp: number; rounds: number },
  signal: AbortSignal,
): Promise<number[][]> {
  const times: number[][] = ways.map(() => []);
  for (let round = 0; round < warmUp + rounds; round += 1) {
    for (let turn = 0; turn < ways.length; turn += 1) {
      const index = (round + turn) % ways.length;
      signal.throwIfAborted();
      const milliseconds = await timed(ways[index]);
      if (round >= warmUp) times[index]?.push(milliseconds);
    }
  }
  return times;
}

async function timed(way: Way | undefined): Promise<number> {
  await way?.prepare?.();
  const began = performance.now();
  await way?.run();
  return performance.now() - began;
}
