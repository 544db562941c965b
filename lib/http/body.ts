import { Problem } from "#lib/problem.ts";

/** Largest body that any of our forms sends is a private key. */
const maximumBodyBytes = 256 * 1024;

/** The body of a request as text. Throws `invalid` where it is larger than any of ours, before it is in memory. */
export async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maximumBodyBytes) throw new Problem("invalid", `The request is larger than ${maximumBodyBytes / 1024} KiB.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
