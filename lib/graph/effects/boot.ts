import type { Effect } from "./effect.ts";

const poorer = (words: string, short: string): Effect => ({ of: "host", when: ["boot"], becomes: "degraded", words, short });

/** What keeps a boot from ending well. */
export const bootEffects: Readonly<Record<string, readonly Effect[]>> = {
  "boot/boot-entries-stale": [
    { of: "host", when: ["boot"], becomes: "down", words: "does not boot", atImpact: 4 },
    { of: "host", when: ["refit"], becomes: "down", words: "does not boot from what is left", atImpact: 4, sureFrom: 2 },
    poorer("boots something else than intended", "boots otherwise"),
  ],
  "boot/cloud-init-owns-config": [
    poorer("comes up with what cloud-init writes", "config rewritten"),
    { of: "host", when: ["boot"], becomes: "isolated", words: "comes up with the network that cloud-init writes", sureFrom: "never" },
  ],
  "boot/failed-units": [poorer("comes up without it again", "unit fails")],
  "boot/recovery-leftovers": [poorer("comes up with what an earlier repair left", "repair bites")],
  "boot/systemd-ordering-cycle": [
    poorer("comes up without one of them", "unit dropped"),
    { of: "host", when: ["boot"], becomes: "down", words: "comes up without one of them", atImpact: 4, sureFrom: "never" },
  ],
  "container/records-lost": [poorer("comes up without its containers", "containers gone")],
  "updates/half-installed-packages": [
    poorer("boots with packages that are half installed", "half updated"),
    { of: "host", when: ["boot"], becomes: "down", words: "boots with packages that are half installed", atImpact: 3, sureFrom: "never" },
  ],
};
