import type { Contact } from "#lib/rules/context.ts";
import { db } from "./client.ts";
import { noSuchHost } from "./hosts.ts";
import { parseLanesReadAt } from "./lanes-read-at.ts";
import type { VisitFailure } from "./record-visit.ts";

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
  const [earlier, total, unreachable] = await Promise.all([
    failure === null ? 0 : failuresSince(hostId, host.lastSeenAt),
    db().host.count({ where: { id: { not: hostId }, paused: false, state: { not: "unvisited" } } }),
    db().host.count({ where: { id: { not: hostId }, paused: false, state: "unreachable" } }),
  ]);
  return {
    state: failure === null ? "reachable" : words[failure.state],
    code: failure?.code ?? null,
    sentence: failure?.sentence ?? null,
    failures: failure === null ? 0 : earlier + 1,
    lastSeenAt: failure === null ? now : host.lastSeenAt,
    others: { total, unreachable },
    intervalSeconds: host.intervalSeconds,
    readAt: parseLanesReadAt(host.lanesReadAt),
  };
}

/** Failed visits since the host was last read. */
async function failuresSince(hostId: string, lastSeenAt: Date | null): Promise<number> {
  const since = lastSeenAt === null ? {} : { queuedAt: { gt: lastSeenAt } };
  return db().visit.count({ where: { hostId, status: "failed", ...since } });
}
