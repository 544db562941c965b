import type { Effect } from "#lib/engine/drift/change.ts";
import type { World } from "#lib/engine/drift/watch.ts";
import { watch } from "#lib/engine/drift/watch.ts";

/** Proxmox hands corosync.conf to corosync as it is written; elsewhere corosync reads it when it starts. */
const configEffect = (_: unknown, { identity }: World): Effect =>
  identity?.system === "proxmox" ? "in effect" : "at the next restart of corosync";

const votes = watch({
  fact: "clusterStatus",
  kind: "vote",
  group: "cluster",
  weight: 1,
  things: ({ quorate, totalVotes, expectedVotes, quorum, quorateAt, votesAt, flagsAt }) => [
    {
      key: "vote",
      name: "cluster",
      says: { votes: `${totalVotes} of ${expectedVotes}`, quorate, "votes needed": quorum },
      at: [votesAt, quorateAt, flagsAt],
    },
  ],
});

const members = watch({
  fact: "clusterStatus",
  kind: "member",
  group: "cluster",
  weight: 1,
  partOf: "vote",
  things: (status) =>
    status.members.map(({ nodeId, name, votes: own, qdevice, at }) => ({
      key: String(nodeId),
      within: "vote",
      name: `cluster member ${name}`,
      says: { votes: own, "quorum device": qdevice ?? undefined },
      at: [at],
    })),
});

const deviceRow = watch({
  fact: "clusterStatus",
  kind: "device vote",
  group: "cluster",
  weight: 1,
  partOf: "vote",
  things: ({ qdeviceRow }) =>
    qdeviceRow === null
      ? []
      : [{ key: "device", within: "vote", name: "vote of the quorum device", says: { votes: qdeviceRow.votes }, at: [qdeviceRow.at] }],
});

/** The version is left out: it is raised with every change and says nothing of its own. */
const configuration = watch({
  fact: "clusterConfig",
  kind: "cluster",
  group: "cluster",
  effect: configEffect,
  things: (config) => [
    {
      key: "cluster",
      name: `configuration of cluster ${config.name}`,
      says: {
        name: config.name,
        "two-node mode": config.twoNode,
        "waits for all": config.waitForAll,
        "expected votes": config.expectedVotes,
        "last man standing": config.lastManStanding,
        "auto tie breaker": config.autoTieBreaker,
        authenticated: config.authenticated,
        "differs from corosync's own copy": config.localCopy?.differs,
      },
      at: [config.localCopy?.at ?? null, config.at],
    },
  ],
});

const nodes = watch({
  fact: "clusterConfig",
  kind: "node",
  group: "cluster",
  weight: 1,
  partOf: "cluster",
  effect: configEffect,
  things: (config) =>
    config.nodes.map(({ name, nodeId, votes: own, addresses, at }) => ({
      key: name ?? (nodeId === null ? null : `node ${nodeId}`),
      within: "cluster",
      name: `cluster node ${name ?? nodeId}`,
      says: { votes: own, addresses, id: nodeId },
      at: [at],
    })),
});

const device = watch({
  fact: "clusterConfig",
  kind: "quorum device",
  group: "cluster",
  weight: 1,
  partOf: "cluster",
  effect: configEffect,
  things: ({ qdevice }) =>
    qdevice === null
      ? []
      : [
          {
            key: "device",
            within: "cluster",
            name: "quorum device",
            says: { host: qdevice.host, votes: qdevice.votes, algorithm: qdevice.algorithm, model: qdevice.model },
            at: [qdevice.at],
          },
        ],
});

const deviceDaemon = watch({
  fact: "qdevice",
  kind: "quorum device",
  group: "cluster",
  weight: 1,
  things: ({ state, host, unit, certificates, at }) => [
    {
      key: "device",
      name: "connection to the quorum device",
      says: {
        state,
        host,
        service: unit?.activeState,
        "starts at boot": unit === null ? undefined : unit.fileState,
        certificates: certificates?.files.map(({ name }) => name),
      },
      at: [at, unit?.at ?? null, certificates?.at ?? null],
    },
  ],
});

const links = watch({
  fact: "corosyncLinks",
  kind: "link",
  group: "cluster",
  weight: 1,
  things: (all) =>
    all.map(({ link, address, healthy, at }) => ({
      key: String(link),
      name: `corosync link ${link}`,
      says: { healthy, address: address ?? undefined },
      at: [at],
    })),
});

const linkPeers = watch({
  fact: "corosyncLinks",
  kind: "peer",
  group: "cluster",
  weight: 1,
  partOf: "link",
  things: (all) =>
    all.flatMap(({ link, peers }) =>
      peers.map(({ nodeId, connected, at }) => ({
        key: `${link} ${nodeId}`,
        within: String(link),
        name: `node ${nodeId} over corosync link ${link}`,
        says: { connected },
        at: [at],
      })),
    ),
});

/** The guests of other nodes are told by those nodes themselves. */
const knownNodes = watch({
  fact: "clusterGuests",
  kind: "node folder",
  group: "cluster",
  weight: 3,
  things: ({ nodes: all, nodesAt }) =>
    all.map((name) => ({ key: name, name: `folder of node ${name} in /etc/pve`, says: {}, at: [nodesAt] })),
});

export const clusterWatches = [votes, members, deviceRow, configuration, nodes, device, deviceDaemon, links, linkPeers, knownNodes];
