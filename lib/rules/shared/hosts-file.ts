import type { Names } from "#lib/facts/names.ts";

/** Entries of hosts(5) for a name, whatever its case. */
export function hostsEntries(name: string, names: Names): Names["hosts"] {
  return names.hosts.filter((entry) => entry.names.some((alias) => alias.toLowerCase() === name.toLowerCase()));
}

/** Entries that answer without a name server: none where nsswitch.conf(5) asks DNS first, or the file not at all. */
export function staticEntries(name: string, names: Names): Names["hosts"] {
  const files = names.lookupOrder.indexOf("files");
  const dns = names.lookupOrder.findIndex((service) => service === "dns" || service === "resolve");
  return files === -1 || (dns !== -1 && dns < files) ? [] : hostsEntries(name, names);
}
