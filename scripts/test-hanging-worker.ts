import { pino } from "pino";
import { startWorker } from "#collectors/worker/run-worker.ts";

/** A worker whose visits never end, for a test to kill. */
const never = () => new Promise<never>(() => {});
await startWorker({
  databaseUrl: process.argv[2] ?? "",
  concurrency: 1,
  visitHost: never,
  testWayIn: never,
  log: pino({ level: "silent" }),
});
