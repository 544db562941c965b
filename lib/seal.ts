import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { env } from "#lib/env.ts";

const version = "v1";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals a secret with AES-256-GCM under the key of the secret file. `boundTo` (the id of its host) is authenticated with it: a sealed
 * text that is copied to another row does not open. The form is `v1.<nonce>.<tag>.<text>`, each base64url.
 */
export function seal(secret: string, boundTo: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", sealingKey(), nonce).setAAD(Buffer.from(boundTo, "utf8"));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [version, ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".");
}

/** Opens what `seal` made. Throws one sentence, which never repeats the input, when it was altered, moved or sealed by another key. */
export function unseal(sealed: string, boundTo: string): string {
  const [form, ...parts] = sealed.split(".");
  const [nonce, tag, text] = parts.map((part) => Buffer.from(part, "base64url"));
  if (form !== version || nonce?.length !== nonceBytes || tag?.length !== tagBytes || text === undefined || parts.length !== 3) {
    throw new Error("A stored secret has a form that this version does not know: enter it again.");
  }
  const decipher = createDecipheriv("aes-256-gcm", sealingKey(), nonce).setAAD(Buffer.from(boundTo, "utf8")).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
  } catch {
    throw new Error("A stored secret does not open with the key in the secret file: restore that file, or enter the secret again.");
  }
}

/** The secret that signs sessions: derived from the same file, so that there is one file to keep. */
export function sessionSecret(): string {
  return Buffer.from(derive("sessions")).toString("base64url");
}

/** What whoever started Bulkhead can tell and nobody on the network knows: 16 hexadecimal digits in groups of four, from the same file. */
export function setupCode(): string {
  return Buffer.from(derive("first account"))
    .toString("hex")
    .slice(0, 16)
    .replace(/(.{4})(?=.)/g, "$1-");
}

function sealingKey(): Buffer {
  return Buffer.from(derive("sealed secrets"));
}

function derive(purpose: string): ArrayBuffer {
  return hkdfSync("sha256", rootKey(env().secretFile), Buffer.alloc(0), `bulkhead ${purpose}`, keyBytes);
}

const loaded = new Map<string, Buffer>();

function rootKey(file: string): Buffer {
  const known = loaded.get(file);
  if (known !== undefined) return known;
  const key = readKey(file) ?? makeKey(file);
  loaded.set(file, key);
  return key;
}

function readKey(file: string): Buffer | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const key = Buffer.from(text.trim(), "base64url");
  if (key.length !== keyBytes) throw new Error(`${file} is not a Bulkhead key: restore it from your back-up, the sealed secrets need it.`);
  if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  return key;
}

/** Made on the first start. Written aside and linked into place: of two processes that start together one wins, and nobody reads half a key. */
function makeKey(file: string): Buffer {
  mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  const key = randomBytes(keyBytes);
  writeFileSync(aside, `${key.toString("base64url")}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(aside, file);
    return key;
  } catch (error) {
    const other = (error as NodeJS.ErrnoException).code === "EEXIST" ? readKey(file) : null;
    if (other === null) throw error;
    return other;
  } finally {
    unlinkSync(aside);
  }
}
