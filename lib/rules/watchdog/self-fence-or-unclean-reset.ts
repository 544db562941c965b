import type { Boots } from "#lib/facts/events.ts";
import { defineRule, type Observation, Undecidable } from "#lib/rules/rule.ts";
import { hostTime, isWithinDays } from "#lib/rules/shared/hardware.ts";
import { counted, listed, maximumCites } from "#lib/rules/shared/wording.ts";

/** A reset of the last two weeks is likely to come again; older ones are history that may explain something. */
const freshDays = 14;
const historyDays = 180;
const fencing = /client watchdog expired|watchdog timer expired|lost lock 'ha_agent|self.?fenc|watchdog-mux.*active connections/i;

export const selfFenceOrUncleanReset = defineRule({
  id: "watchdog/self-fence-or-unclean-reset",
  title: "The host was reset without an orderly shutdown",
  why: "What cut it off, a watchdog, a crash or the power, is still there as long as nobody has found it. The next time it takes every guest with it again.",
  scope: "host",
  scenarios: ["node-loss"],
  likelihood: 4,
  impact: 3,
  needs: ["boots"],
  wants: ["identity", "bmc"],
  check({ boots, identity, bmc }, now) {
    const at = hostTime(identity, now);
    const ended = boots.slice(1);
    const unclean = ended.filter(
      ({ endedCleanly, endedAt, startedAt }) => endedCleanly === false && isWithinDays(endedAt ?? startedAt, historyDays, at),
    );
    if (unclean.length === 0 && !ended.some(({ endedCleanly }) => endedCleanly !== null))
      throw new Undecidable("no earlier boot is known whose end was logged");
    const resets = (bmc?.events ?? []).filter(
      ({ sensor, event, loggedAt }) =>
        /watchdog/i.test(sensor) && /hard reset|power (cycle|down)|timer expired/i.test(event) && isWithinDays(loggedAt, historyDays, at),
    );
    return unclean.length === 0
      ? []
      : [
          observationOf(
            unclean,
            resets.map((reset) => reset.at),
            at,
          ),
        ];
  },
  remedy: {
    steps: [
      "Find the cause first: `journalctl -b -1 -n 200`, `journalctl -b -1 -u corosync`, `ipmitool sel elist`, /sys/fs/pstore, the UPS and the log of the site",
      "Then mend what it names: quorum or network after a self-fence, storage after a hang, power after a cut",
    ],
    risk: "Switching the watchdog or HA off in place of a repair takes away what protects guests from being started twice.",
    verify: "last -x -n 10 reboot shutdown; journalctl --list-boots",
  },
  postmortems: ["pve-self-fence-unseen-nine-hours", "ups-wrong-outlet"],
  references: ["ha-manager(1)", "last(1)"],
});

function observationOf(unclean: Boots, resets: Observation["cite"], at: Date): Observation {
  const [newest] = unclean;
  const fenced = unclean.flatMap(({ lastLines }) => lastLines.filter(({ text }) => fencing.test(text)));
  const fresh = isWithinDays(newest?.endedAt ?? newest?.startedAt ?? null, freshDays, at);
  const days = unclean.map(({ endedAt, startedAt }) => (endedAt ?? startedAt)?.slice(0, 10) ?? "an unknown day");
  const how =
    fenced.length > 0
      ? "The node fenced itself"
      : resets.length > 0
        ? "The watchdog reset the host"
        : `${counted(unclean.length, "boot")} ended without a shutdown: crash, power or reset`;
  return {
    subject: "earlier boots",
    key: "unclean",
    title: `${how}, last on ${days[0]}`,
    observed: `ended without a shutdown on ${listed(days, 6)}${fenced.length > 0 ? `; the log ends in "${fenced[0]?.text.replace(/^.*?: /, "").slice(0, 120)}"` : ""}`,
    expected: "each boot ended by a shutdown",
    cite: [...fenced, ...resets, ...unclean.map((boot) => boot.at), ...(newest?.lastLines.slice(-20) ?? [])].slice(0, maximumCites),
    likelihood: fresh ? 4 : 2,
    impact: fresh ? 3 : 2,
    // Without wtmp, only the missing farewell of the journal tells.
    confidence: fenced.length + resets.length > 0 || unclean.some((boot) => boot.at.source.startsWith("last")) ? "confirmed" : "inferred",
  };
}
