import type { PortVlan } from "#lib/facts/bridge-vlans.ts";
import { readFact } from "#lib/graph/parts/read.ts";
import { shellWord } from "#lib/rules/shared/wording.ts";
import { line } from "./line.ts";
import type { RunbookInput, RunbookLine, RunbookSection } from "./runbook.ts";

/** The network as it ran last, to be built again by hand: nothing of it survives a reboot, which is what makes it safe to type. */
export function networkSection(input: RunbookInput): RunbookSection {
  const { readings } = input;
  const missing = (["bridgeVlans", "addresses", "routes"] as const).filter((name) => readFact(readings, name) === undefined);
  return {
    title: "The network by hand, with this host's values",
    lines: [
      line("nothing below is kept: a reboot goes back to what the files say"),
      ...bridgeLines(input),
      ...addressLines(input),
      ...gatewayLines(input),
      ...input.part.nameservers.slice(0, 3).map(({ server, at }) => line(`DNS server ${server}`, null, [at])),
    ],
    missing: missing.length === 0 ? null : `could not be read: ${missing.join(", ")}`,
  };
}

function bridgeLines({ readings }: RunbookInput): RunbookLine[] {
  return (readFact(readings, "bridgeVlans") ?? []).flatMap((bridge) => {
    const name = shellWord(bridge.name);
    const filtering = `vlan_filtering ${bridge.vlanFiltering ? 1 : 0}`;
    const pvid = bridge.defaultPvid === null ? "" : ` vlan_default_pvid ${bridge.defaultPvid}`;
    const uplinks = bridge.ports.filter(({ role }) => role === "uplink");
    const filtered = bridge.vlanFiltering ? bridge.ports.filter(({ role }) => role === "uplink" || role === "self") : [];
    return [
      line(`bridge ${bridge.name}`, `ip link add ${name} type bridge ${filtering}${pvid}; ip link set ${name} up`, [bridge.at]),
      ...uplinks.map((port) =>
        line(`its uplink ${port.name}`, `ip link set ${shellWord(port.name)} master ${name}; ip link set ${shellWord(port.name)} up`, [
          port.at,
        ]),
      ),
      ...filtered.map((port) =>
        line(
          `VLANs of ${port.role === "self" ? "the host itself on it" : port.name}: ${port.vlans.map(vlanWords).join(", ") || "none"}`,
          port.vlans.map((vlan) => vlanCommand(port.name, vlan, port.role === "self")).join("; ") || null,
          [port.at],
        ),
      ),
    ];
  });
}

function rangeOf({ vid, vidEnd }: PortVlan): string {
  return vid === vidEnd ? String(vid) : `${vid}-${vidEnd}`;
}

function vlanWords(vlan: PortVlan): string {
  return `${rangeOf(vlan)}${vlan.pvid ? " PVID" : ""}${vlan.untagged ? " untagged" : ""}`;
}

/** bridge(8): the bridge device itself is named with "self". */
function vlanCommand(port: string, vlan: PortVlan, isSelf: boolean): string {
  return `bridge vlan add dev ${shellWord(port)} vid ${rangeOf(vlan)}${vlan.pvid ? " pvid" : ""}${vlan.untagged ? " untagged" : ""}${isSelf ? " self" : ""}`;
}

function addressLines({ readings }: RunbookInput): RunbookLine[] {
  const addresses = (readFact(readings, "addresses") ?? []).filter(({ scope }) => scope === "global");
  return addresses.map(({ address, prefixLength, interface: device, at }) =>
    line(`address of ${device}`, `ip address add ${shellWord(`${address}/${prefixLength}`)} dev ${shellWord(device)}`, [at]),
  );
}

function gatewayLines({ part }: RunbookInput): RunbookLine[] {
  return part.gateways.map(({ address, interface: device, metric, at }) => {
    const dev = device === null ? "" : ` dev ${shellWord(device)}`;
    return line("way out", `ip route add default via ${shellWord(address)}${dev}${metric > 0 ? ` metric ${metric}` : ""}`, [at]);
  });
}
