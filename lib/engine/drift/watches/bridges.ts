import { watch } from "#lib/engine/drift/watch.ts";
import type { BridgePort, VlanBridge } from "#lib/facts/bridge-vlans.ts";
import { isLastingBridge, vlanRanges } from "#lib/rules/shared/vlans.ts";

const bridges = watch({
  fact: "bridgeVlans",
  kind: "bridge",
  group: "network",
  weight: 1,
  things: (all) =>
    all
      .filter(({ name }) => isLastingBridge(name))
      .map(({ name, vlanFiltering, defaultPvid, at }) => ({
        key: name,
        name: `bridge ${name}`,
        says: { "VLAN filtering": vlanFiltering ? "on" : "off", "default PVID": vlanFiltering ? defaultPvid : undefined },
        at: [at],
      })),
});

/** With filtering off the tables have no effect (bridge(8)): only who is a port of the bridge counts. */
function saysOf({ vlanFiltering }: VlanBridge, { pvid, vlans }: BridgePort) {
  return vlanFiltering ? { PVID: pvid, VLANs: vlanRanges(vlans) } : {};
}

const roles = { self: "the host's own port", uplink: "uplink", other: "port" } as const;

const ports = watch({
  fact: "bridgeVlans",
  kind: "port",
  group: "network",
  weight: 1,
  partOf: "bridge",
  things: (all) =>
    all
      .filter(({ name }) => isLastingBridge(name))
      .flatMap((bridge) =>
        bridge.ports.flatMap((port) =>
          port.role === "guest"
            ? []
            : [
                {
                  key: `${bridge.name} ${port.name}`,
                  within: bridge.name,
                  name: port.role === "self" ? `${roles.self} on ${bridge.name}` : `${roles[port.role]} ${port.name} of ${bridge.name}`,
                  says: saysOf(bridge, port),
                  at: [port.at],
                },
              ],
        ),
      ),
});

/** A guest's port has another name at each start: its MAC address tells who it is. It comes and goes with the guest. */
const guestPorts = watch({
  fact: "bridgeVlans",
  kind: "guest port",
  group: "network",
  weight: 1,
  partOf: "bridge",
  comesAndGoes: true,
  things: (all, { links }) =>
    all
      .filter(({ name, vlanFiltering }) => vlanFiltering && isLastingBridge(name))
      .flatMap((bridge) =>
        bridge.ports.flatMap((port) => {
          const mac = links?.find(({ name }) => name === port.name)?.mac ?? null;
          if (port.role !== "guest" || mac === null) return [];
          const name = `guest port ${port.name} (${mac}) of ${bridge.name}`;
          return [{ key: `${bridge.name} ${mac}`, within: bridge.name, name, says: saysOf(bridge, port), at: [port.at] }];
        }),
      ),
});

export const bridgeWatches = [bridges, ports, guestPorts];
