import { createHash } from "node:crypto";
import { lstat, mkdir, mkdtemp, open, readdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { Manifest, type ManifestFile, manifestPath, sumsPath, sumsText } from "#lib/offline/manifest.ts";
import { fileErrorWords } from "./file-error.ts";

/** Text that is written at once. */
const chunkCharacters = 64 * 1024;

/**
 * A folder that is there whole or not at all: everything goes into a new one beside it, which takes its place at the end. Only an earlier
 * export gives way. What it shows is nobody else's business: 0700, and 0600 for files.
 */
export class OfflineFolder {
  readonly target: string;
  readonly #unfinished: string;
  readonly #files: ManifestFile[] = [];
  readonly #folders = new Set<string>();

  private constructor(target: string, unfinished: string) {
    this.target = target;
    this.#unfinished = unfinished;
  }

  /** Throws one sentence where `target` is something else than an earlier export, or cannot be written. */
  static async begin(target: string): Promise<OfflineFolder> {
    const place = await placeOf(target);
    try {
      return new OfflineFolder(place, await mkdtemp(join(dirname(place), ".bulkhead-unfinished-")));
    } catch (error) {
      throw fileErrorWords(error, dirname(place));
    }
  }

  /** Writes a file. `path` is from the root, with "/" between names; no path twice. */
  async add(path: string, pieces: Iterable<string> | AsyncIterable<string>): Promise<void> {
    const hash = createHash("sha256");
    let bytes = 0;
    try {
      await this.#prepare(dirname(path));
      const file = await open(join(this.#unfinished, path), "wx", 0o600);
      try {
        for await (const chunk of inChunks(pieces)) {
          await file.writeFile(chunk);
          hash.update(chunk);
          bytes += chunk.byteLength;
        }
      } finally {
        await file.close();
      }
    } catch (error) {
      throw fileErrorWords(error, this.target);
    }
    this.#files.push({ path, bytes, sha256: hash.digest("hex") });
  }

  async #prepare(folder: string): Promise<void> {
    if (folder === "." || this.#folders.has(folder)) return;
    await mkdir(join(this.#unfinished, folder), { recursive: true, mode: 0o700 });
    this.#folders.add(folder);
  }

  /** Takes its place, with its manifest and sums. Returns how much it is. */
  async finish(head: Omit<Manifest, "files" | "schema">): Promise<{ files: number; bytes: number }> {
    const files = this.#files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
    const manifest: Manifest = { schema: "bulkhead-offline/1", ...head, files };
    await this.add(manifestPath, [`${JSON.stringify(manifest, null, 1)}\n`]);
    await this.add(sumsPath, [sumsText(this.#files)]);
    await placeOf(this.target);
    try {
      await this.#swap();
    } catch (error) {
      throw fileErrorWords(error, this.target);
    }
    return { files: this.#files.length, bytes: this.#files.reduce((sum, file) => sum + file.bytes, 0) };
  }

  async #swap(): Promise<void> {
    if (!(await exists(this.target))) return rename(this.#unfinished, this.target);
    const aside = await mkdtemp(join(dirname(this.target), ".bulkhead-replaced-"));
    const earlier = join(aside, "earlier");
    await rename(this.target, earlier);
    try {
      await rename(this.#unfinished, this.target);
    } catch (error) {
      await rename(earlier, this.target);
      await rm(aside, { recursive: true, force: true });
      throw error;
    }
    await rm(aside, { recursive: true, force: true });
  }

  /** Leaves nothing behind. */
  async discard(): Promise<void> {
    await rm(this.#unfinished, { recursive: true, force: true });
  }
}

async function* inChunks(pieces: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  let waiting = "";
  for await (const piece of pieces) {
    waiting += piece;
    if (waiting.length < chunkCharacters) continue;
    yield Buffer.from(waiting);
    waiting = "";
  }
  yield Buffer.from(waiting);
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => null)) !== null;
}

/** Where the folder will stand, links followed. Throws one sentence for what must not be replaced. */
async function placeOf(target: string): Promise<string> {
  const asked = resolve(target);
  const place = await realpath(asked).catch(() => asked);
  if (!(await exists(place))) return place;
  if (!(await lstat(place)).isDirectory())
    throw new Error(`${target} is a file: name a folder that is not there yet, or one of an earlier export.`);
  const manifest = await readManifest(place);
  if (manifest === null)
    throw new Error(
      `${target} is there already and is no export of Bulkhead's: nothing in it was touched. Name another folder, or remove it yourself.`,
    );
  const ours = new Set([...manifest.files.map(({ path }) => path), manifestPath, sumsPath]);
  const foreign = (await filesIn(place)).filter((path) => !ours.has(path));
  if (foreign.length > 0)
    throw new Error(`${target} holds what no export has put there, as ${foreign[0]}: move it elsewhere first, or name another folder.`);
  return place;
}

async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    return Manifest.parse(JSON.parse(await readFile(join(folder, manifestPath), "utf8")));
  } catch {
    return null;
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
}
