import { createReadStream, existsSync, statSync } from "node:fs";
import { addAbortSignal } from "node:stream";
import { collectBundle } from "#collectors/collect.ts";
import { probes } from "#collectors/probes/index.ts";
import { maximumBundleCharacters } from "#collectors/transport/bundle.ts";
import { TransportError } from "#collectors/transport/errors.ts";
import type { Visited } from "./visit.ts";

/**
 * Whether a target is meant as the output of a script run by hand: "-" for stdin, a file or pipe that exists, or what can only be a path.
 */
export function isBundle(target: string): boolean {
  if (target === "-") return true;
  if (existsSync(target)) return !statSync(target).isDirectory() || isPath(target);
  return isPath(target);
}

function isPath(target: string): boolean {
  return !target.startsWith("ssh://") && (target.includes("/") || target.endsWith(".txt"));
}

/** Reads a bundle. Throws TransportError `bad-bundle`, or the signal's reason. */
export async function readBundleFile(file: string, signal: AbortSignal): Promise<Visited> {
  try {
    return { ...collectBundle(decode(await readAll(file, signal)), probes), error: null };
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof TransportError ? error : unreadable(file, error);
  }
}

async function readAll(file: string, signal: AbortSignal): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of addAbortSignal(signal, file === "-" ? process.stdin : createReadStream(file))) {
    bytes += piece.length;
    if (bytes > maximumBundleCharacters) throw new TransportError("bad-bundle", "The bundle is too large to be the script's output.");
    pieces.push(piece);
  }
  if (bytes === 0) throw new TransportError("bad-bundle", "The bundle is empty.");
  return Buffer.concat(pieces);
}

/** UTF-8, or what a redirection in Windows PowerShell makes of it. */
function decode(bytes: Buffer): string {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8").decode(bytes);
}

function unreadable(file: string, error: unknown): TransportError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
  const why: Record<string, string> = {
    ENOENT: `There is no file ${file}.`,
    EISDIR: `${file} is a folder.`,
    EACCES: `${file} may not be read by this user.`,
  };
  const advice = "Give the file that holds the script's output, or a host as [user@]host[:port].";
  return new TransportError("bad-bundle", why[code] ?? `${file} cannot be read (${code}).`, { advice, cause: error });
}
