import { performance } from "node:perf_hooks";
import { db } from "#lib/db/client.ts";
import { type FleetChangesQuery, loadFleetChanges } from "#lib/db/fleet-changes.ts";
import { loadFleetHistory } from "#lib/db/fleet-history.ts";
import { judgeHost } from "#lib/engine/evaluate.ts";
import { peersAmong } from "#lib/engine/peers.ts";
import { parseReadings, type Readings } from "#lib/facts/index.ts";
import { visitTestHost } from "#scripts/test-hosts.ts";
import type { CleanUp } from "./clean-up.ts";
import { startDatabase } from "./database.ts";
import { mebibytes, ms } from "./numbers.ts";
import type { Part, Target } from "./report.ts";
import { storeFleet } from "./report-fleet.ts";

const limitMs = 3000;
const hour = 3_600_000;

/** What one question took the first time, and when it was asked again. */
interface Asked {
  name: string;
  changes: number;
  lines: number;
  firstMs: number;
  againMs: number;
  bytes: number;
}

/** What changed on a fleet between two moments, as the page and the API ask for it: a quiet night, a fifth of the hosts changed, all twice. */
export async function measureChanges(
  recordings: string,
  { hosts, isQuick }: { hosts: number; isQuick: boolean },
  signal: AbortSignal,
  cleanUp: CleanUp,
): Promise<Part> {
  await startDatabase(cleanUp);
  const now = new Date();
  const before = (hours: number) => new Date(now.getTime() - hours * hour);
  await storeFleet(0, hosts, recordings, signal);
  await db().$executeRaw`update "snapshot" set "seenFrom" = ${before(30)}, "seenUntil" = ${before(3)}`;
  await db().$executeRaw`update "host" set "createdAt" = ${before(31)}`;
  const asked = [await ask("nothing changed", now)];
  await visitAgain(Math.ceil(hosts / 5), before(2), "6.8.12-9-bench", signal);
  asked.push(await ask("a fifth changed in one visit", now));
  for (const [kernel, hours] of [
    ["6.8.12-10-bench", 1.5],
    ["6.8.12-11-bench", 1],
  ] as const)
    await visitAgain(hosts, before(hours), kernel, signal);
  asked.push(await ask("all changed, in two or three visits", now), await ask("the same by host", now, { by: "host" }));
  const began = performance.now();
  await loadFleetHistory({ from: "30d" }, now);
  const historyMs = performance.now() - began;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const table = {
    title: `What changed on ${hosts} hosts in 24 hours`,
    notes: [
      "From the question to the first page of the answer, in one process; then once more, with what was compared remembered.",
      `Scores of 30 days: ${ms(historyMs)}. Peak memory with the filling of the database: ${mebibytes(peakBytes)}.`,
    ],
    head: ["", "changes", "lines", "first", "again", "first page"],
    rows: asked.map((one) => [one.name, String(one.changes), String(one.lines), ms(one.firstMs), ms(one.againMs), `${one.bytes} B`]),
  };
  const targets: Target[] = isQuick ? [] : asked.map(({ name, firstMs }) => ({ name: `${name}, ms`, limit: limitMs, value: firstMs }));
  return { tables: [table], targets, data: { changes: { hosts, asked, historyMs } } };
}

async function ask(name: string, now: Date, query: Partial<FleetChangesQuery> = {}): Promise<Asked> {
  const once = async () => {
    const began = performance.now();
    const answer = await loadFleetChanges({ limit: 50, ...query }, now);
    return { answer, tookMs: performance.now() - began };
  };
  const { answer, tookMs: firstMs } = await once();
  const { tookMs: againMs } = await once();
  return { name, changes: answer.totals.changes, lines: answer.total, firstMs, againMs, bytes: JSON.stringify(answer).length };
}

/** Reads the first hosts once more: each runs another kernel, and its last mount is gone. */
async function visitAgain(count: number, finishedAt: Date, kernel: string, signal: AbortSignal): Promise<void> {
  const hosts = await db().host.findMany({ orderBy: { name: "asc" }, take: count, select: { id: true, snapshotId: true } });
  for (const { id: hostId, snapshotId } of hosts) {
    signal.throwIfAborted();
    const row = await db().snapshot.findUniqueOrThrow({ where: { id: snapshotId ?? "" }, select: { readings: true } });
    const readings = changed(parseReadings(row.readings), kernel);
    const context = { declared: { status: "ok" as const, value: [] }, peers: peersAmong(readings, []) };
    await visitTestHost(hostId, { readings, judgement: judgeHost(readings, { hostId, context }, finishedAt), finishedAt });
  }
}

function changed(readings: Readings, kernel: string): Readings {
  const { identity, mounts } = readings;
  return {
    ...readings,
    ...(identity?.status === "ok" && { identity: { status: "ok", value: { ...identity.value, kernel } } }),
    ...(mounts?.status === "ok" && { mounts: { status: "ok", value: mounts.value.slice(0, -1) } }),
  };
}
