import { execFileSync } from "node:child_process";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { coldStart } from "#lib/graph/cold-start.ts";
import type { Given } from "#lib/graph/given.ts";
import { type IndexedGraph, indexGraph } from "#lib/graph/indexed.ts";
import { rehearse } from "#lib/graph/rehearse.ts";
import { type FleetMember, unite } from "#lib/graph/unite.ts";
import { guestsPerHost, largeSites, recordedSite } from "./graph-fleet.ts";
import { besideGraphology } from "./graph-peer.ts";
import { judgeCascades } from "./judge-cascades.ts";
import { mebibytes, medianOf, ms, short } from "./numbers.ts";
import { type Part, type Table, type Target, verdict } from "./report.ts";

/** The size for which we promise something. */
const promisedHosts = 1000;
const limits = { unionMs: 2000, peakMiB: 500, rehearsalMs: 100 };

/** What one size of fleet took: medians, in milliseconds and bytes. */
interface Measured {
  hosts: number;
  nodes: number;
  needs: number;
  union: number;
  /** The union again, and all cascade rules on it. */
  judged: number;
  reboot: number;
  loss: number;
  steps: { reboot: number; loss: number };
  coldStart: number;
  heapBytes: number;
  /** The most that a process ever held which reads the parts, unites and judges them. */
  peakBytes: number;
}

/** The fleet graph at several sizes: parts of hosts united and indexed, an event rehearsed on it, and all of it started from nothing. */
export async function measureGraph(recordings: string, isQuick: boolean, signal: AbortSignal): Promise<Part> {
  const site = await recordedSite(recordings);
  const measured: Measured[] = [];
  for (const hosts of isQuick ? [100, 300, promisedHosts] : [100, 300, promisedHosts, 3000]) {
    // A signal is only heard between two turns of the event loop.
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
    measured.push(measureSize(site, hosts, isQuick ? 1 : 5));
  }
  const part = partOf(measured);
  const peer = besideGraphology(indexGraph(unite(largeSites(site, promisedHosts))), isQuick ? 1 : 5, heapBytes);
  return { ...part, tables: [...part.tables, peer.table], data: { ...part.data, besideGraphology: peer.data } };
}

function measureSize(site: Parameters<typeof largeSites>[0], hosts: number, rounds: number): Measured {
  const members = largeSites(site, hosts);
  const build = () => indexGraph(unite(members));
  const before = heapBytes();
  const graph = build();
  const held = heapBytes() - before;
  const first = members[0]?.name ?? "";
  const reboot: Given = { what: "reboot", target: `host:${first}` };
  const loss: Given = { what: "lose", target: biggestStorage(graph) };
  return {
    hosts,
    nodes: graph.nodes.size,
    needs: graph.needs.length,
    union: timed(build, rounds),
    judged: timed(() => judgeCascades(members), rounds),
    reboot: timed(() => rehearse(graph, [reboot]), rounds),
    loss: timed(() => rehearse(graph, [loss]), rounds),
    steps: { reboot: rehearse(graph, [reboot]).steps.length, loss: rehearse(graph, [loss]).steps.length },
    coldStart: timed(() => coldStart(graph), rounds),
    heapBytes: held,
    peakBytes: peakOf(members),
  };
}

function peakOf(members: readonly FleetMember[]): number {
  return Number(execFileSync(process.execPath, ["dist/bench/graph-memory.mjs"], { input: JSON.stringify(members), encoding: "utf8" }));
}

function biggestStorage(graph: IndexedGraph): string {
  const used = (graph.byKind.get("storage") ?? []).map(({ id }) => ({ id, needs: graph.neededBy.get(id)?.length ?? 0 }));
  const [biggest] = used.sort((one, other) => other.needs - one.needs);
  if (biggest === undefined) throw new Error("no recorded machine has a storage");
  return biggest.id;
}

/** Median milliseconds of some rounds, without the first, which runs cold. */
function timed(work: () => unknown, rounds: number): number {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const began = performance.now();
    work();
    if (round > 0) times.push(performance.now() - began);
  }
  return medianOf(times);
}

let collect: (() => void) | undefined;

/** What lives on the heap, without garbage. */
function heapBytes(): number {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  collect();
  return process.memoryUsage().heapUsed;
}

function partOf(measured: readonly Measured[]): Part {
  const promised = measured.find(({ hosts }) => hosts === promisedHosts);
  const of = `${promisedHosts} hosts`;
  const targets: Target[] =
    promised === undefined
      ? []
      : [
          { name: `unite ${of} and judge all cascade rules, ms`, limit: limits.unionMs, value: promised.judged },
          { name: "memory of a process that does it, at most, MiB", limit: limits.peakMiB, value: promised.peakBytes / 1024 / 1024 },
          { name: `rehearse a reboot among ${of}, ms`, limit: limits.rehearsalMs, value: promised.reboot },
          { name: `rehearse the loss of the biggest storage of ${of}, ms`, limit: limits.rehearsalMs, value: promised.loss },
        ];
  const main: Table = {
    title: "The fleet graph, by size of the fleet",
    notes: [
      `Parts of recorded hosts under other names and addresses, ${guestsPerHost} guests each; medians, one thread.`,
      "The storage is the one that most needs name. Judging unites anew and plays all cascade rules; the heap is what graph and index keep.",
      "The process reads the parts as JSON, unites and judges them once, and does nothing else: the most that it ever held.",
    ],
    head: [
      "hosts",
      "nodes",
      "needs",
      "unite, index",
      "and judge",
      "per host",
      "reboot a host",
      "lose the storage",
      "its steps",
      "cold start",
      "heap",
      "process",
    ],
    rows: measured.map((size) => [
      String(size.hosts),
      String(size.nodes),
      String(size.needs),
      ms(size.union),
      ms(size.judged),
      ms(size.judged / size.hosts),
      ms(size.reboot),
      ms(size.loss),
      String(size.steps.loss),
      ms(size.coldStart),
      mebibytes(size.heapBytes),
      mebibytes(size.peakBytes),
    ]),
  };
  const promises: Table = {
    title: "What we promise of it",
    notes: [],
    head: ["", "measured", "target"],
    rows: targets.map((target) => [target.name, short(target.value), verdict(target)]),
  };
  return { tables: [main, promises], targets, data: { graph: measured } };
}
