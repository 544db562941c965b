import { setTimeout as sleep } from "node:timers/promises";
import { type APIRequestContext, request } from "@playwright/test";
import { listHosts } from "./api.ts";
import { startServer } from "./server.ts";

const demoHosts = 10;
const allVisitedTimeoutMs = 90_000;

/** Starts the demo once for all stories that look at its fleet, and waits until every host of it was visited. */
// biome-ignore lint/style/noDefaultExport: Playwright takes the default export
export default async function globalSetup(): Promise<() => Promise<void>> {
  const demo = await startServer({ demo: true });
  try {
    const visitor = await request.newContext({ baseURL: demo.url });
    await visitor.get("/");
    await untilAllVisited(visitor);
    await visitor.dispose();
  } catch (error) {
    await demo.stop();
    throw error;
  }
  process.env.BULKHEAD_E2E_DEMO = demo.url;
  process.env.BULKHEAD_E2E_DEMO_DATA = demo.dataFolder;
  return demo.stop;
}

async function untilAllVisited(visitor: APIRequestContext): Promise<void> {
  const deadline = Date.now() + allVisitedTimeoutMs;
  for (;;) {
    const visited = (await listHosts(visitor)).filter((host) => host.lastVisitAt !== null).length;
    if (visited === demoHosts) return;
    if (Date.now() > deadline)
      throw new Error(`After ${allVisitedTimeoutMs / 1000} s, ${visited} of ${demoHosts} demo hosts were visited.`);
    await sleep(200);
  }
}
