import { container, vm } from "#lib/rules/testing/guest-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { guest } from "#lib/rules/testing/testing.ts";
import { retiredGuestLeft as rule } from "./retired-guest-left.ts";

const nas = vm("150", "stone-nas", { notes: "TrueNAS, retired 2026-03-30, data moved", running: false, state: "stopped", onboot: false });

describeRule(
  rule,
  { guests: [nas] },
  {
    fails: {
      "by its notes": [
        {},
        {
          severity: "low",
          confidence: "inferred",
          subject: "stone-nas (VM 150)",
          title: "stone-nas (VM 150) is called retired and is still defined",
          observed: '"TrueNAS, retired 2026-03-30, data moved"; stopped; no disks',
        },
      ],
      "by a tag": [{ guests: [container("206", "node6", { tags: ["decommissioned"], running: false })] }, "low"],
      "still running": [
        { guests: [guest("old", { notes: "Decommissioned: do not use" })] },
        { title: "old is called retired and is still running" },
      ],
      "starts at boot": [
        { guests: [{ ...nas, onboot: true }] },
        { title: "stone-nas (VM 150) is called retired and is still defined, and starts at boot" },
      ],
    },
    passes: {
      "a guest that is off": { guests: [{ ...nas, notes: "cold spare" }] },
      "a template": { guests: [{ ...nas, template: true }] },
    },
  },
);
