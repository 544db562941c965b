import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { citeLine } from "#lib/facts/cite.ts";
import type { Storage } from "#lib/facts/storages.ts";
import { listOf } from "./parse/escapes.ts";
import { fileOrNull } from "./parse/presence.ts";
import { presenceSources, requirePmxcfs } from "./parse/proxmox.ts";
import type { ConfigEntry } from "./parse/section-config.ts";
import { isTrue, parseSectionConfig } from "./parse/section-config.ts";
import { linesOf } from "./parse/sections.ts";

const file = "/etc/pve/storage.cfg";
/** Types that Proxmox mounts below /mnt/pve where the entry has no path. */
const mountedTypes = ["nfs", "cifs", "glusterfs", "cephfs"];
const serverKeys = ["server", "portal", "monhost", "controller"];
const exportKeys = ["export", "share", "datastore", "volume", "target"];
/** What Proxmox takes an entry without `content` for; images alone where the type is not named. */
const defaultContent: Readonly<Record<string, readonly string[]>> = {
  dir: ["images", "rootdir"],
  btrfs: ["images", "rootdir"],
  lvmthin: ["images", "rootdir"],
  zfspool: ["images", "rootdir"],
  cephfs: ["backup"],
  pbs: ["backup"],
  esxi: ["import"],
};
const guestContent = ["images", "rootdir", "vztmpl", "iso", "snippets", "backup"];

/** The stores of a Proxmox cluster as declared. `pvesm status` is not asked: it activates them. */
export const storagesProxmox = defineProbe({
  id: "storages-proxmox",
  fact: "storages",
  systems: ["proxmox"],
  sources: { config: { read: file, root: true, optional: true }, ...presenceSources },
  parse({ config, ...presence }) {
    const section = fileOrNull(config, "storage.cfg");
    if (!section) requirePmxcfs(presence);
    const lines = linesOf(section?.text ?? "");
    const declared = section ? parseSectionConfig(section).map((entry) => storageOf(entry, section, lines)) : [];
    const own = declared.find(({ id, type }) => id === "local" && type === "dir");
    return own ? declared : [implicitLocal(section?.source ?? file, lines), ...declared.filter(({ id }) => id !== "local")];
  },
});

function storageOf({ type, id, index, values }: ConfigEntry, section: Section, lines: readonly string[]): Storage {
  const firstOf = (keys: readonly string[]) => keys.map((key) => values.get(key)).find((value) => value !== undefined) ?? null;
  const nodes = values.get("nodes");
  return {
    id,
    platform: "proxmox",
    type,
    server: firstOf(serverKeys),
    export: firstOf(exportKeys),
    path: firstOf(["path", "mountpoint"]) ?? (mountedTypes.includes(type) ? `/mnt/pve/${id}` : null),
    content: listOf(values.get("content") ?? (defaultContent[type] ?? ["images"]).join(",")).filter((kind) => kind !== "none"),
    enabled: !isTrue(values.get("disable")),
    nodes: nodes === undefined ? null : listOf(nodes, /[,; ]/),
    isMountPoint: mountPointOf(values.get("is_mountpoint")),
    at: citeLine(section.source, lines, index),
  };
}

function mountPointOf(value: string | undefined): string | null {
  if (value === undefined || value.startsWith("/")) return value ?? null;
  return isTrue(value) ? "yes" : "no";
}

/** Proxmox has the store "local" on every node, whether the file names it or not. */
function implicitLocal(source: string, lines: readonly string[]): Storage {
  const unset = { server: null, export: null, nodes: null, isMountPoint: null };
  const at = citeLine(source, lines, 0);
  return { id: "local", platform: "proxmox", type: "dir", path: "/var/lib/vz", content: guestContent, enabled: true, ...unset, at };
}
