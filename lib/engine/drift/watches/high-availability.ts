import { watch } from "#lib/engine/drift/watch.ts";

const resources = watch({
  fact: "highAvailability",
  kind: "resource",
  group: "cluster",
  things: (ha) =>
    ha.resources.map(({ id, state, group, at }) => ({ key: id, name: `HA resource ${id}`, says: { "to be": state, group }, at: [at] })),
});

const groups = watch({
  fact: "highAvailability",
  kind: "group",
  group: "cluster",
  things: (ha) =>
    ha.groups.map(({ id, nodes, restricted, at }) => ({ key: id, name: `HA group ${id}`, says: { nodes, restricted }, at: [at] })),
});

const rules = watch({
  fact: "highAvailability",
  kind: "rule",
  group: "cluster",
  things: (ha) =>
    ha.rules.map(({ id, type, resources: about, nodes, strict, disabled, at }) => ({
      key: id,
      name: `HA rule ${id}`,
      says: { type, resources: about, nodes, strict, disabled },
      at: [at],
    })),
});

/** Whether a node has something to do changes by itself; whether it is in maintenance or lost does not. */
const idle = /^(active|idle|wait_for_agent_lock)$/;

const nodes = watch({
  fact: "highAvailability",
  kind: "node",
  group: "cluster",
  weight: 1,
  comesAndGoes: true,
  things: (ha) =>
    ha.nodes.map(({ node, state, at }) => ({
      key: node,
      name: `HA node ${node}`,
      says: { state: idle.test(state) ? "ready" : state },
      at: [at],
    })),
});

const services = watch({
  fact: "highAvailability",
  kind: "service",
  group: "cluster",
  comesAndGoes: true,
  things: (ha) => ha.services.map(({ id, node, state, at }) => ({ key: id, name: `HA service ${id}`, says: { state, node }, at: [at] })),
});

const watchdog = watch({
  fact: "highAvailability",
  kind: "watchdog",
  group: "cluster",
  effect: "at the next reboot",
  things: ({ watchdogModule }) => [{ key: "watchdog", name: "HA watchdog", says: { module: watchdogModule ?? "softdog" }, at: [] }],
});

export const highAvailabilityWatches = [resources, groups, rules, nodes, services, watchdog];
