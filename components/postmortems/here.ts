import type { Postmortem } from "#lib/postmortems/schema.ts";

/** A host as a link of a chain names it. */
export interface NamedHost {
  id: string;
  name: string;
}

/** Hosts with an open finding, by rule. */
export type OpenRules = ReadonlyMap<string, readonly NamedHost[]>;

/** How much of an incident's chain stands open here. */
export interface ChainHere {
  links: number;
  openLinks: number;
  /** Hosts with an open finding of any link, each once, by name. */
  hosts: NamedHost[];
}

/** The hosts that have an open finding of one of these rules, each once, by name. */
export function hostsWith(rules: readonly string[], open: OpenRules): NamedHost[] {
  const hosts = new Map(rules.flatMap((rule) => open.get(rule) ?? []).map((host) => [host.id, host]));
  return [...hosts.values()].sort((one, other) => one.name.localeCompare(other.name));
}

/** Whether that incident could happen here: the links of its chain that have an open finding. */
export function chainHere({ chain }: Pick<Postmortem, "chain">, open: OpenRules): ChainHere {
  return {
    links: chain.length,
    openLinks: chain.filter((link) => hostsWith(link.rules, open).length > 0).length,
    hosts: hostsWith(
      chain.flatMap((link) => link.rules),
      open,
    ),
  };
}
