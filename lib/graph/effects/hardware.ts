import type { Effect } from "./effect.ts";

const weakest = { when: ["refit"], sureFrom: 1 } as const;
const poorer = (words: string, short: string): Effect => ({ of: "host", ...weakest, becomes: "degraded", words, short });

/** What goes with the part that fails next. */
export const hardwareEffects: Readonly<Record<string, readonly Effect[]>> = {
  "boot/usb-or-single-boot-device": [
    { of: "host", ...weakest, becomes: "down", words: "does not boot: its boot disk has no twin", atImpact: 2 },
  ],
  "hardware/disk-failing": [
    { of: "host", ...weakest, becomes: "down", words: "loses a disk that nothing doubles", atImpact: 4 },
    poorer("loses the disk", "disk fails"),
  ],
  "hardware/filesystem-damaged": [
    { of: "host", when: ["boot"], becomes: "down", words: "stops at the check of its file system", sureFrom: "never" },
    poorer("loses data of it", "data damaged"),
  ],
  "hardware/ipmi-faults": [poorer("loses what its controller complains of", "hardware fails")],
  "hardware/machine-checks": [poorer("loses the processor that complains", "CPU fails")],
  "hardware/memory-errors": [poorer("loses the module that complains", "memory fails")],
  "hardware/pool-without-redundancy": [poorer("loses the pool", "data lost")],
  "hardware/raid-degraded": [poorer("loses what lies on it", "data lost")],
};
