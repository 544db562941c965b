import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SSHConfig } from "ssh-config";
import type { Auth } from "./auth.ts";
import { TransportError } from "./errors.ts";
import type { Hop } from "./hop.ts";
import type { Target } from "./target.ts";
import { parseJumps } from "./target.ts";

/** Whose configuration it is. */
export interface LocalUser {
  name: string;
  home: string;
  /** $SSH_AUTH_SOCK */
  agentSocket: string | null;
}

/** What was said on the command line, which outranks the configuration. */
export interface Wishes {
  identityFile?: string;
  passphrase?: string;
  password?: string;
  /** As -J: hops separated by commas. */
  jump?: string;
}

/** A target with everything that ssh_config(5) says of it. */
export interface ResolvedTarget {
  target: Hop;
  jumps: Hop[];
  /** In the order in which they are read; not all need exist. */
  knownHostsFiles: string[];
}

const maximumIncludeDepth = 8;
const maximumJumps = 8;
const defaultKeys = ["id_ed25519", "id_ecdsa", "id_rsa"];

/** The text of ~/.ssh/config with its Includes in place; empty where there is none. */
export async function loadSshConfig(home: string): Promise<string> {
  return expand(join(home, ".ssh", "config"), join(home, ".ssh"), home, 0);
}

async function expand(path: string, base: string, home: string, depth: number): Promise<string> {
  const text = await readFile(path, "utf8").catch(() => "");
  const lines = await Promise.all(
    text.split("\n").map(async (line) => {
      const match = /^\s*include(?:\s+|\s*=\s*)(.+)$/i.exec(line);
      if (!match || depth >= maximumIncludeDepth) return match ? "" : line;
      const patterns = (match[1] ?? "").split(/\s+/).map((word) => word.replace(/^"(.*)"$/, "$1"));
      const files = await Promise.all(patterns.map((pattern) => filesOf(tilde(pattern, home), base)));
      return (await Promise.all(files.flat().map((file) => expand(file, base, home, depth + 1)))).join("\n");
    }),
  );
  return lines.join("\n");
}

async function filesOf(pattern: string, base: string): Promise<string[]> {
  const path = pattern.startsWith("/") ? pattern : join(base, pattern);
  if (!/[*?]/.test(path)) return [path];
  const folder = dirname(path);
  const wanted = new RegExp(
    `^${path
      .slice(folder.length + 1)
      .replace(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".")}$`,
  );
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((name) => wanted.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Where and as whom to connect: aliases, HostName, Port, User, IdentityFile, IdentityAgent, IdentitiesOnly, ProxyJump, HostKeyAlias and
 * UserKnownHostsFile as OpenSSH applies them; what was wished for outranks them. `Match exec` is never run.
 * Throws TransportError `bad-target` for ProxyCommand, which would run a program of its own.
 */
export function resolveTarget(target: Target, configText: string, local: LocalUser, wishes: Wishes = {}): ResolvedTarget {
  const config = SSHConfig.parse(configText);
  const settings = settingsOf(config, target, local);
  const jumpText = wishes.jump ?? settings.one("proxyjump") ?? "";
  if (jumpText === "" && (settings.one("proxycommand") ?? "none") !== "none") {
    throw new TransportError("bad-target", `${target.host} is configured with ProxyCommand, which Bulkhead does not run.`, {
      advice: "Use ProxyJump for it instead.",
    });
  }
  return {
    target: hopOf(target, settings, local, wishes),
    jumps: jumpsOf(parseJumps(jumpText), config, local, wishes, 0),
    knownHostsFiles: [
      ...settings.paths("userknownhostsfile", ["~/.ssh/known_hosts", "~/.ssh/known_hosts2"]),
      ...settings.paths("globalknownhostsfile", ["/etc/ssh/ssh_known_hosts"]),
    ],
  };
}

function jumpsOf(targets: readonly Target[], config: SSHConfig, local: LocalUser, wishes: Wishes, depth: number): Hop[] {
  if (targets.length + depth > maximumJumps)
    throw new TransportError("bad-target", `There are more than ${maximumJumps} jump hosts on the way.`);
  const { jump: _, password: __, ...keys } = wishes;
  return targets.flatMap((target, index) => {
    const settings = settingsOf(config, target, local);
    const before = index === 0 ? parseJumps(settings.one("proxyjump") ?? "") : [];
    return [...jumpsOf(before, config, local, wishes, depth + targets.length), hopOf(target, settings, local, keys)];
  });
}

interface Settings {
  one(name: string): string | undefined;
  many(name: string): string[];
  paths(name: string, defaults: readonly string[]): string[];
}

function settingsOf(config: SSHConfig, { host, user }: Target, local: LocalUser): Settings {
  const found = config.compute({ Host: host, ...(user === null ? {} : { User: user }) }, { ignoreCase: true, matchExec: false });
  const many = (name: string) => [found[name] ?? []].flat();
  const one = (name: string) => many(name)[0];
  const tokens: Record<string, string> = {
    "%%": "%",
    "%h": one("hostname") ?? host,
    "%r": user ?? one("user") ?? local.name,
    "%d": local.home,
    "%u": local.name,
    "%n": host,
  };
  const path = (text: string) => tilde(text, local.home).replace(/%[%hrdun]/g, (token) => tokens[token] ?? token);
  return {
    one,
    many,
    paths: (name, defaults) => (found[name] === undefined ? [...defaults] : many(name)).filter((text) => text !== "none").map(path),
  };
}

function hopOf(target: Target, settings: Settings, local: LocalUser, wishes: Wishes): Hop {
  const host = (settings.one("hostname") ?? target.host).replaceAll("%h", target.host).toLowerCase();
  const port = target.port ?? Number(settings.one("port") ?? 22);
  const alias = settings.one("hostkeyalias");
  const hop = { host, port, user: target.user ?? settings.one("user") ?? local.name, auth: authOf(settings, local, wishes) };
  return alias === undefined ? hop : { ...hop, hostKeyAlias: alias };
}

/** A key that was asked for comes first and must be usable; the agent, and keys that are only configured or usual, are tried as they are. */
function authOf(settings: Settings, local: LocalUser, { identityFile, passphrase, password }: Wishes): Auth[] {
  const secret = passphrase === undefined ? {} : { passphrase };
  const wished: Auth[] = identityFile === undefined ? [] : [{ kind: "key-file", path: tilde(identityFile, local.home), ...secret }];
  const files = settings.paths(
    "identityfile",
    defaultKeys.map((name) => `~/.ssh/${name}`),
  );
  const configured = files
    .filter((path) => path !== identityFile)
    .map((path): Auth => ({ kind: "key-file", path, isOptional: true, ...secret }));
  const socket = settings.one("identityagent")?.replace(/^SSH_AUTH_SOCK$/, local.agentSocket ?? "none") ?? local.agentSocket ?? "none";
  const onlyFiles = settings.one("identitiesonly")?.toLowerCase() === "yes" || wished.length > 0;
  const agent: Auth[] = socket === "none" || onlyFiles ? [] : [{ kind: "agent", socket: tilde(socket, local.home) }];
  return [
    ...wished,
    ...agent,
    ...(wished.length > 0 ? [] : configured),
    ...(password === undefined ? [] : [{ kind: "password", password } as const]),
  ];
}

function tilde(path: string, home: string): string {
  return path === "~" || path.startsWith("~/") ? home + path.slice(1) : path;
}
