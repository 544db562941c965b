import { createHash, createHmac } from "node:crypto";
import { placeName } from "./target.ts";

/** A host key as it was shown. */
export interface HostKey {
  /** "ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa" … */
  type: string;
  /** "type base64", as in known_hosts and .pub files. */
  line: string;
  /** "SHA256:…" without padding, as ssh-keygen -l prints it. */
  fingerprint: string;
}

export type HostKeyVerdict = "trusted" | "unknown" | "changed" | "revoked";

/** Which host keys are trusted. There is no way to connect without one. */
export interface HostKeyPolicy {
  check(host: string, port: number, key: HostKey): HostKeyVerdict;
  /** Key types that are known for a place: they are asked for first, so that a known key is shown where the host has it. */
  typesOf(host: string, port: number): readonly string[];
}

/** The key in a blob of the wire format (RFC 4253, 6.6), which begins with its type's name. */
export function hostKeyOf(blob: Buffer): HostKey {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const type = blob.subarray(4, 4 + Math.min(length, 64)).toString("latin1");
  const fingerprint = `SHA256:${createHash("sha256").update(blob).digest("base64").replace(/=+$/, "")}`;
  return { type, line: `${type} ${blob.toString("base64")}`, fingerprint };
}

/** The key of a "type base64 [comment]" line; null where it is none. */
export function parseHostKey(line: string): HostKey | null {
  const match = /^([a-z0-9@.-]+) ([A-Za-z0-9+/]+={0,2})(\s|$)/.exec(line.trim());
  if (!match) return null;
  const key = hostKeyOf(Buffer.from(match[2] ?? "", "base64"));
  return key.type === match[1] ? key : null;
}

/** Trusts exactly the keys pinned for each place, by "[address]:port"; any other key of such a place has changed. */
export function pinnedKeys(keysByPlace: Readonly<Record<string, readonly string[]>>): HostKeyPolicy {
  const places = new Map(
    Object.entries(keysByPlace).map(([place, lines]) => [place.toLowerCase(), lines.flatMap((line) => parseHostKey(line) ?? [])]),
  );
  const keysOf = (host: string, port: number) => places.get(placeName(host, port)) ?? [];
  return {
    check(host, port, key) {
      const keys = keysOf(host, port);
      if (keys.length === 0) return "unknown";
      return keys.some((known) => known.line === key.line) ? "trusted" : "changed";
    },
    typesOf: (host, port) => keysOf(host, port).map((key) => key.type),
  };
}

interface KnownHostsLine {
  isRevoked: boolean;
  patterns: readonly string[];
  key: HostKey;
}

/** Trusts what known_hosts files say (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): lists, wildcards, hashed names, [host]:port, @revoked. */
export function knownHosts(texts: readonly string[]): HostKeyPolicy {
  const lines = texts.flatMap((text) => text.split(/\r?\n/).flatMap((line) => parseKnownHostsLine(line) ?? []));
  const keysOf = (host: string, port: number) => {
    const name = port === 22 ? host.toLowerCase() : placeName(host, port);
    return lines.filter((line) => matches(line.patterns, name));
  };
  return {
    check(host, port, key) {
      const known = keysOf(host, port);
      const same = known.filter((line) => line.key.line === key.line);
      if (same.some((line) => line.isRevoked)) return "revoked";
      if (same.length > 0) return "trusted";
      return known.some((line) => !line.isRevoked) ? "changed" : "unknown";
    },
    typesOf: (host, port) =>
      keysOf(host, port)
        .filter((line) => !line.isRevoked)
        .map((line) => line.key.type),
  };
}

/** Trusts a key at first sight, tells of it, and from then on only that key. What is known as changed or revoked stays refused. */
export function acceptNew(policy: HostKeyPolicy, onNew: (host: string, port: number, key: HostKey) => void = () => {}): HostKeyPolicy {
  const seen = new Map<string, HostKey>();
  return {
    check(host, port, key) {
      const verdict = policy.check(host, port, key);
      if (verdict !== "unknown") return verdict;
      const place = placeName(host, port);
      const before = seen.get(place);
      if (before) return before.line === key.line ? "trusted" : "changed";
      seen.set(place, key);
      onNew(host, port, key);
      return "trusted";
    },
    typesOf(host, port) {
      const before = seen.get(placeName(host, port));
      return before ? [before.type] : policy.typesOf(host, port);
    },
  };
}

function parseKnownHostsLine(line: string): KnownHostsLine | null {
  const words = line.trim().split(/\s+/);
  const marker = words[0]?.startsWith("@") ? words.shift() : undefined;
  // A certificate authority vouches for certificates, which this client does not know.
  if (marker === "@cert-authority" || words[0]?.startsWith("#")) return null;
  const [names = "", type = "", base64 = ""] = words;
  const key = parseHostKey(`${type} ${base64}`);
  return key && { isRevoked: marker === "@revoked", patterns: names.split(","), key };
}

function matches(patterns: readonly string[], name: string): boolean {
  const isExcluded = patterns.some((pattern) => pattern.startsWith("!") && matchesOne(pattern.slice(1), name));
  return !isExcluded && patterns.some((pattern) => !pattern.startsWith("!") && matchesOne(pattern, name));
}

function matchesOne(pattern: string, name: string): boolean {
  const hashed = /^\|1\|([^|]+)\|([^|]+)$/.exec(pattern);
  if (hashed) {
    const [, salt = "", digest] = hashed;
    return createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest("base64") === digest;
  }
  const wildcard = pattern
    .toLowerCase()
    .split(/([*?])/)
    .map((part) => (part === "*" ? ".*" : part === "?" ? "." : part.replace(/[\\^$.|+()[\]{}]/g, "\\$&")));
  return new RegExp(`^${wildcard.join("").replaceAll(/(\.\*)+/g, ".*")}$`).test(name);
}

const hostKeyAlgorithms = [
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "rsa-sha2-512",
  "rsa-sha2-256",
  "ssh-rsa",
] as const;

/** Algorithms of known key types first: a host with several keys is asked for the one that is known. */
export function preferredAlgorithms(types: readonly string[]): (typeof hostKeyAlgorithms)[number][] {
  const isKnown = (algorithm: string) => types.includes(algorithm) || (types.includes("ssh-rsa") && algorithm.startsWith("rsa-sha2-"));
  return [...hostKeyAlgorithms.filter(isKnown), ...hostKeyAlgorithms.filter((algorithm) => !isKnown(algorithm))];
}
