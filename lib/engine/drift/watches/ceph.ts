import { watch } from "#lib/engine/drift/watch.ts";

const health = watch({
  fact: "ceph",
  kind: "Ceph",
  group: "storage",
  weight: 1,
  things: ({ health: word, healthAt, monitors }) => [
    {
      key: "ceph",
      name: "Ceph",
      says: { health: word, "monitors in quorum": monitors.inQuorum, monitors: monitors.total ?? undefined },
      at: [healthAt, monitors.at],
    },
  ],
});

const checks = watch({
  fact: "ceph",
  kind: "check",
  group: "storage",
  partOf: "Ceph",
  things: (ceph) =>
    ceph.checks.map(({ code, severity, muted, at }) => ({
      key: code,
      within: "ceph",
      name: `complaint of Ceph ${code}`,
      says: { severity, muted },
      at: [at],
    })),
});

const osds = watch({
  fact: "ceph",
  kind: "OSD",
  group: "storage",
  weight: 1,
  partOf: "Ceph",
  things: (ceph) =>
    ceph.osds?.map(({ id, host, deviceClass, up, in: isIn, at }) => ({
      key: String(id),
      within: "ceph",
      name: `OSD ${id}`,
      says: { up, in: isIn, host, class: deviceClass },
      at: [at],
    })) ?? null,
});

const pools = watch({
  fact: "ceph",
  kind: "pool",
  group: "storage",
  partOf: "Ceph",
  things: (ceph) =>
    ceph.pools?.map(({ name, size, minSize, at }) => ({
      key: name,
      within: "ceph",
      name: `Ceph pool ${name}`,
      says: { copies: size, "copies at least": minSize },
      at: [at],
    })) ?? null,
});

const config = watch({
  fact: "cephConfig",
  kind: "ceph.conf",
  group: "storage",
  effect: "at the next restart of Ceph's daemons",
  things: ({ path, networks, monitorHosts }) => [
    {
      key: "ceph.conf",
      name: "ceph.conf",
      says: {
        "public network": networks.flatMap(({ option, value }) => (option === "public_network" ? [value] : [])),
        "cluster network": networks.flatMap(({ option, value }) => (option === "cluster_network" ? [value] : [])),
        "monitor hosts": monitorHosts,
        path,
      },
      at: networks.map(({ at }) => at),
    },
  ],
});

/** The ports that daemons listen on are others after each start; what the packet filter lets in is not. */
const filters = watch({
  fact: "cephPorts",
  kind: "filter",
  group: "network",
  things: (ports) =>
    ports.filters.map(({ chain, accepted, at }) => ({
      key: chain,
      name: `packet filter ${chain}`,
      says: { "accepts ports": accepted.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)) },
      at: [...accepted.map((range) => range.at), at],
    })),
});

export const cephWatches = [health, checks, osds, pools, config, filters];
