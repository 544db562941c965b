import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What one part of the run has to undo when it ends, however it ends. */
export class CleanUp {
  readonly #steps: (() => unknown)[] = [];

  defer(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** A folder that goes with the part. */
  folder(): string {
    const folder = mkdtempSync(join(tmpdir(), "bulkhead-bench-"));
    this.defer(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  }

  /** Undoes everything, the latest first; a step that fails keeps no other from being done. */
  async run(): Promise<void> {
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        console.error(`clean-up: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
