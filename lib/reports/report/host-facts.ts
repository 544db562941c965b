import type { VlanBridge } from "#lib/facts/bridge-vlans.ts";
import type { ClusterConfig, ClusterStatus } from "#lib/facts/cluster.ts";
import type { Guest } from "#lib/facts/guests.ts";
import type { Readings } from "#lib/facts/index.ts";
import type { Reading } from "#lib/facts/reading.ts";
import { portNotes } from "#lib/reports/host/bridge-notes.ts";
import { pairMounts } from "#lib/reports/host/mount-pairs.ts";
import type { ReportBridge, ReportGuest, ReportHostFacts, ReportMount, ReportVotes } from "./host-model.ts";

/** The facts that a report tells of a host. */
export const reportedFacts = [
  "addresses",
  "bridgeVlans",
  "clusterConfig",
  "clusterStatus",
  "fstab",
  "guests",
  "identity",
  "mounts",
] as const satisfies (keyof Readings)[];
export type ReportedReadings = Pick<Readings, (typeof reportedFacts)[number]>;

/** What a report tells of a host, from its readings. A fact that no probe tried is one that was not read. */
export function hostFacts(readings: ReportedReadings): ReportHostFacts {
  const notes = portNotes(readings);
  return {
    identity: read(readings.identity, ({ hostname, os, kernel, hypervisorVersion, virtualization, uptimeSeconds }) => ({
      hostname,
      os: os.name,
      kernel,
      hypervisorVersion,
      virtualization,
      uptimeSeconds,
    })),
    mounts: mounts(readings),
    bridges: read(readings.bridgeVlans, (bridges) => bridges.map((bridge) => reportBridge(bridge, notes))),
    guests: read(readings.guests, (guests) => guests.map(reportGuest)),
    clusterConfig: read(readings.clusterConfig, clusterConfig),
    votes: read(readings.clusterStatus, (status) => votes(status, readings.clusterConfig)),
  };
}

const notTried = { status: "failed", cause: "unreachable", detail: "not collected" } as const;

function read<From, To>(reading: Reading<From> | undefined, tell: (value: From) => To): Reading<To> {
  if (reading === undefined) return notTried;
  return reading.status === "ok" ? { status: "ok", value: tell(reading.value) } : reading;
}

/** Both are needed to say whether a mount would come back: where one is missing, so is the answer. */
function mounts({ fstab = notTried, mounts: mounted = notTried }: ReportedReadings): Reading<ReportMount[]> {
  if (fstab.status !== "ok") return fstab;
  if (mounted.status !== "ok") return mounted;
  const pairs = pairMounts(fstab.value, mounted.value);
  const value = pairs.map(({ mountPoint, state, entry, mount }) => ({
    mountPoint,
    state,
    device: entry?.device ?? null,
    source: mount?.source ?? null,
    type: mount?.type ?? entry?.type ?? "",
    options: entry?.options ?? mount?.options ?? [],
    line: entry?.at.line ?? null,
  }));
  return { status: "ok", value };
}

function reportBridge({ name, vlanFiltering, ports }: VlanBridge, notes: ReadonlyMap<string, string>): ReportBridge {
  const told = ports.map((port) => ({
    name: port.name,
    role: port.role,
    note: notes.get(port.name) ?? null,
    pvid: port.pvid,
    vlans: port.vlans,
  }));
  return { name, vlanFiltering, ports: told };
}

function reportGuest(guest: Guest): ReportGuest {
  const { id, name, platform, running, state, onboot, template, haState, lock, memoryMiB } = guest;
  return {
    ...{ id, name, platform, running, state, onboot, template, haState, lock, memoryMiB },
    order: guest.startup?.order ?? null,
    nics: guest.nics.map(({ bridge, vlanTag }) => ({ bridge, vlan: vlanTag })),
    disks: guest.disks.filter(({ kind }) => kind !== "empty").map(({ slot, source }) => ({ slot, source })),
  };
}

function clusterConfig({ name, twoNode, waitForAll, qdevice, nodes }: ClusterConfig) {
  return {
    name,
    twoNode,
    waitForAll,
    qdevice: qdevice === null ? null : (qdevice.host ?? qdevice.model),
    nodes: nodes.map((node) => ({ name: node.name, votes: node.votes, addresses: node.addresses })),
  };
}

/** corosync names members by address; who runs the cluster knows them by name. */
function votes(status: ClusterStatus, config: ReportedReadings["clusterConfig"]): ReportVotes {
  const nodes = config?.status === "ok" ? config.value.nodes : [];
  const names = new Map(nodes.map(({ nodeId, name }) => [nodeId, name]));
  const { quorate, totalVotes, expectedVotes, quorum, members, qdeviceRow } = status;
  return {
    ...{ quorate, totalVotes, expectedVotes, quorum },
    members: members.map(({ nodeId, name, votes: own, local, qdevice }) => ({
      name: names.get(nodeId) ?? name,
      votes: own,
      local,
      qdevice,
    })),
    qdeviceVotes: qdeviceRow?.votes ?? null,
  };
}
