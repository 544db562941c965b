import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ClusterConfig } from "#lib/facts/cluster.ts";
import type { Block } from "./parse/corosync.ts";
import { blocksNamed, isPackageDefault, lastValue, parseCorosync } from "./parse/corosync.ts";
import { integerOf } from "./parse/escapes.ts";
import { fileOrNull } from "./parse/presence.ts";
import { linesOf, succeeded } from "./parse/sections.ts";

/**
 * What corosync.conf(5) declares: the cluster's own file on Proxmox, else the local copy that corosync reads. Corosync does not start
 * without the local one, so its absence proves a stand-alone host even while /etc/pve cannot be read.
 */
export const clusterConfig = defineProbe({
  id: "cluster-config",
  fact: "clusterConfig",
  systems: ["linux"],
  sources: {
    shared: { read: "/etc/pve/corosync.conf", root: true, optional: true },
    local: { read: "/etc/corosync/corosync.conf", optional: true },
  },
  parse({ shared, local }) {
    const section = shared.find(succeeded) ?? fileOrNull(local, "corosync.conf");
    if (!section) throw new NotApplicable("a stand-alone host: it has no corosync.conf");
    if (isPackageDefault(parseCorosync(section))) throw new NotApplicable("a stand-alone host: corosync.conf is the package's own example");
    return configOf(section);
  },
});

function configOf(section: Section): ClusterConfig {
  const lines = linesOf(section.text);
  const root = parseCorosync(section);
  const [totem, quorum] = [blocksNamed([root], "totem"), blocksNamed([root], "quorum")];
  const nodes = blocksNamed(blocksNamed([root], "nodelist"), "node");
  if (totem.length === 0 && nodes.length === 0) throw new Error(`${section.source} has neither a totem block nor a node list`);
  const at = (index: number) => citeLine(section.source, lines, index);
  const twoNode = lastValue(quorum, "two_node") === "1";
  const device = blocksNamed(quorum, "device").at(-1);
  return {
    name: lastValue(totem, "cluster_name") ?? "",
    nodes: nodes.map((node) => ({
      name: lastValue([node], "name"),
      nodeId: integerOf(lastValue([node], "nodeid")),
      votes: integerOf(lastValue([node], "quorum_votes")) ?? 1,
      addresses: addressesOf(node),
      at: at(indexOf(node, ["name", "ring0_addr"])),
    })),
    qdevice: device ? { ...deviceOf(device), at: at(device.index) } : null,
    twoNode,
    // votequorum(5): two_node switches it on unless the file says otherwise.
    waitForAll: lastValue(quorum, "wait_for_all") === "1" || (twoNode && lastValue(quorum, "wait_for_all") !== "0"),
    expectedVotes: integerOf(lastValue(quorum, "expected_votes")),
    at: at(totem.length > 0 ? Math.max(...totem.map((block) => indexOf(block, ["cluster_name"]))) : 0),
  };
}

function addressesOf(node: Block): string[] {
  return [0, 1, 2, 3, 4, 5, 6, 7].flatMap((link) => lastValue([node], `ring${link}_addr`) ?? []);
}

function deviceOf(device: Block): Omit<NonNullable<ClusterConfig["qdevice"]>, "at"> {
  const net = blocksNamed([device], "net");
  return {
    model: lastValue([device], "model") ?? "",
    host: lastValue(net, "host"),
    algorithm: lastValue(net, "algorithm"),
    votes: integerOf(lastValue([device], "votes")),
  };
}

/** The line that says most about a block: that of the first of these keys, else its head. */
function indexOf(block: Block, keys: readonly string[]): number {
  return keys.map((key) => block.values.get(key)?.index).find((index) => index !== undefined) ?? block.index;
}
