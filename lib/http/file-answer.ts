import { Readable } from "node:stream";

/** A file to download, as what a route returns in place of data. */
export class FileAnswer {
  /** Plain: letters, digits, dots and dashes. */
  readonly name: string;
  readonly mediaType: string;
  readonly body: AsyncIterable<Uint8Array> | Uint8Array;

  constructor(name: string, mediaType: string, body: AsyncIterable<Uint8Array> | Uint8Array) {
    if (!/^[A-Za-z0-9][A-Za-z0-9.-]*$/.test(name)) throw new Error(`a file may not be called ${JSON.stringify(name)}`);
    this.name = name;
    this.mediaType = mediaType;
    this.body = body;
  }
}

/** Always a download, never a page of ours: what hosts said stands in it. */
export function answerFile({ name, mediaType, body }: FileAnswer, status = 200): Response {
  const headers = {
    "cache-control": "no-store",
    "content-type": mediaType,
    "content-disposition": `attachment; filename="${name}"`,
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "x-content-type-options": "nosniff",
  };
  const stream = Readable.toWeb(body instanceof Uint8Array ? Readable.from([body]) : Readable.from(body));
  return new Response(stream as BodyInit, { status, headers });
}
