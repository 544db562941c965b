import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { acceptNew, type HostKeyPolicy, knownHosts } from "#collectors/transport/host-keys.ts";
import { placeName } from "#collectors/transport/target.ts";

export interface KnownHostsFiles {
  policy: HostKeyPolicy;
  /** Adds the keys that were accepted to the first file. Returns a sentence where that failed, which costs no visit. */
  noteNewKeys(): Promise<string | null>;
}

/** The known hosts of some files, of which not all need exist. */
export async function readKnownHosts(files: readonly string[], acceptsNew: boolean): Promise<KnownHostsFiles> {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => "")));
  const known = knownHosts(texts);
  const lines: string[] = [];
  const policy = acceptNew(known, (host, port, key) => lines.push(`${nameInKnownHosts(placeName(host, port))} ${key.line}\n`));
  return { policy: acceptsNew ? policy : known, noteNewKeys: () => append(files[0], texts[0] ?? "", lines) };
}

async function append(file: string | undefined, before: string, lines: readonly string[]): Promise<string | null> {
  if (file === undefined || lines.length === 0) return null;
  const gap = before === "" || before.endsWith("\n") ? "" : "\n";
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await appendFile(file, gap + lines.join(""), { mode: 0o600 });
    return null;
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return `The new host key could not be noted in ${file} (${code}).`;
  }
}

/** A place as known_hosts spells it: the port only where it is not 22. */
export function nameInKnownHosts(place: string): string {
  return place.replace(/^\[(.*)\]:22$/, "$1");
}
