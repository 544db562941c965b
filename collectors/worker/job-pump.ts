import type { Job, PgBoss } from "pg-boss";
import type { Logger } from "pino";
import { z } from "zod";

/** How long a pump without work waits before it looks again by itself; a wake-up is usually faster. */
const idleMs = 2000;
/** Longest wait for running jobs when the pump stops, before they are given back. */
const gracefulStopMs = 20_000;
const abandonStopMs = 5000;

/** One job in hand. */
export interface JobInHand<Data> {
  id: string;
  data: Data;
  /** The claim itself, for settling the job inside one's own transaction. */
  claim: { id: string; retryCount: number };
  /** Aborted when the claim is lost (another worker has taken over), or the process stops. */
  signal: AbortSignal;
}

export interface PumpOptions<Data> {
  boss: PgBoss;
  queue: string;
  /** Jobs in hand at the same time. */
  concurrency: number;
  /** When it returns the job is completed, unless it was settled before; when it throws the job goes back and is tried again. */
  handle(job: JobInHand<Data>): Promise<void>;
  log: Logger;
}

/**
 * Takes jobs of one queue as fast as there are free hands: pg-boss's own `work` polls each hand by a timer, so that a hand that has
 * just become free would wait while jobs do.
 */
export class JobPump<Data extends object> {
  readonly #options: PumpOptions<Data>;
  readonly #inHand = new Map<string, { job: Job<Data>; abort: AbortController; done: Promise<void> }>();
  #timer: NodeJS.Timeout | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #fetching = false;
  #wanted = false;
  #stopping = false;

  constructor(options: PumpOptions<Data>) {
    this.#options = options;
  }

  start(heartbeatMs: number): void {
    this.#heartbeat = setInterval(() => void this.#touch(), heartbeatMs);
    this.wake();
  }

  /** Looks for jobs now, or again right after the look that is under way. */
  wake(): void {
    this.#wanted = true;
    if (!this.#fetching && !this.#stopping) void this.#fetch();
  }

  /** Takes no more jobs, waits for those in hand, and gives back what does not end in time. */
  async stop(waitMs = gracefulStopMs): Promise<void> {
    this.#stopping = true;
    clearTimeout(this.#timer);
    const running = () => Promise.allSettled([...this.#inHand.values()].map((each) => each.done));
    await Promise.race([running(), delay(waitMs)]);
    for (const { abort } of this.#inHand.values()) abort.abort(new Error("the worker stops"));
    await Promise.race([running(), delay(abandonStopMs)]);
    clearInterval(this.#heartbeat);
  }

  async #fetch(): Promise<void> {
    this.#fetching = true;
    clearTimeout(this.#timer);
    try {
      while (this.#wanted && !this.#stopping) {
        this.#wanted = false;
        const free = this.#options.concurrency - this.#inHand.size;
        if (free === 0) break;
        const jobs = await this.#options.boss.fetch<Data>(this.#options.queue, { batchSize: free });
        for (const job of jobs) this.#take(job);
        if (jobs.length === free) this.#wanted = true;
      }
    } catch (error) {
      this.#options.log.error({ err: error }, "the queue does not answer");
    } finally {
      this.#fetching = false;
      if (!this.#stopping) this.#timer = setTimeout(() => this.wake(), idleMs);
    }
  }

  #take(job: Job<Data>): void {
    const abort = new AbortController();
    const done = this.#run(job, abort.signal).finally(() => {
      this.#inHand.delete(job.id);
      this.wake();
    });
    this.#inHand.set(job.id, { job, abort, done });
  }

  async #run(job: Job<Data>, signal: AbortSignal): Promise<void> {
    const { boss, queue, handle, log } = this.#options;
    const claim = { id: job.id, retryCount: job.retryCount };
    try {
      await handle({ id: job.id, data: job.data, claim, signal });
      await boss.complete(queue, claim);
    } catch (error) {
      log.warn({ err: error, job: job.id }, "a job goes back to the queue");
      await boss.fail(queue, claim, { message: error instanceof Error ? error.message : String(error) }).catch((failure) => {
        log.error({ err: failure, job: job.id }, "the job could not be given back: its heartbeat will lapse");
      });
    }
  }

  /** Tells the queue that we are alive; a job that it no longer counts as ours is stopped. */
  async #touch(): Promise<void> {
    const { boss, queue, log } = this.#options;
    await Promise.all(
      [...this.#inHand.values()].map(async ({ job, abort }) => {
        try {
          const touched = await boss.touch(queue, { id: job.id, retryCount: job.retryCount });
          if (!stillClaimed(touched)) abort.abort(new Error("this job is not ours any more"));
        } catch (error) {
          log.warn({ err: error, job: job.id }, "a heartbeat did not reach the queue");
        }
      }),
    );
  }
}

/** What pg-boss answers to a settle or a heartbeat: how many jobs were still under the claim (its types leave the field out). */
const Settled = z.object({ affected: z.number() });

/** Whether the job was still ours when the queue was told. */
export function stillClaimed(response: unknown): boolean {
  return Settled.parse(response).affected > 0;
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
