import type { Effect } from "./effect.ts";

const applied = ["boot", "reload"] as const;
const differs: Effect = { of: "host", when: applied, becomes: "degraded", words: "gets another network", short: "network differs" };

/** What the stored configuration, or another name of a card, makes of the network. */
export const networkEffects: Readonly<Record<string, readonly Effect[]>> = {
  "bridge/runtime-config-drift": [
    differs,
    { of: "host", when: applied, becomes: "isolated", words: "gets another network", atImpact: 3, sureFrom: "never" },
  ],
  "bridge/uplink-pvid-mismatch": [
    { of: "bridge", when: applied, becomes: "isolated", words: "loses the switch: the VLANs of both ends disagree", atImpact: 3 },
  ],
  "bridge/uplink-not-redundant": [{ of: "bridge", when: ["refit"], becomes: "isolated", words: "loses its only cable", sureFrom: 1 }],
  "nic/configured-interface-absent": [
    { of: "host", when: applied, becomes: "isolated", words: "comes up without its network", atImpact: 3 },
  ],
  "nic/mac-pin-stale": [
    { of: "host", when: applied, becomes: "isolated", words: "comes up without its network", atImpact: 3 },
    { of: "host", when: ["refit"], becomes: "isolated", words: "comes up without its network", atImpact: 3, sureFrom: 1 },
  ],
  "nic/naming-scheme-will-change": [{ of: "card", when: ["boot"], becomes: "down", words: "gets another name, and no configuration" }],
  "nic/config-bound-to-unstable-name": [
    { of: "card", when: ["refit"], becomes: "down", words: "gets another name with another slot, and no configuration", sureFrom: 1 },
  ],
  "dns/nameserver-unreachable": [
    { of: "mounts-by-name", when: ["boot"], becomes: "down", words: "cannot be mounted: no DNS server answers its host now", atImpact: 3 },
    { of: "silent-dns", when: ["run"], becomes: "down", words: "answers nobody", sureFrom: "never" },
  ],
};
