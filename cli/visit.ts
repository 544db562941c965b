import { readFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { collectHost, type Visit } from "#collectors/collect.ts";
import { probes } from "#collectors/probes/index.ts";
import { TransportError } from "#collectors/transport/errors.ts";
import { loadSshConfig, resolveTarget } from "#collectors/transport/ssh-config.ts";
import { parseTarget } from "#collectors/transport/target.ts";
import { env } from "#lib/env.ts";
import { readKnownHosts } from "./known-hosts-file.ts";

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
export type Visited = Pick<Visit, "readings" | "startedAt" | "durationMs" | "error"> & {
  /** What went wrong beside the visit. */
  warning?: string | null;
};

/** Visits a host as a user of OpenSSH expects: aliases, keys, agent, jump hosts and known_hosts. Throws TransportError, or the signal's reason. */
export async function visitHost(target: string, options: WayOptions, signal: AbortSignal): Promise<Visited> {
  const { homeFolder, sshAgentSocket } = env();
  const local = { name: userInfo().username, home: homeFolder, agentSocket: sshAgentSocket };
  const wishes = {
    ...(options.identity === undefined ? {} : { identityFile: options.identity }),
    ...(options.jump === undefined ? {} : { jump: options.jump }),
  };
  const resolved = resolveTarget(parseTarget(target), await configText(options.sshConfig, homeFolder), local, wishes);
  const files = options.knownHosts === undefined ? resolved.knownHostsFiles : [options.knownHosts];
  const { policy, noteNewKeys } = await readKnownHosts(files, options.acceptNewHostKeys === true);
  const visit = await collectHost({ target: resolved.target, jumps: resolved.jumps, hostKeys: policy }, probes, {
    visitTimeoutSeconds: options.timeout,
    signal,
  });
  return { ...visit, warning: await noteNewKeys() };
}

async function configText(file: string | undefined, home: string): Promise<string> {
  if (file === "none") return "";
  if (file === undefined) return loadSshConfig(home);
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new TransportError("bad-target", `The ssh configuration ${file} cannot be read (${error.code}).`, {
      advice: "Give the file that -F should name, or `-F none`.",
      cause: error,
    });
  });
}
