import { compareBy, meaningOf } from "#lib/engine/drift/compare.ts";
import type { Cite } from "#lib/facts/cite.ts";
import type { Facts } from "#lib/facts/index.ts";

/** What a file that decides about the next boot says now and did not say before, by its meaning: comments, blanks and order do not count. */
export interface FileChange {
  file: string;
  /** "line gone: …", "line new: …", "line changed: …". */
  texts: string[];
  cite: Cite[];
}

/** Facts that are read from such files. */
export const configurationFacts = ["clusterConfig", "fstab", "libvirtHooks", "names", "networkConfig", "resolver", "storages"] as const;
export type ConfigurationFact = (typeof configurationFacts)[number];
type Configuration = { [Name in ConfigurationFact]?: Facts[Name] | undefined };
interface Line {
  key: string;
  value: unknown;
  at: Cite;
}

/** One change for each file whose meaning differs; a file that was not read at both times is left out. */
export function configurationChanges(before: Configuration, now: Configuration): FileChange[] {
  return configurationFacts.flatMap((name) => {
    const [was, is] = [linesOf(name, before), linesOf(name, now)];
    return was === null || is === null ? [] : changesOf(files[name], was, is);
  });
}

const files: Readonly<Record<ConfigurationFact, string>> = {
  clusterConfig: "corosync.conf",
  fstab: "/etc/fstab",
  libvirtHooks: "/etc/libvirt/hooks",
  names: "/etc/hosts",
  networkConfig: "network configuration",
  resolver: "/etc/resolv.conf",
  storages: "storage.cfg",
};

function changesOf(fallback: string, was: readonly Line[], is: readonly Line[]): FileChange[] {
  const { added, removed, changed } = compareBy(was, is, ({ key }) => key);
  const told = [
    ...removed.map(({ at }) => ({ at, text: `line gone: ${at.text.trim()}` })),
    ...changed.map(({ before, now }) => ({
      at: now.at,
      text: before.at.text.trim() === now.at.text.trim() ? `changed: ${now.key}` : `line changed: ${now.at.text.trim()}`,
    })),
    ...added.map(({ at }) => ({ at, text: `line new: ${at.text.trim()}` })),
  ];
  if (told.length === 0) return [];
  const sources = [...new Set(told.map(({ at }) => at.source))];
  return [
    {
      file: sources.length === 1 && sources[0]?.startsWith("/") ? sources[0] : fallback,
      texts: told.map(({ text }) => text),
      cite: told.map(({ at }) => at),
    },
  ];
}

/** The parts of a fact that its file states, each with a key of its own. Null where it was not read. */
function linesOf(name: ConfigurationFact, facts: Configuration): Line[] | null {
  const { clusterConfig, fstab, libvirtHooks, names, networkConfig, resolver, storages } = facts;
  switch (name) {
    case "clusterConfig":
      return clusterConfig === undefined ? null : clusterLines(clusterConfig);
    case "fstab":
      return fstab === undefined
        ? null
        : fstab.entries.map((entry) => ({ key: `${entry.mountPoint} ${entry.device}`, value: entry, at: entry.at }));
    case "libvirtHooks":
      return libvirtHooks === undefined ? null : libvirtHooks.map((hook) => ({ key: hook.path, value: hook, at: hook.at }));
    case "names":
      return names === undefined
        ? null
        : names.hosts.map((entry) => ({ key: `${entry.address} ${entry.names.join(" ")}`, value: entry, at: entry.at }));
    case "networkConfig":
      return networkConfig === undefined ? null : networkLines(networkConfig);
    case "resolver":
      return resolver === undefined ? null : resolver.nameservers.map((server) => ({ key: server.address, value: server, at: server.at }));
    case "storages":
      return storages === undefined ? null : storages.map((storage) => ({ key: storage.id, value: storage, at: storage.at }));
  }
}

function clusterLines({ nodes, localCopy: _, qdevice, configVersion: __, at, ...options }: Facts["clusterConfig"]): Line[] {
  return [
    { key: "options", value: options, at },
    ...nodes.map((node) => ({ key: node.name ?? `node ${node.nodeId}`, value: node, at: node.at })),
    ...(qdevice === null ? [] : [{ key: "device", value: qdevice, at: qdevice.at }]),
  ];
}

/** `pending` is a file of its own, which another rule tells of. An interface may have several profiles. */
function networkLines({ interfaces, pins }: Facts["networkConfig"]): Line[] {
  const profiles = interfaces.map((one) => ({
    key: `${one.manager} ${one.name} ${interfaces.filter(({ name }) => name === one.name).length > 1 ? meaningOf(one) : ""}`.trim(),
    value: one,
    at: one.at,
  }));
  return [...profiles, ...pins.map((pin) => ({ key: `name ${pin.name} ${pin.mac ?? pin.path}`, value: pin, at: pin.at }))];
}
