import type { VisitFailure } from "#lib/db/record-visit.ts";
import { lanes as everyLane, type Lane } from "#lib/lanes.ts";
import { connectOptionsOf } from "./access.ts";
import { otherLanes } from "./cadence.ts";
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

/**
 * Goes to a host of the database and reads the facts of the lanes that are due; all of them when it turns out to have booted since the
 * last visit. A host whose key has changed is not read.
 */
export const visitHost: VisitHost = async (access, { signal, onProgress, lanes, bootId }) => {
  try {
    const way = connectOptionsOf(access);
    const visit = await collectHost(way, probes, { signal, onProgress, lanes });
    const rest = hasBooted(visit, bootId) ? otherLanes(lanes) : [];
    if (rest.length === 0) return resultOf([visit], lanes);
    return resultOf([visit, await collectHost(way, probes, { signal, onProgress, lanes: rest })], everyLane);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof TransportError) return failureOf(error);
    throw error;
  }
};

function hasBooted({ readings: { identity } }: Visit, bootId: string | null): boolean {
  return identity?.status === "ok" && identity.value.bootId !== null && identity.value.bootId !== bootId;
}

/** What one visit, or two to the same host, came to. */
function resultOf(visits: readonly Visit[], lanes: readonly Lane[]): VisitResult {
  const failed = visits.find(({ error }) => error !== null);
  if (failed?.error) return failureOf(failed.error);
  const readings = Object.assign({}, ...visits.map((visit) => visit.readings));
  return { status: "read", readings, sections: visits.flatMap(({ sections }) => sections), lanes };
}

function failureOf({ code, message, advice }: TransportError): VisitResult {
  return { status: "failed", code, sentence: `${message} ${advice}`, state: stateByCode[code] ?? "unreachable" };
}
