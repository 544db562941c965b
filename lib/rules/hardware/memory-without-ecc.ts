import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { requireHardware } from "#lib/rules/shared/hardware.ts";

export const memoryWithoutEcc = defineRule({
  id: "hardware/memory-without-ecc",
  title: "Memory does not correct errors: a flipped bit is written to the disks unseen",
  why: "Without ECC a bad module gives no warning and leaves no trace: checksums are then right over wrong data, on every mirror and in every backup.",
  scope: "host",
  scenarios: ["hardware-fault"],
  likelihood: 2,
  impact: 2,
  needs: ["memoryErrors", "identity"],
  wants: ["zfs"],
  check({ memoryErrors: { correction, controllers }, identity, zfs }) {
    requireHardware(identity);
    // An EDAC driver loads only where the controller corrects errors.
    if (correction === null && controllers !== null) return [];
    if (correction === null) throw new Undecidable("dmidecode was not read: the memory's type is not known");
    if (!/^none$/i.test(correction.type)) return [];
    return [
      {
        subject: "memory",
        observed: `Error Correction Type: ${correction.type}${zfs && zfs.pools.length > 0 ? "; ZFS pools trust this memory with their checksums" : ""}`,
        expected: "ECC memory on a host that holds other machines' data",
        cite: [correction.at],
      },
    ];
  },
  remedy: {
    steps: ["Run memtest86+ over a night before the host takes more guests", "At the next replacement choose a board and modules with ECC"],
    risk: "The host is down while memory is tested.",
    verify: "dmidecode -t memory",
  },
  postmortems: ["known-flaky-cpu"],
  references: ["dmidecode(8)"],
});
