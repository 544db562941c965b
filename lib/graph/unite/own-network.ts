import type { NodeId } from "#lib/graph/model.ts";
import type { HostPart, PartBridge } from "#lib/graph/part.ts";
import { isLoopback } from "#lib/rules/shared/ip-address.ts";
import type { GraphBuilder } from "./builder.ts";
import { legOf } from "./guests.ts";
import type { FleetMember } from "./places.ts";

type Address = HostPart["addresses"][number];

/** The host is cut off with the bridge that carries the address by which it is reached; who else it may still talk to is another matter. */
export function addOwnNetwork(graph: GraphBuilder, { name: host, address, part }: FleetMember, id: NodeId): void {
  const parents = new Map(part.vlanInterfaces.map(({ name, parent }) => [name, parent]));
  const bridgeOf = ({ interface: device }: Address) =>
    part.bridges.find(({ name }) => device === name || parents.get(device) === name || device.startsWith(`${name}.`));
  const vids = new Map(part.vlanInterfaces.map(({ name, vid }) => [name, vid]));
  const reached = part.addresses.filter((one) => one.address === address);
  const own = (reached.length > 0 ? reached : part.addresses).flatMap((one) => {
    const bridge = bridgeOf(one);
    return bridge === undefined ? [] : { one, bridge };
  });
  const bridges = [...new Set(own.map(({ bridge }) => bridge))];
  if (bridges.length === 0) return;
  const others = part.addresses.filter((one) => !isLoopback(one.address) && !bridges.some((bridge) => bridge === bridgeOf(one)));
  const carried = `${bridges.map(({ name }) => name).join(", ")} ${bridges.length === 1 ? "carries its address" : "carry its addresses"}`;
  const rest =
    others.length === 0
      ? ""
      : `; it may still answer at ${others
          .slice(0, 3)
          .map((one) => one.address)
          .join(", ")}`;
  graph.need({
    node: id,
    when: "run",
    from: [...new Set(own.map(({ one, bridge }) => legOf(graph, host, bridge, vids.get(one.interface) ?? vidOf(one, bridge))))],
    becomes: "isolated",
    words: `${host} is cut off${reached.length === 0 ? "" : ` at ${address}`}: ${carried}${rest}`,
    retries: false,
    manual: `revert the change on the console of ${host}`,
    rule: bridges.some(({ filters }) => filters) ? "bridge/uplink-pvid-mismatch" : null,
    confidence: others.length > 0 ? "inferred" : "confirmed",
    evidence: own.map(({ one }) => one.at),
  });
}

/** The VLAN of an address: that of its interface, else that of the host's own port of the bridge. */
function vidOf({ interface: device }: Address, { hostVid }: PartBridge): number | null {
  const tag = /\.(\d+)$/.exec(device)?.[1];
  return tag === undefined ? hostVid : Number(tag);
}
