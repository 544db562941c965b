import type { Contact } from "#lib/rules/context.ts";
import { db } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import type { VisitFailure } from "./record-visit.ts";
import { parseLanesReadAt } from "./visit-basis.ts";

const words = { unreachable: "unreachable", denied: "denied", keyChanged: "key-changed" } as const;

/** How the visits to a host went, this one included: `failure` is why it read nothing, null when it did. Throws `not-found`. */
export async function loadContact(
  hostId: string,
  failure: Pick<VisitFailure, "code" | "sentence" | "state"> | null,
  now: Date,
): Promise<Contact> {
  const select = { lastSeenAt: true, intervalSeconds: true, lanesReadAt: true } as const;
  const host = await db().host.findUnique({ where: { id: hostId }, select });
  if (host === null) throw noSuchHost();
  return {
    state: failure === null ? "reachable" : words[failure.state],
    code: failure?.code ?? null,
    sentence: failure?.sentence ?? null,
    lastSeenAt: failure === null ? now : host.lastSeenAt,
    intervalSeconds: host.intervalSeconds,
    readAt: parseLanesReadAt(host.lanesReadAt),
  };
}
