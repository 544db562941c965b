import { expect } from "vitest";
import { bmc, bmcEvent, boot } from "#lib/rules/testing/hardware-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { selfFenceOrUncleanReset as rule } from "./self-fence-or-unclean-reset.ts";

const running = boot(null, null);
const fenced = "May 15 17:43:34 pve02 watchdog-mux[912]: client watchdog expired - disable watchdog updates";

describeRule(
  rule,
  { boots: [running, boot(3, false)] },
  {
    fails: {
      "three days ago": [{}, { severity: "high", title: expect.stringContaining("1 boot ended without a shutdown") }],
      "the catalogue's watchdog-mux line": [
        { boots: [running, boot(3, false, [fenced])] },
        { severity: "high", title: expect.stringContaining("fenced itself"), observed: expect.stringContaining("client watchdog expired") },
      ],
      "the management controller names the watchdog": [
        { bmc: bmc({ events: [bmcEvent("Watchdog2 #0xca", "Hard reset", 3)] }) },
        { title: expect.stringContaining("The watchdog reset the host") },
      ],
      "forty days ago is history": [{ boots: [running, boot(40, false), boot(90, true)] }, "low"],
      "several are one finding": [{ boots: [running, boot(40, false), boot(90, false)] }, { observed: expect.stringContaining(" and ") }],
    },
    passes: {
      "normal shutdown lines": { boots: [running, boot(3, true), boot(40, true)] },
      "a year ago": { boots: [running, boot(20, true), boot(300, false)] },
    },
    unknown: {
      "only this boot is known": { boots: [running] },
      "nothing tells how the last one ended": { boots: [running, boot(3, null)] },
    },
  },
);
