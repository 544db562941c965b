import { Readable } from "node:stream";

/** A file to download, as what a route returns in place of data. */
export class FileAnswer {
  /** Plain: letters, digits, dots and dashes. */
  readonly name: string;
  readonly mediaType: string;
  readonly body: AsyncIterable<Uint8Array> | Uint8Array;
  /** SHA-256 of the body, hexadecimal; null where it is not known beforehand. */
  readonly hash: string | null;

  constructor(name: string, mediaType: string, body: AsyncIterable<Uint8Array> | Uint8Array, hash: string | null = null) {
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(name)) throw new Error(`a file may not be called ${JSON.stringify(name)}`);
    this.name = name;
    this.mediaType = mediaType;
    this.body = body;
    this.hash = hash;
  }
}

/** Always a download, never a page of ours: what hosts said stands in it. */
export function answerFile({ name, mediaType, body, hash }: FileAnswer, status = 200): Response {
  const headers = {
    "cache-control": "no-store",
    "content-type": mediaType,
    "content-disposition": `attachment; filename="${name}"`,
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
    ...(hash !== null && digestHeaders(hash)),
  };
  const stream = Readable.toWeb(body instanceof Uint8Array ? Readable.from([body]) : Readable.from(body));
  return new Response(stream as BodyInit, { status, headers });
}

/** By which the receiver can prove the bytes (RFC 9530). They hold for what is stored, so that nothing may compress it on its way. */
function digestHeaders(hash: string): Record<string, string> {
  const digest = Buffer.from(hash, "hex").toString("base64");
  return { etag: `"${hash}"`, "repr-digest": `sha-256=:${digest}:`, "cache-control": "no-store, no-transform" };
}
