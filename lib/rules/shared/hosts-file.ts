import type { Names } from "#lib/facts/names.ts";
import { groupBy } from "./wording.ts";

/** Finds the entries of hosts(5) for a name, whatever its case. */
export function hostsFile(names: Names): (name: string) => Names["hosts"] {
  const pairs = names.hosts.flatMap((entry) => entry.names.map((alias) => ({ alias: alias.toLowerCase(), entry })));
  const byName = groupBy(pairs, ({ alias }) => alias);
  return (name) => [...new Set(byName.get(name.toLowerCase())?.map(({ entry }) => entry))];
}

/** Finds the entries that answer without a name server: none where nsswitch.conf(5) asks DNS first, or the file not at all. */
export function staticNames(names: Names): (name: string) => Names["hosts"] {
  const files = names.lookupOrder.indexOf("files");
  const dns = names.lookupOrder.findIndex((service) => service === "dns" || service === "resolve");
  return files === -1 || (dns !== -1 && dns < files) ? () => [] : hostsFile(names);
}
