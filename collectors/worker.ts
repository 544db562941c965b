import { closeDb } from "#lib/db/client.ts";
import { closeSender } from "#lib/db/queue.ts";
import { env } from "#lib/env.ts";
import { log } from "#lib/log.ts";
import { testAccess } from "./test-access.ts";
import { visitHost } from "./visit.ts";
import { startWorker } from "./worker/run-worker.ts";

const logger = log("worker");

/** The worker as a process of its own: takes visits and trials of ways in from the queue until it is told to stop. */
async function main(): Promise<void> {
  const { databaseUrl, concurrency } = env();
  if (databaseUrl === null) throw new Error("DATABASE_URL is not set: start Bulkhead with `npm start`, or set it for a worker of your own");
  const worker = await startWorker({ databaseUrl, concurrency, visitHost, testWayIn: testAccess, log: logger });
  process.send?.({ ready: true });
  logger.info({ concurrency }, "the worker takes jobs");
  await stopAsked();
  await worker.stop();
  await Promise.all([closeSender(), closeDb()]);
}

/** A signal, or the end of the supervisor, whose channel closes however it dies. */
function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", resolve);
    process.once("SIGINT", resolve);
    process.once("disconnect", resolve);
  });
}

main().then(
  () => process.exit(0),
  (error) => {
    logger.fatal({ err: error }, "the worker ends");
    process.exit(1);
  },
);
