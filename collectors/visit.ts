import type { VisitFailure } from "#lib/db/record-visit.ts";
import { connectOptionsOf } from "./access.ts";
import { collectHost, type Visit } from "./collect.ts";
import { probes } from "./probes/index.ts";
import { type TransportCode, TransportError } from "./transport/errors.ts";
import type { VisitHost, VisitResult } from "./worker/visit-job.ts";

/** Codes that are about the machine not being reached are the rest. */
const stateByCode: Partial<Record<TransportCode, VisitFailure["state"]>> = {
  "host-key-changed": "keyChanged",
  "host-key-revoked": "keyChanged",
  "host-key-unknown": "denied",
  "key-unusable": "denied",
  "agent-unavailable": "denied",
  "auth-refused": "denied",
  "no-shell": "denied",
};

/** Goes to a host of the database and reads all facts. A host whose key has changed is not read. */
export const visitHost: VisitHost = async (access, { signal, onProgress }) => {
  try {
    return resultOf(await collectHost(connectOptionsOf(access), probes, { signal, onProgress }));
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TransportError) return failureOf(error);
    throw error;
  }
};

function resultOf({ error, readings, sections }: Visit): VisitResult {
  return error === null ? { status: "read", readings, sections } : failureOf(error);
}

function failureOf({ code, message, advice }: TransportError): VisitResult {
  return { status: "failed", code, sentence: `${message} ${advice}`, state: stateByCode[code] ?? "unreachable" };
}
