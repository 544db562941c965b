import { count } from "#lib/format.ts";
import type { NodeKind } from "#lib/graph/model.ts";
import { toneWords } from "#lib/reports/report/document/words.ts";
import type { TopologyHost, TopologyThing, TopologyTie } from "#lib/reports/report/topology-model.ts";
import { bandOf, type Severity } from "#lib/rules/severity.ts";

/** The word for a kind of thing. */
export const kindWords: Readonly<Record<NodeKind, string>> = {
  host: "host",
  guest: "guest",
  nic: "uplink",
  bridge: "bridge",
  vlan: "VLAN",
  mount: "mount",
  storage: "storage",
  name: "name",
  dns: "DNS server",
  gateway: "gateway",
  cluster: "cluster",
  "quorum-device": "quorum device",
  "time-source": "time source",
  "alert-path": "alert path",
  console: "console",
  service: "service",
  power: "power",
};

const whens: Readonly<Record<TopologyTie["when"][number], string>> = {
  boot: "boot",
  start: "start guests",
  run: "run",
  login: "log in",
  alert: "be noticed",
  recover: "be recovered",
  refit: "boot on changed hardware",
  reload: "apply its network",
};

/** "to boot, run". */
export function whenWords(when: readonly TopologyTie["when"][number][]): string {
  const order = Object.keys(whens);
  const sorted = [...new Set(when)].sort((one, other) => order.indexOf(one) - order.indexOf(other));
  return sorted.length === 0 ? "" : `to ${sorted.map((one) => whens[one]).join(", ")}`;
}

/** "8 guests, 1 off". */
export function guestWords({ total, off }: TopologyHost["guests"]): string {
  return off === 0 ? count(total, "guest") : `${count(total, "guest")}, ${off} off`;
}

/** "alone takes 14 machines": that its loss is enough; null where no machine goes with it. */
export function lossWords({ loss }: Pick<TopologyThing, "loss">): string | null {
  return loss.machines === 0 ? null : `alone takes ${count(loss.machines, "machine")}`;
}

/** Machines elsewhere that go with a host. */
export function machinesElsewhere({ loss, guests }: TopologyHost): number {
  return Math.max(0, loss.machines - (guests.total - guests.off));
}

/** What is not known of a host; null where all was read. */
export function unreadWords({ added, read, unread }: TopologyHost): string | null {
  if (!added) return "not in Bulkhead: not read";
  if (!read) return "never read";
  return unread === 0 ? null : `${count(unread, "fact")} not read`;
}

/** The worst severity of some ties. */
export function worstOf(ties: readonly Pick<TopologyTie, "severity">[]): Severity | null {
  const found = ties.flatMap(({ severity }) => severity ?? []);
  return found.sort((one, other) => bandOf(other) - bandOf(one))[0] ?? null;
}

/** "High: 2 faults". */
export function faultWords(ties: readonly Pick<TopologyTie, "severity" | "faults">[]): { tone: Severity; text: string } | null {
  const tone = worstOf(ties);
  const number = new Set(ties.flatMap(({ faults }) => faults)).size;
  return tone === null ? null : { tone, text: `${toneWords[tone]}: ${count(number, "fault")}` };
}

/** A name without the word for its kind, where that stands beside it: "DNS 10.0.0.1" is a DNS server 10.0.0.1. */
export function shortName({ kind, name }: Pick<TopologyThing, "kind" | "name">): string {
  const word = kind === "dns" ? "DNS" : kindWords[kind];
  return name.startsWith(`${word} `) && name.length > word.length + 1 ? name.slice(word.length + 1) : name;
}
