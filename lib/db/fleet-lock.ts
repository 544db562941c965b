import { advisoryLocks } from "./advisory-locks.ts";
import { inTransaction } from "./client.ts";

/** Longer than any judgement takes: then the lock is given up. */
const longestSeconds = 900;

/**
 * Runs `work` unless this or another worker is at it already; false where one is. The lock lives in a transaction of its own, so that it
 * goes with a worker that dies; what `work` stores is stored by transactions of its own.
 */
export function withFleetLock(work: () => Promise<void>): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`select pg_try_advisory_xact_lock(${advisoryLocks.fleet}) as "taken"`;
    if (lock?.taken !== true) return false;
    await work();
    return true;
  }, longestSeconds);
}
