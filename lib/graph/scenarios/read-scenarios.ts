import type { Declarations } from "#lib/facts/declared.ts";
import { unreadPart } from "#lib/graph/build-part.ts";
import type { HostPart } from "#lib/graph/part.ts";
import type { FleetMember } from "#lib/graph/unite.ts";
import { addFact } from "./facts.ts";

/** A line of a scenario behind "do", or one that says what is expected. */
export interface Line {
  text: string;
  number: number;
}

/** Given facts, do X, expect Y. */
export interface Scenario {
  title: string;
  members: FleetMember[];
  /** Hosts that are to be read from a recording, by name: what is said below them is added. */
  recorded: Map<string, string>;
  declarations: Declarations;
  does: Line[];
  expects: Line[];
}

type Cluster = NonNullable<HostPart["cluster"]>;

const expected = /^(expect|then|not|back|survives|votes|unknown|manual|unnoticed|noticed|first|stage|cycle|cut) /;

/** Reads a file of scenarios: a title at the margin, the facts below it, what happens, and what is to follow. "#" begins a remark. */
export function readScenarios(source: string, text: string): Scenario[] {
  const scenarios: Scenario[] = [];
  for (const [index, raw] of text.split("\n").entries()) {
    const line = { text: raw.trim(), number: index + 1 };
    if (line.text === "" || line.text.startsWith("#")) continue;
    const current = scenarios.at(-1);
    if (!raw.startsWith(" "))
      scenarios.push({ title: line.text, members: [], recorded: new Map(), declarations: [], does: [], expects: [] });
    else if (current === undefined) throw new Error(`${source}:${line.number}: no title before this`);
    else addLine(current, source, line, raw.startsWith("    "));
  }
  return scenarios;
}

function addLine(scenario: Scenario, source: string, line: Line, isInner: boolean): void {
  const host = scenario.members.at(-1);
  const [, name, address = "", system = "libvirt"] = /^host (\S+)(?: (\d\S+))?(?: (proxmox|libvirt|linux))?$/.exec(line.text) ?? [];
  if (isInner && host !== undefined) addFact(host.part, { source, line: line.number, text: line.text });
  else if (name !== undefined) scenario.members.push(memberOf(name, address, system as "libvirt"));
  else if (line.text.startsWith("recorded ")) addRecorded(scenario, line.text);
  else if (line.text.startsWith("do ")) scenario.does.push({ ...line, text: line.text.slice("do ".length) });
  else if (expected.test(line.text)) scenario.expects.push(line);
  else if (line.text.startsWith("cluster ")) addCluster(scenario, source, line);
  else scenario.declarations.push(declarationOf(source, line));
}

/** "recorded kvm-01 as src-kvm-01". */
function addRecorded({ members, recorded }: Scenario, text: string): void {
  const [, name = "", recording = ""] = /^recorded (\S+) as (\S+)$/.exec(text) ?? [];
  recorded.set(name, recording);
  members.push(memberOf(name, "", "linux"));
}

function memberOf(name: string, address: string, system: HostPart["system"]): FleetMember {
  const part: HostPart = { ...unreadPart(), hostname: name, names: [name], system, unread: [] };
  part.guestStart = { waitsForStorage: true, isOnce: true, at: null };
  return { name, address, part };
}

/** "cluster lab: p1 p2, qdevice 10.0.0.9, HA on p1": every node has one vote and sees all others. */
function addCluster({ members }: Scenario, source: string, { text, number }: Line): void {
  const [, name = "", said = ""] = /^cluster (\S+): (.+)$/.exec(text) ?? [];
  const [nodes = "", ...clauses] = said.split(", ");
  const clause = (word: string) =>
    clauses
      .find((one) => one.startsWith(word))
      ?.slice(word.length)
      .trim();
  const all = nodes.split(" ").map((node) => ({ name: node, votes: 1, addresses: [] }));
  const named = (list: string | undefined, node: string) => list?.split(" ").includes(node) ?? false;
  const device = clause("qdevice");
  const total = clause("total");
  for (const { name: node, part } of members.filter((member) => all.some((one) => one.name === member.name))) {
    const isVoting = named(clause("vote unread on"), node) ? null : !named(clause("vote does not count on"), node);
    part.system = "proxmox";
    part.cluster = {
      name,
      nodeName: node,
      members: all,
      qdevice: device === undefined ? null : { host: device === "" ? null : device, votes: Number(clause("device votes") ?? 1), isVoting },
      totalVotes: total === undefined ? null : Number(total),
      expectedVotes: null,
      quorum: null,
      twoNode: clauses.includes("two_node"),
      haActive: named(clause("HA unread on"), node) ? null : named(clause("HA on"), node),
      at: { source, line: number, text },
    } satisfies Cluster;
  }
}

const said = { id: "said", note: null, declaredBy: "ann", declaredAt: "2026-11-01T00:00:00Z" };

/** What a person said: only this is no host's own word. */
function declarationOf(source: string, { text, number }: Line): Declarations[number] {
  const [, server, guest] = /^(\S+) is guest (\S+)$/.exec(text) ?? [];
  if (server !== undefined) return { ...said, kind: "storage-server", host: null, server, stands: "guest", guest: guest ?? null };
  const [, box] = /^(\S+) stands by itself$/.exec(text) ?? [];
  if (box !== undefined) return { ...said, kind: "storage-server", host: null, server: box, stands: "own-machine", guest: null };
  const [, host, address = "", shared] = /^console of (\S+) at (\S+?)(, through its network)?$/.exec(text) ?? [];
  if (host !== undefined) {
    const rest = { by: "kvm-switch", account: null, lastTestedOn: null } as const;
    return { ...said, ...rest, kind: "out-of-band", host, address, sharesNetworkWithHost: shared !== undefined };
  }
  const [, owner, card = "", vid] = /^switch behind (\S+) (\S+) has native VLAN (\d+)$/.exec(text) ?? [];
  if (owner !== undefined)
    return {
      ...said,
      kind: "switch-port",
      host: owner,
      interface: card,
      switch: "sw1",
      port: "1",
      nativeVlan: Number(vid),
      allowedVlans: null,
    };
  const [, target] = /^(\S+) is checked from outside$/.exec(text) ?? [];
  if (target !== undefined)
    return { ...said, kind: "external-probe", host: null, target, checkedBy: "a probe elsewhere", lastFiredOn: null };
  throw new Error(`${source}:${number}: "${text}" is nothing that a scenario can say`);
}
