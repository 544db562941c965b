import { startBulkhead } from "./supervisor.ts";

const say = (line: string) => console.log(line);

/** What `npm start` and `npm run demo` run once everything is installed and built. */
async function main(): Promise<void> {
  const signalled = new Promise<"asked">((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve("asked"));
  });
  const started = startBulkhead({ root: process.cwd(), demo: process.argv.includes("--demo"), say });
  const running = await Promise.race([started, signalled]);
  let end = "asked";
  if (running !== "asked") {
    say(`\n  Bulkhead is at ${running.url}`);
    if (running.setupCode !== null) say(`  Others reach it too, so the first account takes this setup code: ${running.setupCode}`);
    say("\n  Ctrl-C stops it.");
    end = await Promise.race([signalled, running.databaseLost.then(() => "lost")]);
  }
  say("Stopping …");
  await (await started).stop();
  if (end === "lost") {
    throw new Error("The database ended by itself: look at postgres.log in the data folder, then start again. Nothing is lost.");
  }
  say("Stopped.");
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
