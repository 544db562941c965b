import { randomBytes } from "node:crypto";
import { probes } from "#collectors/probes/index.ts";
import { readingsOf } from "#collectors/readings.ts";
import { composeScript, splitOutput } from "#collectors/script.ts";
import { clockOf } from "#collectors/simulator/answers/system.ts";
import { largeFleet } from "#collectors/simulator/fleet.ts";
import { runScript } from "#collectors/simulator/run-script.ts";
import { judgeHost } from "#lib/engine/evaluate.ts";
import { peersAmong } from "#lib/engine/peers.ts";
import { addTestHost, visitTestHost } from "#scripts/test-hosts.ts";

/** Stores further hosts until there are as many as asked for, each read from its recording, judged, and recorded as a worker does. */
export async function storeFleet(from: number, count: number, recordings: string, signal: AbortSignal): Promise<void> {
  const script = composeScript(probes);
  for (const { name, recording } of largeFleet(count, recordings).slice(from)) {
    signal.throwIfAborted();
    const nonce = randomBytes(16).toString("hex");
    const said: string[] = [];
    for await (const part of runScript(recording, script, { nonce, lane: "all" }, () => 0)) said.push(part);
    const { readings } = readingsOf(probes, [splitOutput(said.join(""), nonce)]);
    const hostId = await addTestHost(name);
    const finishedAt = new Date(clockOf(recording) * 1000);
    const context = { declared: { status: "ok" as const, value: [] }, peers: peersAmong(readings, []) };
    await visitTestHost(hostId, { readings, judgement: judgeHost(readings, { hostId, context }, finishedAt), finishedAt });
  }
}
