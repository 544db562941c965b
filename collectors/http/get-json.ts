import { lookup as lookupName } from "node:dns";
import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestTls } from "node:https";
import type { LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";

export const defaultLimits = { timeoutSeconds: 5, maximumBytes: 16 * 1024 * 1024 } as const;

export interface GetOptions {
  /** Whether the name may lead to an address of a private network, or of this machine. Link-local addresses never. */
  allowPrivate: boolean;
  /** Value of the Authorization header; null for none. */
  authorization: string | null;
  timeoutSeconds?: number;
  maximumBytes?: number;
  signal?: AbortSignal;
}

/** Why a document could not be read, in one sentence. */
export class HttpError extends Error {
  override name = "HttpError";
  readonly kind: "unreachable" | "denied" | "timeout" | "oversized" | "unparsable";
  constructor(kind: HttpError["kind"], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * GETs one JSON document and nothing else: no redirect is followed, the address is checked after the name is resolved and is the one that
 * is connected to, time and size have limits. Throws HttpError.
 */
export async function getJson(url: URL, options: GetOptions): Promise<unknown> {
  const text = await getText(url, options);
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError("unparsable", `${url.host} answers ${url.pathname} with something that is not JSON.`);
  }
}

/** The same for any text; used where only the answer itself counts. */
export async function getText(url: URL, options: GetOptions): Promise<string> {
  const { timeoutSeconds = defaultLimits.timeoutSeconds, maximumBytes = defaultLimits.maximumBytes } = options;
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new HttpError("unreachable", `${url.protocol} is no web address.`);
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (ipaddr.isValid(literal)) refuse(literal, url, options.allowPrivate);
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
  try {
    return await read(await answer(url, options, signal), url, maximumBytes);
  } catch (error) {
    if (error instanceof HttpError) throw error;
    options.signal?.throwIfAborted();
    if (timeout.aborted) throw new HttpError("timeout", `${url.host} does not answer within ${timeoutSeconds} s.`);
    throw new HttpError("unreachable", `${url.host} cannot be reached: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function answer(url: URL, { allowPrivate, authorization }: GetOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = { accept: "application/json", "user-agent": "bulkhead", ...(authorization !== null && { authorization }) };
  const request = url.protocol === "https:" ? requestTls : requestPlain;
  return new Promise((resolve, reject) => {
    request(url, { headers, signal, agent: false, lookup: checkedLookup(url, allowPrivate) }, resolve)
      .on("error", reject)
      .end();
  });
}

async function read(response: IncomingMessage, url: URL, maximumBytes: number): Promise<string> {
  const status = response.statusCode ?? 0;
  const complaint = complaintOf(status, url);
  if (complaint !== null) {
    response.destroy();
    throw complaint;
  }
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maximumBytes)
      throw new HttpError("oversized", `${url.host} answers ${url.pathname} with more than ${maximumBytes >> 20} MiB.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function complaintOf(status: number, url: URL): HttpError | null {
  if (status >= 200 && status < 300) return null;
  if (status === 401 || status === 403)
    return new HttpError("denied", `${url.host} refuses ${url.pathname} (${status}): check its Authorization header.`);
  if (status >= 300 && status < 400)
    return new HttpError("unreachable", `${url.host} sends elsewhere (${status}): enter the address that it means; nothing is followed.`);
  return new HttpError("unreachable", `${url.host} answers ${url.pathname} with ${status}.`);
}

/** Resolves like the system does, and refuses before anything connects. */
function checkedLookup(url: URL, allowPrivate: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookupName(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, "", 0);
      try {
        for (const { address } of found) refuse(address, url, allowPrivate);
      } catch (refusal) {
        return callback(refusal as Error, "", 0);
      }
      const [first] = found;
      if (options.all) callback(null, found);
      else callback(null, first?.address ?? "", first?.family ?? 0);
    });
  };
}

/** Where clouds tell a machine its credentials, in ranges that are private (elsewhere the address is link-local). */
const metadataAddresses = ["fd00:ec2::254", "fd20:ce::254", "100.100.100.200"].map((text) => ipaddr.parse(text).toNormalizedString());
const privateRanges = ["private", "uniqueLocal", "loopback", "carrierGradeNat"];

function refuse(address: string, url: URL, allowPrivate: boolean): void {
  const parsed = ipaddr.process(address);
  const isMetadata = metadataAddresses.includes(parsed.toNormalizedString());
  const range = isMetadata ? "metadata" : parsed.range();
  if (range === "unicast" || (allowPrivate && privateRanges.includes(range))) return;
  const advice = privateRanges.includes(range) ? "allow private addresses for it if that is meant" : "that is never asked";
  throw new HttpError("denied", `${url.hostname} is at ${address}, a ${range} address: ${advice}.`);
}
