import { createHash } from "node:crypto";
import { plainFileName } from "#lib/reports/report/format.ts";

/** Names that Windows keeps for devices, with any ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The name of a file, without its ending, for what a host, cluster or window is called: of a to z, 0 to 9 and hyphens, at most 75
 * characters, and the same at every export. What is lost of a name comes back as its fingerprint behind two hyphens, which no plain name
 * has: two names never share a file, on systems that take capitals for small letters neither.
 */
export function fileNameFor(name: string): string {
  const plain = plainFileName(name);
  if (plain === name && plain !== "" && !devices.test(plain)) return plain;
  return `${plain === "" ? "unnamed" : plain}--${createHash("sha256").update(name).digest("hex").slice(0, 12)}`;
}
