import { writeOffline } from "#cli/offline/write-offline.ts";
import { withDbAtOneMoment } from "#lib/db/client.ts";

/** What one process that wrote one folder came to. */
export interface OfflineRun {
  wallMs: number;
  /** What a busy machine does not change. */
  cpuSeconds: number;
  files: number;
  bytes: number;
  peakBytes: number;
}

/** A process of its own, so that its peak of memory is that of one export: `offline-process.mjs DATABASE_URL FOLDER`. */
async function main(url: string, target: string): Promise<OfflineRun> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const { signal } = new AbortController();
  const options = { target, root: process.cwd(), now: new Date("2026-01-01T00:00:00Z"), signal, onProgress: () => {} };
  const { files, bytes } = await withDbAtOneMoment(url, () => writeOffline(options));
  const used = process.cpuUsage(cpu);
  const wallMs = performance.now() - began;
  return { wallMs, cpuSeconds: (used.user + used.system) / 1e6, files, bytes, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

const [, , url, target] = process.argv;
if (url === undefined || target === undefined) throw new Error("offline-process.mjs DATABASE_URL FOLDER");
console.log(JSON.stringify(await main(url, target)));
