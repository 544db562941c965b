import { appendFile, mkdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { TransportError } from "#collectors/transport/errors.ts";
import { acceptNew, type HostKeyPolicy, knownHosts } from "#collectors/transport/host-keys.ts";
import { quote } from "#collectors/transport/quote.ts";
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
  const policy = acceptNew(known, (host, port, key) => lines.push(`${nameIn(placeName(host, port))} ${key.line}\n`));
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
function nameIn(place: string): string {
  return place.replace(/^\[(.*)\]:22$/, "$1");
}

const consoleKeyFiles = [
  ["ssh-ed25519", "ed25519"],
  ["ecdsa-", "ecdsa"],
  ["ssh-rsa", "rsa"],
] as const;

/** What to do next about an error, in terms of this command. */
export function adviceFor({ code, advice, offeredKey }: TransportError, knownHostsFile: string | undefined): string {
  if (code === "host-key-unknown" && offeredKey) {
    const type = consoleKeyFiles.find(([prefix]) => offeredKey.key.startsWith(prefix))?.[1] ?? "ed25519";
    return (
      `Compare it with what the host's console shows (\`ssh-keygen -lf /etc/ssh/ssh_host_${type}_key.pub\`); ` +
      "if it is the same, run this again with --accept-new-host-keys."
    );
  }
  if (code === "host-key-changed" && offeredKey) {
    const file = knownHostsFile === undefined ? "" : ` -f ${quote(knownHostsFile)}`;
    return (
      "Find out why before you trust it: a reinstalled host, or somebody in between. " +
      `If it is yours, forget the old key: \`ssh-keygen -R ${quote(nameIn(offeredKey.host))}${file}\`.`
    );
  }
  return advice;
}
