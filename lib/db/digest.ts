import { createHash } from "node:crypto";
import { z } from "zod";
import { restlessFacts, withoutRestless } from "#lib/engine/drift/restless.ts";
import type { Judgement } from "#lib/engine/judgement.ts";
import { readinessOf } from "#lib/engine/readiness.ts";
import type { FactName, Readings } from "#lib/facts/index.ts";
import { HostPart } from "#lib/graph/part.ts";

/** A version that knows another shape of a host's part stores it anew at the next visit, whether or not the host has changed. */
const partShape = createHash("sha256")
  .update(JSON.stringify(z.toJSONSchema(HostPart)))
  .digest("hex");

/**
 * SHA-256 of what makes one snapshot differ from another: readings, verdicts, and the wording of findings and of the readiness matrix. Citations stay out, since
 * timers and process ids in a quoted line move at every visit; so do the parts of facts that are restless by nature.
 */
export function snapshotDigest(readings: Readings, judgement: Judgement): string {
  const facts = Object.entries(readings)
    .filter(([name]) => !restlessFacts.has(name as FactName))
    .map(([name, reading]) => [name, withoutRestless(name as FactName, reading)]);
  return createHash("sha256")
    .update(
      JSON.stringify(
        canonical({
          facts: Object.fromEntries(facts),
          partShape,
          results: judgement.results,
          readiness: readinessOf(judgement.findings, judgement.results),
        }),
      ),
    )
    .digest("hex");
}

/** SHA-256 of what a finding says, its evidence included: decides whether its row is written again. */
export function bodyDigest(body: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(body)))
    .digest("hex");
}

/** Keys sorted, citations left out. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical).filter((item) => item !== undefined);
  if (value === null || typeof value !== "object") return value;
  if (isCite(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, item]) => [key, canonical(item)]),
  );
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

function isCite(value: object): boolean {
  return Object.keys(value).length === 3 && "source" in value && "line" in value && "text" in value;
}
