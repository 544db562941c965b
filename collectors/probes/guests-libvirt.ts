import type { Section } from "#collectors/probe.ts";
import { defineProbe } from "#collectors/probe.ts";
import { libvirtGuest } from "./parse/libvirt-domain.ts";
import { linesOf, succeeded } from "./parse/sections.ts";
import { domainRows, dumps, requireVirsh, virsh } from "./parse/virsh.ts";
import type { XmlDocument } from "./parse/xml.ts";
import { child, parseXml, textOf } from "./parse/xml.ts";

/**
 * The domains of libvirt, transient ones included, through its read-only socket. Domains are asked by UUID, since a name may begin
 * with a dash. What is described is the present state: the live description of a running domain, the stored one of another.
 */
export const guestsLibvirt = defineProbe({
  id: "guests-libvirt",
  fact: "guests",
  systems: ["libvirt"],
  sources: {
    states: { exec: [...virsh, "list", "--all"], timeoutSeconds: 20, optional: true },
    autostart: { exec: [...virsh, "list", "--all", "--autostart"], timeoutSeconds: 20, optional: true },
    domains: {
      list: [...virsh, "list", "--all", "--uuid"],
      exec: [...virsh, "dumpxml", "{}"],
      lane: "slow",
      timeoutSeconds: 20,
      maximumItems: 500,
      optional: true,
    },
    stored: {
      list: [...virsh, "list", "--uuid"],
      exec: [...virsh, "dumpxml", "--inactive", "{}"],
      lane: "slow",
      timeoutSeconds: 20,
      maximumItems: 500,
      optional: true,
    },
    guards: { exec: ["grep", "-hE", "^(vnc|spice)_(tls|sasl)", "/etc/libvirt/qemu.conf"], root: true, optional: true },
  },
  parse({ states, autostart, domains, stored, guards }) {
    requireVirsh(states, "domains");
    requireVirsh(autostart, "domains that start at boot");
    const rows = domainRows(states);
    const started = domainRows(autostart);
    // A vanished one has a section that says so; fewer sections than rows is a list that broke off.
    if (domains.length < rows.length) throw new Error(`libvirt lists ${rows.length} domains and described ${domains.length}`);
    const context = { rows, autostart: started, stored: storedByUuid(stored), isGuarded: guardOf(guards) };
    return dumps(domains, "domain descriptions").map((domain) => libvirtGuest(domain, context));
  },
});

/** A description that was not read only leaves open what the next start changes. */
function storedByUuid(sections: readonly Section[]): Map<string, XmlDocument> {
  const documents = sections.filter(succeeded).map((section) => parseXml(section, "domain"));
  return new Map(documents.map((document) => [textOf(child(document.root, "uuid")) ?? "", document]));
}

/** grep(1) says with exit status 1 that no line sets one of them, so that the default holds: none is on. */
function guardOf(section: Section): (screen: "vnc" | "spice") => boolean | null {
  const isRead = section.status === "ok" && (section.exitStatus === 0 || section.exitStatus === 1) && section.errorText === "";
  const lines = linesOf(section.text);
  return (screen) => (isRead ? lines.some((line) => new RegExp(`^${screen}_(tls|sasl) *= *1`).test(line)) : null);
}
