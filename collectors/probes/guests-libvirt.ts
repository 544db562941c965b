import { defineProbe } from "#collectors/probe.ts";
import { libvirtGuest } from "./parse/libvirt-domain.ts";
import { domainRows, dumps, requireVirsh, virsh } from "./parse/virsh.ts";

/**
 * The domains of libvirt, transient ones included, through its read-only socket. Domains are asked by UUID, since a name may begin
 * with a dash. What is described is the present state: the live description of a running domain, the stored one of another.
 */
export const guestsLibvirt = defineProbe({
  id: "guests-libvirt",
  fact: "guests",
  systems: ["libvirt"],
  sources: {
    states: { exec: [...virsh, "list", "--all"], timeoutSeconds: 10, optional: true },
    autostart: { exec: [...virsh, "list", "--all", "--autostart"], timeoutSeconds: 10, optional: true },
    domains: {
      list: [...virsh, "list", "--all", "--uuid"],
      exec: [...virsh, "dumpxml", "{}"],
      lane: "slow",
      timeoutSeconds: 10,
      maximumItems: 500,
      optional: true,
    },
  },
  parse({ states, autostart, domains }) {
    requireVirsh(states, "domains");
    requireVirsh(autostart, "domains that start at boot");
    const rows = domainRows(states);
    const started = domainRows(autostart);
    // A vanished one has a section that says so; fewer sections than rows is a list that broke off.
    if (domains.length < rows.length) throw new Error(`libvirt lists ${rows.length} domains and described ${domains.length}`);
    return dumps(domains, "domain descriptions").map((domain) => libvirtGuest(domain, rows, started));
  },
});
