import { renderPage } from "#lib/offline/page.ts";
import { OfflineFolder } from "./folder.ts";
import { type AddPage, takePicture } from "./picture.ts";
import { writeFleet } from "./write-fleet.ts";
import { writeHanging } from "./write-hanging.ts";
import { writeHosts } from "./write-hosts.ts";
import { writeLibrary } from "./write-library.ts";
export interface OfflineOptions {
  /** The folder to make. */
  target: string;
  /** Where Bulkhead is installed: its documents come along. */
  root: string;
  now: Date;
  /** Between two files it is asked whether to go on. */
  signal: AbortSignal;
  /** Told what is being written, for a person who waits. */
  onProgress(words: string): void;
}

/** What came of it. */
export interface OfflineOutcome {
  folder: string;
  files: number;
  bytes: number;
  hosts: number;
}

/**
 * Writes everything that the connected database knows as static pages. The folder is there whole or not at all. Throws one sentence where it
 * cannot be written, and the signal's reason.
 */
export async function writeOffline({ target, root, now, signal, onProgress }: OfflineOptions): Promise<OfflineOutcome> {
  const folder = await OfflineFolder.begin(target);
  try {
    const picture = await takePicture(root, now, onProgress);
    const add: AddPage = (page) => {
      signal.throwIfAborted();
      return folder.add(page.path, renderPage(page, picture.edition));
    };
    await writeFleet(picture, folder, add);
    await writeHosts(picture, folder, add, onProgress);
    await writeHanging(picture, add, onProgress);
    await writeLibrary(picture, folder, add, onProgress);
    signal.throwIfAborted();
    const { madeAt, madeBy, hosts } = picture.report;
    return { folder: folder.target, hosts: hosts.length, ...(await folder.finish({ madeAt, madeBy, hosts: hosts.length })) };
  } catch (error) {
    await folder.discard();
    throw error;
  }
}
