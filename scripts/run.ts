import { startBulkhead } from "./supervisor.ts";

const say = (line: string) => console.log(line);

/** What `npm start` and `npm run demo` run once everything is installed and built. */
async function main(): Promise<void> {
  const signalled = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve());
  });
  const started = startBulkhead({ root: process.cwd(), demo: process.argv.includes("--demo"), say });
  const running = await Promise.race([started, signalled]);
  if (running) {
    say(`\n  Bulkhead is at ${running.url}\n\n  Ctrl-C stops it.`);
    await signalled;
  }
  say("Stopping …");
  await (await started).stop();
  say("Stopped.");
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
