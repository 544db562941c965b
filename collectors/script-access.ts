import type { AnyProbe } from "./probe.ts";
import type { Call } from "./script-calls.ts";
import { globParts, planCalls } from "./script-calls.ts";

/** Where the tools that need root stand on Debian, Proxmox and the Red Hat family; a tool that is not here is looked for in both. */
const folders: Record<string, readonly string[]> = { cat: ["/usr/bin", "/bin"], grep: ["/usr/bin", "/bin"], virsh: ["/usr/bin"] };
const unknownFolders = ["/usr/sbin", "/usr/bin"] as const;

/** The item of a list in a sudo rule: what names of guests and units are made of, and never an option. */
const itemPattern = "[A-Za-z0-9_][A-Za-z0-9_.:@+-]*";

/** What a call runs as root, word by word; "{}" stands for an item. Empty for what needs no root. */
export function rootCommands(call: Call): readonly (readonly string[])[] {
  if (!call.root) return [];
  if (call.kind === "read") return [["cat", call.path]];
  if (call.kind === "glob") return [["grep", "-aHr", "^", globParts(call.path).folder]];
  return call.kind === "each" ? [call.list, call.argv] : [call.argv];
}

/**
 * A sudoers(5) file that allows a user exactly what the script runs as root, argument by argument: no wildcard. A regular expression
 * (sudo 1.9.10 or later) stands only where a command is repeated for each item of a list. Throws for a user name that is none.
 */
export function sudoersFile(probes: readonly AnyProbe[], user: string): string {
  if (!/^[a-z_][a-z0-9_-]{0,31}$/.test(user)) throw new Error(`"${user}" is no user name`);
  const calls = planCalls(probes).filter((call) => call.root);
  const rules = calls.flatMap((call) => rootCommands(call).flatMap((argv) => rulesOf(call, argv).map((rule) => `${user} ${rule}`)));
  return [
    "# Bulkhead: what its script reads as root, and nothing else. Check it and put it in place with:",
    "#   visudo -cf FILE && install -o root -g root -m 0440 FILE /etc/sudoers.d/bulkhead",
    "# TIMEOUT ends a command that hangs, since only root can (sudo 1.8.20 or later).",
    ...[...new Set(rules)].sort(),
    "",
  ].join("\n");
}

function rulesOf(call: Call, argv: readonly string[]): string[] {
  const [tool = "", ...words] = argv;
  const seconds = call.timeoutSeconds + 2;
  const known = Object.hasOwn(folders, tool) ? (folders[tool] ?? []) : unknownFolders;
  return (tool.startsWith("/") ? [tool] : known.map((folder) => `${folder}/${tool}`)).map((program) => {
    const words_ =
      words.length === 0 ? '""' : words.some((word) => word.includes("{}")) ? expression(words) : words.map(escapeWord).join(" ");
    return `ALL=(root) TIMEOUT=${seconds}s NOPASSWD: ${program} ${words_}`;
  });
}

/** sudoers(5): these mean something in a command's arguments unless a backslash stands before them. */
function escapeWord(word: string): string {
  if (/\s/.test(word)) throw new Error(`an argument with a blank cannot be told from two in a sudo rule: "${word}"`);
  return word.replace(/[\\,:=*?[\]!#]/g, "\\$&");
}

function expression(words: readonly string[]): string {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const parts = words.map((word) => word.split("{}").map(literal).join(itemPattern));
  return `^${parts.join(" ")}$`;
}

/**
 * A line for authorized_keys(5) that lets a key do one thing: run the root-owned copy of the script at `path`. Nonce and lane arrive in
 * $SSH_ORIGINAL_COMMAND and are all that a client can say. Throws for text that is no public key, or a path with special characters.
 */
export function authorizedKeyLine(publicKey: string, path: string): string {
  const key = publicKey.trim();
  if (
    !/^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+=*( [^\r\n]*)?$/.test(
      key,
    )
  ) {
    throw new Error("this is no public key: give the one line of the .pub file");
  }
  if (!/^(\/[A-Za-z0-9_.-]+)+$/.test(path)) throw new Error(`"${path}" is not an absolute path of plain characters`);
  return `restrict,command="/bin/sh ${path}" ${key}\n`;
}
