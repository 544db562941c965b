import { readFile, stat } from "node:fs/promises";
import { TransportError } from "./errors.ts";

/** One way to prove who we are. Several are tried in order. */
export type Auth =
  /** An optional key file is left out where it cannot be read or used: a default that nobody asked for. */
  | { kind: "key-file"; path: string; passphrase?: string; isOptional?: boolean }
  | { kind: "key"; privateKey: string; passphrase?: string; isOptional?: boolean }
  | { kind: "agent"; socket: string }
  | { kind: "password"; password: string };

/** A private key may not be larger than this, in bytes: no key is, and a wrong path may name anything. */
const maximumKeyBytes = 64 * 1024;

/** Reads key files, so that nothing but keys, agents and passwords is left. Throws TransportError `key-unusable`. */
export async function loadAuth(auth: readonly Auth[]): Promise<Exclude<Auth, { kind: "key-file" }>[]> {
  const loaded = await Promise.all(auth.map((way) => (way.kind === "key-file" ? loadKey(way) : [way])));
  return loaded.flat();
}

async function loadKey({
  path,
  passphrase,
  isOptional = false,
}: Extract<Auth, { kind: "key-file" }>): Promise<Extract<Auth, { kind: "key" }>[]> {
  try {
    return [{ kind: "key", privateKey: await readKeyFile(path), isOptional, ...(passphrase === undefined ? {} : { passphrase }) }];
  } catch (error) {
    if (isOptional) return [];
    throw error;
  }
}

async function readKeyFile(path: string): Promise<string> {
  try {
    // A path from a form may name a device or a pipe, which never ends.
    const about = await stat(path);
    if (!about.isFile()) throw new TransportError("key-unusable", `${path} is not a file.`);
    if (about.size > maximumKeyBytes) throw new TransportError("key-unusable", `${path} is too large for a private key.`);
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof TransportError) throw error;
    const code = error instanceof Error && "code" in error ? error.code : "unknown";
    const why = code === "ENOENT" ? "does not exist" : code === "EACCES" ? "may not be read by this user" : `cannot be read (${code})`;
    throw new TransportError("key-unusable", `The key file ${path} ${why}.`, { cause: error });
  }
}
