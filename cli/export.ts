import { bytes, count } from "#lib/format.ts";
import { plainLine } from "#lib/plain-text.ts";
import { writeOffline } from "./offline/write-offline.ts";
import { checkout, withStoreAtOneMoment } from "./stored-fleet.ts";
import { say } from "./visits.ts";

/** Writes all that the server that runs here knows as static pages, and says where. Throws one sentence; rejects with the signal's reason. */
export function exportOffline(target: string, now: Date, signal: AbortSignal): Promise<number> {
  return withStoreAtOneMoment(async () => {
    const onProgress = process.stderr.isTTY ? showProgress : () => {};
    try {
      const { folder, files, bytes: size, hosts } = await writeOffline({ target, root: checkout(), now, signal, onProgress });
      clearProgress();
      say(`written: ${folder} (${count(hosts, "host")}, ${count(files, "file")}, ${bytes(size)}); open index.html in it`);
      return 0;
    } finally {
      clearProgress();
    }
  });
}

/** One line that the next one takes the place of. */
function showProgress(words: string): void {
  const columns = process.stderr.columns || 80;
  process.stderr.write(`\r\u001b[K${plainLine(words, columns - 1)}`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
