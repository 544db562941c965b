import { randomBytes } from "node:crypto";
import { probes } from "#collectors/probes/index.ts";
import { readingsOf } from "#collectors/readings.ts";
import { composeScript, splitOutput } from "#collectors/script.ts";
import { clockOf } from "#collectors/simulator/answers/system.ts";
import { demoFleet } from "#collectors/simulator/fleet.ts";
import { runScript } from "#collectors/simulator/run-script.ts";
import { judgeHost } from "#lib/engine/evaluate.ts";
import type { Readings } from "#lib/facts/index.ts";
import { buildPart } from "#lib/graph/build-part.ts";
import { HostPart, type PartGuest } from "#lib/graph/part.ts";
import type { FleetMember } from "#lib/graph/unite.ts";

export const guestsPerHost = 20;

/** The machines of the demo fleet, each with as many guests as a host of the measured fleet has: one site, which others are made of. */
export async function recordedSite(recordings: string): Promise<FleetMember[]> {
  const script = composeScript(probes);
  const members: FleetMember[] = [];
  for (const { name, recording } of demoFleet(recordings)) {
    const nonce = randomBytes(16).toString("hex");
    const said: string[] = [];
    for await (const part of runScript(recording, script, { nonce, lane: "all" }, () => 0)) said.push(part);
    const readings = readingsOf(probes, [splitOutput(said.join(""), nonce)]).readings;
    const context = { declared: { status: "ok" as const, value: [] } };
    const judged = judgeHost(readings, { hostId: name, context }, new Date(clockOf(recording) * 1000));
    members.push({ name, address: ownAddress(readings), part: buildPart(readings, judged) });
  }
  const models = members.flatMap(({ part }) => part.guests).filter(({ template }) => !template);
  return members.map((member) => ({ ...member, part: { ...member.part, guests: manyGuests(member, models) } }));
}

function ownAddress(readings: Readings): string {
  const addresses = readings.addresses?.status === "ok" ? readings.addresses.value : [];
  return addresses.find(({ scope }) => scope === "global")?.address ?? "";
}

/** A host's own guests, and copies of them under other names, until there are enough; of another host's where it has none. */
function manyGuests({ name, part }: FleetMember, models: readonly PartGuest[]): PartGuest[] {
  const own = part.guests.slice(0, guestsPerHost);
  const copied = own.length > 0 ? own : models;
  const copies = Array.from({ length: guestsPerHost - own.length }, (_, index): PartGuest => {
    const model = copied[index % copied.length];
    if (model === undefined) throw new Error("no recorded machine has a guest");
    const macs = model.macs.map((_, nic) => `52:54:00:${hex(index)}:${hex(nic)}:${hex(name.length)}`);
    return { ...model, id: `${model.id}-${index}`, name: `${model.name}-${index}`, macs, addresses: [] };
  });
  return [...own, ...copies];
}

/** As many hosts as asked for: sites like the recorded one, each with names, addresses, MACs and machine ids of its own. */
export function largeSites(site: readonly FleetMember[], count: number): FleetMember[] {
  const text = site.map((member) => JSON.stringify(member));
  const names = [...new Set(site.flatMap(({ name, part }) => [name, ...part.names, part.cluster?.name ?? name, ...guestNames(part)]))];
  const networks = [...new Set(text.join().match(/\b(?!127\.|0\.)\d{1,3}\.\d{1,3}(?=\.\d{1,3}\.\d{1,3}\b)/g))];
  const named = new RegExp(`(?<![\\w.-])(?:${names.map(escaped).join("|")})(?![\\w-])`, "g");
  return Array.from({ length: count }, (_, index) => {
    const number = Math.floor(index / site.length);
    const moved = (text[index % site.length] ?? "")
      .replace(/\b(?!127\.|0\.)(\d{1,3}\.\d{1,3})(?=\.\d{1,3}\.\d{1,3}\b)/g, (network) =>
        siteNetwork(number * networks.length + networks.indexOf(network)),
      )
      .replace(/\b[\da-f]{2}:[\da-f]{2}((?::[\da-f]{2}){4})\b/gi, (_, rest) => `${hex(number >> 8)}:${hex(number)}${rest}`)
      .replace(named, (name) => `${name}-s${number}`);
    const { name, address, part } = JSON.parse(moved) as FleetMember;
    return { name, address, part: HostPart.parse({ ...part, machineId: `${part.machineId}-${number}` }) };
  });
}

function guestNames({ guests }: HostPart): string[] {
  return guests.map(({ name }) => name).filter((name) => name !== "");
}

/** The first half of an address, another for each number, and never that of loopback. */
function siteNetwork(number: number): string {
  const first = 1 + (number >> 8);
  if (first > 222) throw new Error("more networks than IPv4 has");
  return `${first < 127 ? first : first + 1}.${number & 0xff}`;
}

function hex(value: number): string {
  return (value & 0xff).toString(16).padStart(2, "0");
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
