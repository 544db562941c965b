import type { Section } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { ClusterConfig } from "#lib/facts/cluster.ts";
import type { Block } from "./corosync.ts";
import { blocksNamed, lastValue, meaningOf, parseCorosync } from "./corosync.ts";
import { integerOf } from "./escapes.ts";
import { linesOf } from "./sections.ts";

/** What a corosync.conf(5) declares. Throws where it has neither a totem block nor a node list. */
export function clusterConfigOf(section: Section): Omit<ClusterConfig, "localCopy"> {
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
    ...optionsOf(totem, quorum),
    at: at(totem.length > 0 ? Math.max(...totem.map((block) => indexOf(block, ["cluster_name"]))) : 0),
  };
}

function optionsOf(totem: readonly Block[], quorum: readonly Block[]) {
  const set = lastValue(quorum, "wait_for_all");
  const isOn = (key: string) => lastValue(quorum, key) === "1";
  const hash = lastValue(totem, "crypto_hash");
  return {
    configVersion: integerOf(lastValue(totem, "config_version")),
    waitForAllSet: set === null ? null : set === "1",
    lastManStanding: isOn("last_man_standing"),
    autoTieBreaker: isOn("auto_tie_breaker"),
    // corosync.conf(5): secauth is off unless the file says otherwise, and a hash of its own stands for it.
    authenticated: hash === null ? lastValue(totem, "secauth") === "on" : hash !== "none",
  };
}

/** The file that corosync itself reads, compared with the one that counts; null where that one is the same file or was not read. */
export function localCopyOf(section: Section, local: Section | undefined): ClusterConfig["localCopy"] {
  if (local === undefined || local === section) return null;
  const root = parseCorosync(local);
  const version = blocksNamed([root], "totem")
    .findLast((block) => block.values.has("config_version"))
    ?.values.get("config_version");
  return {
    configVersion: integerOf(version?.value),
    differs: meaningOf(root) !== meaningOf(parseCorosync(section)),
    at: citeLine(local.source, linesOf(local.text), version?.index ?? 0),
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
