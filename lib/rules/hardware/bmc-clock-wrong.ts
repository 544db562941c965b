import { defineRule, Undecidable } from "#lib/rules/rule.ts";
import { counted } from "#lib/rules/shared/wording.ts";

/** Differences below this are the slow answer of the controller. */
const toleratedSeconds = 5 * 60;
const hour = 3600;

export const bmcClockWrong = defineRule({
  id: "hardware/bmc-clock-wrong",
  title: "The clock of the management controller is wrong",
  why: "After a power failure its event log is the only witness. With a clock that is hours off, its lines cannot be put in order with those of the host and of the UPS.",
  scope: "host",
  scenarios: ["hardware-fault", "power-loss"],
  likelihood: 3,
  impact: 1,
  needs: ["bmc"],
  check({ bmc: { clockAheadSeconds, clockAt, at } }) {
    if (clockAheadSeconds === null) throw new Undecidable("the controller did not tell its time, or the host's clock was not read");
    const off = Math.abs(clockAheadSeconds);
    if (off <= toleratedSeconds) return [];
    const amount =
      off >= 24 * hour ? "over a day" : off >= hour ? counted(Math.round(off / hour), "hour") : counted(Math.round(off / 60), "minute");
    const short = off >= hour && off < 24 * hour ? ` (${Math.round(off / hour)} h)` : "";
    return [
      {
        subject: "BMC",
        title: `The clock of the BMC is ${amount} ${clockAheadSeconds > 0 ? "ahead of" : "behind"} the host's`,
        observed: `SEL time is ${amount}${short} ${clockAheadSeconds > 0 ? "ahead" : "behind"}, in the host's zone or in UTC, whichever is nearer`,
        expected: "the same time, within minutes",
        cite: [clockAt ?? at],
      },
    ];
  },
  remedy: {
    steps: ["Set NTP in the BMC's own settings; until then `ipmitool sel time set now`"],
    risk: "None; records that are there keep their old times.",
    verify: "ipmitool sel time get; date",
  },
  postmortems: ["power-loss-decommissioned-onboot"],
  references: ["ipmitool(1)"],
});
