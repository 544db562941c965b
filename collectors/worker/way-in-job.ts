import type { WayInJob } from "#lib/db/queue.ts";
import { loadWayInAccess, type StoredAccess } from "#lib/db/stored-access.ts";
import { loadWayInTest, noteWayIn, type OfferedKey, type WayInStatus, type WayInStep } from "#lib/db/way-in-tests.ts";
import { Problem } from "#lib/problem.ts";
import type { JobInHand } from "./job-pump.ts";

/** What a trial of a way in came to. */
export interface WayInResult {
  status: Extract<WayInStatus, "awaitingKey" | "passed" | "failed">;
  steps: WayInStep[];
  offeredKey?: OfferedKey;
}

/** Tries a way in step by step; `onSteps` is told after each. Rejects only where this process is at fault. */
export type TestWayIn = (
  access: StoredAccess,
  options: { signal: AbortSignal; onSteps(steps: readonly WayInStep[]): void },
) => Promise<WayInResult>;

/** One trial of a way in, from the queue to the database. */
export async function runWayInJob(job: JobInHand<WayInJob>, testWayIn: TestWayIn): Promise<void> {
  const { testId } = job.data;
  try {
    const test = await loadWayInTest(testId);
    if (test.status !== "queued" && test.status !== "running") return;
    const access = await loadWayInAccess(testId);
    await noteWayIn(testId, "running", []);
    let noting = Promise.resolve();
    const onSteps = (steps: readonly WayInStep[]) => {
      noting = noting.then(() => noteWayIn(testId, "running", steps));
    };
    const result = await testWayIn(access, { signal: job.signal, onSteps });
    await noting;
    await noteWayIn(testId, result.status, result.steps, result.offeredKey);
  } catch (error) {
    if (error instanceof Problem && error.code === "not-found") return;
    throw error;
  }
}
