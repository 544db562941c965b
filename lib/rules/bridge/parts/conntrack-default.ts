import type { Conntrack } from "#lib/facts/conntrack.ts";
import type { Guests } from "#lib/facts/guests.ts";
import type { Observation } from "#lib/rules/rule.ts";
import { counted } from "#lib/rules/shared/wording.ts";

const manyGuests = 30;
/** The kernel's own maximum is the number of buckets, before 5.15 four times that, and never more than this. */
const largestDefault = 262_144;

/** Every guest's connections count here when the host filters what passes its bridges. */
export function smallDefault({ maximum, buckets, filtersBridges, at }: Conntrack, guests: Guests): Observation[] {
  const isDefault =
    maximum <= largestDefault &&
    (buckets === null ? [65_536, 131_072, 262_144].includes(maximum) : [buckets, buckets * 4].includes(maximum));
  const behind = guests.filter(
    (guest) => guest.running !== false && !guest.template && (filtersBridges || guest.nics.some((nic) => nic.firewall)),
  );
  if (!isDefault || behind.length < manyGuests) return [];
  return [
    {
      subject: "nf_conntrack_max",
      key: "default maximum",
      title: `${counted(behind.length, "guest")} share the kernel's default of ${maximum} connections`,
      observed: `nf_conntrack_max is the default, ${maximum}; ${counted(behind.length, "guest")} ${behind.length === 1 ? "is" : "are"} behind ${filtersBridges ? "the host's packet filter (bridge-nf-call-iptables)" : "the firewall of this host"}`,
      expected: "a maximum that was chosen for so many guests",
      cite: [at],
      likelihood: 2,
      impact: 2,
      remedy: { steps: raiseSteps(maximum) },
    },
  ];
}

/** Steps to a larger table, now and for the next boot. */
export function raiseSteps(maximum: number): string[] {
  return [
    `At once: \`sysctl -w net.netfilter.nf_conntrack_max=${maximum * 4}\`.`,
    `For the next boot: the same as \`net.netfilter.nf_conntrack_max = ${maximum * 4}\` in \`/etc/sysctl.d/90-conntrack.conf\` (Proxmox VE: node, Firewall, Options, nf_conntrack_max).`,
    "Guests that need no filter on the host: `net.bridge.bridge-nf-call-iptables = 0` takes their connections out of the table.",
  ];
}
