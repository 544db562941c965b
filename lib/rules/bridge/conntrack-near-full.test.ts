import { conntrack } from "#lib/rules/testing/host-network-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { cite, guest, nic } from "#lib/rules/testing/testing.ts";
import { conntrackNearFull as rule } from "./conntrack-near-full.ts";

const many = (count: number, firewall: boolean) =>
  Array.from({ length: count }, (_, index) => guest(`vm${index}`, { id: `${index}`, nics: [nic({ firewall })] }));
const event = (kind: "conntrack-full" | "link-down") => ({
  events: [
    {
      kind,
      subject: null,
      count: 412,
      firstAt: null,
      lastAt: null,
      at: cite("journalctl -k", "nf_conntrack: table full, dropping packet"),
    },
  ],
  since: null,
});

describeRule(
  rule,
  { conntrack: conntrack(61_834, 65_536) },
  {
    fails: {
      "61834 of 65536": [
        {},
        { severity: "high", observed: "over 90 % of 65536 entries in use", title: "The table of connections is over 90 % full" },
      ],
      "just over 80 %": [{ conntrack: conntrack(52_500, 65_536) }, { observed: "over 80 % of 65536 entries in use" }],
      "the kernel drops packets, and the table is empty again": [
        { conntrack: conntrack(900, 65_536), kernelEvents: event("conntrack-full") },
        { severity: "high", likelihood: 4, observed: "the kernel's log of this boot says: table full, dropping packet" },
      ],
      "31 guests behind the packet filter, and the default": [
        { conntrack: conntrack(900, 262_144, { buckets: 262_144, filtersBridges: true }), guests: many(31, false) },
        { severity: "low", subject: "nf_conntrack_max" },
      ],
      "31 guests with a firewall of Proxmox": [{ conntrack: conntrack(900, 65_536, { buckets: 16_384 }), guests: many(31, true) }, "low"],
    },
    passes: {
      "1200 of 262144": { conntrack: conntrack(1200, 262_144) },
      "many guests that pass no filter": { conntrack: conntrack(900, 262_144, { filtersBridges: false }), guests: many(40, false) },
      "many guests, and a maximum that somebody chose": {
        conntrack: conntrack(900, 1_048_576, { buckets: 262_144, filtersBridges: true }),
        guests: many(40, true),
      },
      "29 guests": { conntrack: conntrack(900, 262_144, { filtersBridges: true }), guests: many(29, false) },
      "another event of the kernel": { conntrack: conntrack(900, 65_536), kernelEvents: event("link-down") },
    },
  },
);
