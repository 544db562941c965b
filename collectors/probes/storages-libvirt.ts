import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import type { Storage } from "#lib/facts/storages.ts";
import { listOf } from "./parse/escapes.ts";
import { dumps, requireVirsh, virsh } from "./parse/virsh.ts";
import { attribute, child, parseXml, textOf } from "./parse/xml.ts";

/** The pools of libvirt as defined; no pool is refreshed and no volume listed, since both touch what may be a dead file system. */
export const storagesLibvirt = defineProbe({
  id: "storages-libvirt",
  fact: "storages",
  systems: ["libvirt"],
  sources: {
    active: { exec: [...virsh, "pool-list", "--name"], timeoutSeconds: 10, optional: true },
    pools: {
      list: [...virsh, "pool-list", "--all", "--uuid"],
      exec: [...virsh, "pool-dumpxml", "{}"],
      lane: "slow",
      timeoutSeconds: 10,
      maximumItems: 200,
      optional: true,
    },
  },
  parse({ active, pools }) {
    requireVirsh(active, "storage pools");
    const running = listOf(active.text, "\n");
    if (pools.length < running.length) throw new Error(`libvirt lists ${running.length} pools and described ${pools.length}`);
    return dumps(pools, "pool descriptions").map((pool) => poolOf(pool, running));
  },
});

/** A pool that is not active gives no volume to a guest that starts, so it counts as not enabled. */
function poolOf(section: Section, running: readonly string[]): Storage {
  const document = parseXml(section, "pool");
  const { root } = document;
  const id = textOf(child(root, "name"));
  if (!id) throw new Error(`${section.source} has no name`);
  const source = child(root, "source");
  return {
    id,
    platform: "libvirt",
    type: attribute(root, "type") ?? "dir",
    server: attribute(child(source, "host"), "name"),
    export: attribute(child(source, "dir"), "path") ?? attribute(child(source, "device"), "path") ?? textOf(child(source, "name")),
    path: textOf(child(root, "target", "path")) || null,
    content: ["images"],
    enabled: running.includes(id.trim()),
    nodes: null,
    isMountPoint: null,
    at: document.at(child(root, "name")),
  };
}
