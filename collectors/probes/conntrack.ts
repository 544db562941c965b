import type { Section } from "#collectors/probe.ts";
import { defineProbe, NotApplicable } from "#collectors/probe.ts";
import type { Cite } from "#lib/facts/cite.ts";
import { citeLine } from "#lib/facts/cite.ts";
import { fileOrNull } from "./parse/presence.ts";
import { linesOf } from "./parse/sections.ts";

/** The table of connections by nf_conntrack-sysctl; its files are there as soon as a packet filter of the host keeps state. */
export const conntrack = defineProbe({
  id: "conntrack",
  fact: "conntrack",
  systems: ["linux"],
  sources: {
    count: { read: "/proc/sys/net/netfilter/nf_conntrack_count", optional: true },
    maximum: { read: "/proc/sys/net/netfilter/nf_conntrack_max", optional: true },
    buckets: { read: "/proc/sys/net/netfilter/nf_conntrack_buckets", optional: true },
    bridges: { read: "/proc/sys/net/bridge/bridge-nf-call-iptables", optional: true },
  },
  parse({ count, maximum, buckets, bridges }) {
    const now = numberIn(count, "nf_conntrack_count");
    const most = numberIn(maximum, "nf_conntrack_max");
    if (now === null && most === null) throw new NotApplicable("nothing on this host tracks connections: nf_conntrack is not loaded");
    if (now === null || most === null) throw new Error("one of nf_conntrack_count and nf_conntrack_max is missing");
    const filters = numberIn(bridges, "bridge-nf-call-iptables");
    return {
      count: now.value,
      maximum: most.value,
      buckets: numberIn(buckets, "nf_conntrack_buckets")?.value ?? null,
      filtersBridges: filters === null ? null : filters.value !== 0,
      countAt: now.at,
      at: most.at,
    };
  },
});

/** The one number of a file of /proc/sys; null where the kernel has no such file. */
function numberIn(sections: readonly Section[], what: string): { value: number; at: Cite } | null {
  const file = fileOrNull(sections, what);
  if (file === null) return null;
  const text = file.text.trim();
  if (!/^\d{1,15}$/.test(text)) throw new Error(`${file.source} holds no number`);
  return { value: Number(text), at: citeLine(file.source, linesOf(file.text), 0) };
}
