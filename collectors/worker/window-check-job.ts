import type { Logger } from "pino";
import { loadCheckedHosts, loadComparedHosts } from "#lib/db/checked-hosts.ts";
import { syncChecklist } from "#lib/db/checklist.ts";
import { inTransaction } from "#lib/db/client.ts";
import { listDeclarations } from "#lib/db/declarations.ts";
import { loadFleetMembers } from "#lib/db/fleet-parts.ts";
import { loadWindow } from "#lib/db/maintenance.ts";
import { type DueCheck, finishCheck, lastCheck, listDueChecks } from "#lib/db/window-checks.ts";
import { indexGraph } from "#lib/graph/indexed.ts";
import { unite } from "#lib/graph/unite.ts";
import { checklistOf } from "#lib/maintenance/checklist.ts";
import { postCheck } from "#lib/maintenance/compare.ts";
import { preCheck } from "#lib/maintenance/decide.ts";
import { PreCheck } from "#lib/maintenance/pre-check.ts";

/** Decides the checks whose visits are all over. One that cannot be decided is told as failed, and the next goes on. */
export async function decideDueChecks(log: Logger, clock: () => Date = () => new Date()): Promise<void> {
  for (const check of await listDueChecks(clock())) {
    try {
      await decide(check, clock());
    } catch (error) {
      log.error({ err: error, check: check.id }, "a check of a maintenance window failed");
      await inTransaction((tx) => finishCheck(tx, check.id, null, clock()));
    }
  }
}

function decide(check: DueCheck, now: Date): Promise<void> {
  return check.kind === "pre" ? decidePre(check, now) : decidePost(check, now);
}

async function decidePost(check: DueCheck, now: Date): Promise<void> {
  const last = await lastCheck(check.windowId, "pre");
  const before = PreCheck.safeParse(last?.body).data ?? null;
  const hosts = await loadComparedHosts(check.windowId, check.visits, before);
  const body = postCheck(hosts, before === null ? null : (last?.doneAt ?? null));
  await inTransaction((tx) => finishCheck(tx, check.id, { verdict: body.verdict, body }, now));
}

async function decidePre(check: DueCheck, now: Date): Promise<void> {
  const [window, members, declarations, hosts] = await Promise.all([
    loadWindow(check.windowId, now),
    loadFleetMembers(),
    listDeclarations(),
    loadCheckedHosts(check.windowId, check.visits),
  ]);
  const graph = indexGraph(unite(members, declarations));
  const body = preCheck({ actions: window.actions, hosts, graph, declarations, now });
  const lines = checklistOf({ preCheck: body, people: window.people, declarations, hosts: hosts.map(({ name }) => name) });
  await inTransaction(async (tx) => {
    const isOurs = await finishCheck(tx, check.id, { verdict: body.verdict, body }, now);
    if (isOurs) await syncChecklist(tx, check.windowId, lines, "bulkhead");
  });
}
