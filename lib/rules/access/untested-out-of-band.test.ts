import { declared } from "#lib/rules/testing/context-testing.ts";
import { describeRule } from "#lib/rules/testing/rule-cases.ts";
import { untestedOutOfBand } from "./untested-out-of-band.ts";

const console = (lastTestedOn: string | null, over: object = {}) =>
  declared({ kind: "out-of-band", by: "bmc", address: "10.50.99.11", account: null, sharesNetworkWithHost: null, lastTestedOn, ...over });
const drill = (on: string, worked = true) => declared({ kind: "drill", drill: "console", on, worked });

describeRule(
  untestedOutOfBand,
  { declared: [console(null)] },
  {
    fails: {
      never: [
        {},
        { severity: "medium", title: "Nobody has tested the console at 10.50.99.11", observed: "bmc at 10.50.99.11: never tested" },
      ],
      "over a year ago": [{ declared: [console("2025-03-01")] }, { title: "The console was last tested on 2025-03-01" }],
      "the drill did not work": [{ declared: [console(null), drill("2026-03-01", false)] }, "medium"],
    },
    passes: {
      "tested this spring": { declared: [console("2026-02-14")] },
      "used in a drill": { declared: [console(null), drill("2026-03-01")] },
      "one of two was used": { declared: [console(null), console("2026-02-14", { id: "2", by: "serial" })] },
    },
    notApplicable: {
      "nothing declared": { declared: [] },
      "a person nearby needs no test": { declared: [console(null, { by: "on-site-person" })] },
    },
  },
);
