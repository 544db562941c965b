import type { Guest, Guests } from "#lib/facts/guests.ts";
import type { Neighbours } from "#lib/facts/neighbours.ts";
import type { Resolver } from "#lib/facts/resolver.ts";
import type { Routes } from "#lib/facts/routes.ts";
import { guestAt } from "./guest-addresses.ts";

/** What others need a guest for, and how that is known. */
export interface GuestRole {
  role: string;
  /** `address`: this host itself asks that guest. `name`: its name or a tag says so, which is a guess. */
  from: "address" | "name";
  because: string;
}

/** Facts that tell which addresses this host depends on. */
export interface RoleFacts {
  resolver: Resolver | undefined;
  routes: Routes | undefined;
  neighbours: Neighbours | undefined;
}

/** Words in the name or the tags of a guest that name an infrastructure role; digits at the end of a word are left off first. */
const roleWords: Record<string, string> = {
  DNS: "dns ns bind named pihole adguard unbound powerdns pdns resolver nameserver",
  DHCP: "dhcp kea maas",
  gateway: "vyos opnsense pfsense openwrt router rtr gw gateway fw firewall",
  storage: "nas san nfs filer fileserver truenas freenas omv",
  authentication: "ldap ipa freeipa dc samba-ad radius ise authentik keycloak kerberos kdc auth sso",
  secrets: "vault vaultwarden openbao secrets",
  alerting: "alerting alertmanager alerts zabbix nagios icinga prometheus monitoring",
  "Kubernetes control plane": "kcp k8s-cp k8s-master k8s-control k3s-cp k3s-master k3s-server kube-master kube-cp k8cp k8scp",
  backup: "pbs backup bareos bacula borg",
  "wireless network": "wlc",
};

const rolesByWord = new Map(Object.entries(roleWords).flatMap(([role, words]) => words.split(" ").map((word) => [word, role] as const)));

/** Tells the infrastructure role of each guest: by address where this host shows it, else by name; undefined for an ordinary guest. */
export function rolesOf(guests: Guests, facts: RoleFacts): (guest: Guest) => GuestRole | undefined {
  const byAddress = new Map<string, GuestRole>();
  const note = (address: string, role: string, because: string) => {
    const holder = guestAt(address, guests, facts.neighbours);
    if (holder !== undefined && !byAddress.has(holder.id)) byAddress.set(holder.id, { role, from: "address", because });
  };
  for (const { address } of facts.resolver?.nameservers.slice(0, 16) ?? []) note(address, "DNS", `this host asks ${address} for names`);
  const defaults = (facts.routes ?? []).filter(({ destination }) => destination === "default");
  for (const { gateway } of defaults.slice(0, 16)) {
    if (gateway !== null) note(gateway, "gateway", `the default route goes through ${gateway}`);
  }
  return (guest) => byAddress.get(guest.id) ?? roleByWord([guest.name, ...guest.tags]);
}

function roleByWord(texts: readonly string[]): GuestRole | undefined {
  for (const text of texts) {
    const words = text
      .toLowerCase()
      .split(/[-_.\s]+/)
      .map((word) => word.replace(/\d+$/, ""));
    const pairs = words.slice(1).map((word, index) => `${words[index]}-${word}`);
    const rawPairs = text.toLowerCase().match(/k[38]s-[a-z]+/g) ?? [];
    for (const word of [...rawPairs, ...pairs, ...words]) {
      const role = rolesByWord.get(word);
      if (role !== undefined) return { role, from: "name", because: `"${text}" reads like it` };
    }
  }
  return undefined;
}
