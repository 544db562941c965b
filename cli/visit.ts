import { existsSync, statSync } from "node:fs";
import { appendFile, mkdir, readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { collectBundle, collectHost, type Visit } from "#collectors/collect.ts";
import { probes } from "#collectors/probes/index.ts";
import { maximumBundleCharacters } from "#collectors/transport/bundle.ts";
import { TransportError } from "#collectors/transport/errors.ts";
import { acceptNew, type HostKey, type HostKeyPolicy, knownHosts } from "#collectors/transport/host-keys.ts";
import { loadSshConfig, resolveTarget } from "#collectors/transport/ssh-config.ts";
import { parseTarget, placeName } from "#collectors/transport/target.ts";
import { env } from "#lib/env.ts";

/** How to get to a host, as the command line says it. */
export interface WayOptions {
  identity?: string;
  jump?: string;
  sshConfig?: string;
  knownHosts?: string;
  acceptNewHostKeys?: boolean;
  timeout: number;
}

/** What a target came to: readings, and why there are none. */
export type Visited = Pick<Visit, "readings" | "startedAt" | "durationMs" | "error">;

/** Whether a target is the output of a script run by hand: "-" for stdin, or a file that exists. */
export function isBundle(target: string): boolean {
  return target === "-" || (existsSync(target) && statSync(target).isFile());
}

/** Reads a bundle. Throws TransportError `bad-bundle`. */
export async function readBundleFile(file: string): Promise<Visited> {
  if (file !== "-" && statSync(file).size > maximumBundleCharacters * 4) {
    throw new TransportError("bad-bundle", `${file} is too large to be the script's output.`);
  }
  const bundle = file === "-" ? await text(process.stdin) : await readFile(file, "utf8");
  return { ...collectBundle(bundle, probes), error: null };
}

/** Visits a host as a user of OpenSSH expects: aliases, keys, agent, jump hosts and known_hosts. Throws TransportError. */
export async function visitHost(target: string, options: WayOptions): Promise<Visited> {
  const { homeFolder, sshAgentSocket } = env();
  const local = { name: userInfo().username, home: homeFolder, agentSocket: sshAgentSocket };
  const wishes = {
    ...(options.identity === undefined ? {} : { identityFile: options.identity }),
    ...(options.jump === undefined ? {} : { jump: options.jump }),
  };
  const resolved = resolveTarget(parseTarget(target), await configText(options.sshConfig, homeFolder), local, wishes);
  const files = options.knownHosts === undefined ? resolved.knownHostsFiles : [options.knownHosts];
  const { policy, noteNewKeys } = await hostKeyPolicy(files, options.acceptNewHostKeys === true);
  const visit = await collectHost({ target: resolved.target, jumps: resolved.jumps, hostKeys: policy }, probes, {
    visitTimeoutSeconds: options.timeout,
  });
  await noteNewKeys();
  return visit;
}

async function configText(file: string | undefined, home: string): Promise<string> {
  if (file === "none") return "";
  return file === undefined ? loadSshConfig(home) : readFile(file, "utf8");
}

/** The known hosts of some files; new keys, where they are accepted, are added to the first of them. */
async function hostKeyPolicy(
  files: readonly string[],
  acceptsNew: boolean,
): Promise<{ policy: HostKeyPolicy; noteNewKeys(): Promise<void> }> {
  const known = knownHosts(await Promise.all(files.map((file) => readFile(file, "utf8").catch(() => ""))));
  const lines: string[] = [];
  const note = (host: string, port: number, key: HostKey) => {
    lines.push(`${port === 22 ? host : placeName(host, port)} ${key.line}\n`);
  };
  return {
    policy: acceptsNew ? acceptNew(known, note) : known,
    async noteNewKeys() {
      const [file] = files;
      if (file === undefined || lines.length === 0) return;
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await appendFile(file, lines.join(""), { mode: 0o600 });
    },
  };
}
