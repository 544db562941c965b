import { env } from "#lib/env.ts";
import type { CleanUp } from "./clean-up.ts";
import { type FleetRound, visitAll } from "./fleet-round.ts";
import { mebibytes, ms, short } from "./numbers.ts";
import { peakMemory } from "./processes.ts";
import type { Part, Table } from "./report.ts";
import { startFleet } from "./simulated-fleet.ts";

export interface FleetOptions {
  hosts: number;
  recordings: string;
  isQuick: boolean;
}

/** Hosts behind real SSH, visited by one worker through the queue, judged and stored: first all new, then nothing new. */
export async function measureFleet({ hosts, recordings, isQuick }: FleetOptions, signal: AbortSignal, cleanUp: CleanUp): Promise<Part> {
  const fleet = await startFleet(hosts, recordings, cleanUp);
  const rounds: FleetRound[] = [];
  for (let round = 0; round < (isQuick ? 2 : 4); round += 1) rounds.push(await visitAll(fleet, signal));
  const peakWorker = peakMemory(fleet.worker);
  const together = rounds.flatMap(({ peakTogether }) => peakTogether ?? []);
  const peakTogether = together.length === 0 ? null : Math.max(...together);
  const [{ stored } = { stored: 0 }] = await fleet.database.query<{ stored: number }>(
    "select pg_database_size(current_database())::float8 as stored",
  );
  const memory: Table = {
    title: "Peak memory",
    notes: ["Most that was ever held; together: shared pages counted once, without web server and simulated hosts."],
    head: ["", "peak"],
    rows: [
      ["worker", mebibytes(peakWorker)],
      ["worker and Postgres together", mebibytes(peakTogether)],
      ["database on disk", mebibytes(stored)],
    ],
  };
  const data = { hosts, concurrency: env().concurrency, rounds, peakWorker, peakTogether, stored };
  return { tables: [...tablesOf(rounds, hosts), memory], targets: [], data: { fleet: data } };
}

function tablesOf(rounds: readonly FleetRound[], hosts: number): Table[] {
  const name = ({ changed }: FleetRound, index: number) =>
    index === 0 ? "first visit, everything is new" : `again, ${changed === 0 ? "nothing" : changed} new`;
  const speed: Table = {
    title: `${hosts} simulated hosts collected, judged and stored, by one worker`,
    notes: [
      `Real SSH on loopback, the real queue, embedded Postgres with its durable settings, ${env().concurrency} visits at a time.`,
      "The simulated hosts share this machine's CPUs: the last columns say who used them.",
    ],
    head: ["", "visits/s", "all", "one visit", "p95", "CPU per visit: worker", "Postgres", "hosts"],
    rows: rounds.map((round, index) => [
      name(round, index),
      short(round.visitsPerSecond),
      `${short(round.seconds)} s`,
      ms(round.visit.median),
      ms(round.visit.p95),
      ...[round.cpuPerVisit.worker, round.cpuPerVisit.database, round.cpuPerVisit.simulator].map(ms),
    ]),
  };
  const storage: Table = {
    title: "What a visit writes",
    notes: ["Write-ahead log: everything, also the queue, progress and whole pages after a checkpoint. Tables: by how much they grew."],
    head: ["", "write-ahead log", "our tables", "the queue's"],
    rows: rounds.map((round, index) => {
      const { writeAhead, ownTables, queueTables } = round.bytesPerVisit;
      return [name(round, index), ...[writeAhead, ownTables, queueTables].map((bytes) => `${Math.round(bytes)} B`)];
    }),
  };
  return [speed, storage];
}
