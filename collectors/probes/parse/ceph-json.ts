import { z } from "zod";
import type { Section } from "#collectors/probe.ts";
import type { Ceph } from "#lib/facts/ceph.ts";
import { citeJson } from "#lib/facts/cite.ts";

type Told = Pick<Ceph, "health" | "healthAt" | "checks" | "monitors" | "osdCounts">;

const Check = z.object({ severity: z.string(), summary: z.object({ message: z.string() }), muted: z.boolean().default(false) });
const OsdCounts = z.object({ num_osds: z.number(), num_up_osds: z.number(), num_in_osds: z.number() });
const Status = z.object({
  health: z.object({
    status: z.string().optional(),
    overall_status: z.string().optional(),
    checks: z.record(z.string(), Check).default({}),
  }),
  quorum_names: z.array(z.string()).default([]),
  monmap: z.object({ num_mons: z.number().optional(), mons: z.array(z.unknown()).optional() }).default({}),
  osdmap: z.union([OsdCounts, z.object({ osdmap: OsdCounts }).transform(({ osdmap }) => osdmap)]).optional(),
});
const Node = z.object({
  id: z.number(),
  name: z.string(),
  type: z.string(),
  device_class: z.string().optional(),
  children: z.array(z.number()).default([]),
  status: z.string().optional(),
  reweight: z.number().default(1),
  utilization: z.number().optional(),
});
const Tree = z.object({ nodes: z.array(Node), stray: z.array(Node).default([]) });
const Pools = z.array(z.object({ pool_name: z.string(), size: z.number(), min_size: z.number(), type: z.number().default(1) }));
/** An erasure-coded pool: its size says nothing of copies. */
const erasureCoded = 3;

/** `ceph -s -f json`. Versions before Nautilus nest the OSD map once more and list the monitors instead of counting them. */
export function statusFromJson(section: Section): Told {
  const { health, quorum_names, monmap, osdmap } = Status.parse(JSON.parse(section.text));
  const status = health.status ?? health.overall_status;
  if (status === undefined) throw new Error(`${section.source} tells no health`);
  return {
    health: status,
    healthAt: citeJson(section.source, { status, checks: Object.keys(health.checks) }),
    checks: Object.entries(health.checks).map(([code, { severity, summary, muted }]) => ({
      code,
      severity,
      message: summary.message,
      muted,
      details: [],
      at: citeJson(section.source, { [code]: summary }),
    })),
    monitors: {
      inQuorum: quorum_names,
      total: monmap.num_mons ?? monmap.mons?.length ?? null,
      at: citeJson(section.source, { quorum_names, num_mons: monmap.num_mons }),
    },
    osdCounts: osdmap === undefined ? null : { total: osdmap.num_osds, up: osdmap.num_up_osds, in: osdmap.num_in_osds },
  };
}

/** `ceph osd df tree -f json`, and `ceph osd tree -f json`, which knows nothing of usage. */
export function osdsFromJson(section: Section): NonNullable<Ceph["osds"]> {
  const { nodes, stray } = Tree.parse(JSON.parse(section.text));
  const hosts = new Map(nodes.filter(({ type }) => type === "host").flatMap(({ name, children }) => children.map((id) => [id, name])));
  return [...nodes, ...stray]
    .filter(({ type }) => type === "osd")
    .map(({ id, name, device_class, status, reweight, utilization }) => ({
      id,
      host: hosts.get(id) ?? null,
      deviceClass: device_class || null,
      up: status !== "down" && status !== "destroyed",
      in: reweight > 0,
      usedPercent: utilization === undefined ? null : Math.round(utilization),
      at: citeJson(section.source, { name, status, reweight }),
    }));
}

/** `ceph osd pool ls detail -f json`: replicated pools. */
export function poolsFromJson(section: Section): NonNullable<Ceph["pools"]> {
  return Pools.parse(JSON.parse(section.text))
    .filter(({ type }) => type !== erasureCoded)
    .map(({ pool_name, size, min_size }) => ({
      name: pool_name,
      size,
      minSize: min_size,
      at: citeJson(section.source, { pool_name, size, min_size }),
    }));
}
